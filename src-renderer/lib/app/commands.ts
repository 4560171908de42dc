// Commands that a page tells the user to type.

/** The command line as it is called from a checkout. */
export function strataCommand(rest: string): string {
  return `npm run -s strata -- ${rest}`;
}

/** A path as a shell takes it; a person goes on to edit what is unusual. */
function shellPath(path: string): string {
  return /^[\w./~:@%+\\-]+$/.test(path) ? path : JSON.stringify(path);
}

/** Reads another program's history. @param path as it was typed; empty for an example */
export function importCommand(path: string): string {
  return strataCommand(`runs import ${shellPath(path.trim() === '' ? 'logs' : path.trim())}`);
}
