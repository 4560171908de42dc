// The files in the program's arguments: `strata weather.strata.json`, a double click on such a file, a second start beside a
// running one.
import { resolve } from 'node:path';

/** Options of Electron's default app that take the next argument. */
const takesValue = new Set(['-r', '--require']);

/**
 * @param argv as the process got it: the program, Chromium's arguments, in development the app's path, then Strata's
 * @param cwd the base of relative paths
 * @param isDefaultApp whether the app's own path is among the arguments, as with `electron .`
 * @returns absolute paths, which may not exist
 */
export function filesInArguments(argv: readonly string[], cwd: string, isDefaultApp: boolean): string[] {
  const named: string[] = [];
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (takesValue.has(argument)) index++;
    else if (argument !== '' && !argument.startsWith('-')) named.push(argument);
  }
  return named.slice(isDefaultApp ? 1 : 0).map((path) => resolve(cwd, path));
}
