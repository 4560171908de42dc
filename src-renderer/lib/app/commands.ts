// Commands that a page tells the user to type.

/** The command line as it is called from a checkout. */
export function strataCommand(rest: string): string {
  return `npm run -s strata -- ${rest}`;
}
