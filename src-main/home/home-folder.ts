// The home folder and the paths inside it.
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import environmentPaths from 'env-paths';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { removeUnfinished } from '#main/files/write-whole.ts';
import type { RunFiles } from '#main/ports/run-files.ts';

/** `$STRATA_HOME`, or the platform's data folder. */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const asked = environment['STRATA_HOME'];
  return asked === undefined || asked === '' ? environmentPaths('strata', { suffix: '' }).data : resolve(asked);
}

/** Creates the folder. @throws AppError when it cannot be written to */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new AppError('usage', msg`The home folder ${home} cannot be made (${why}).`, {
      hint: msg`Set STRATA_HOME to a folder you may write to.`,
      cause,
    });
  }
}

/**
 * The folder for the browser's own profile, created when missing.
 * @throws AppError `no-permission` when nothing can be written in the home folder
 */
export function makeProfileFolder(home: string): string {
  makeHome(home);
  const folder = join(home, 'window');
  try {
    mkdirSync(folder, { recursive: true });
    for (const each of [home, folder]) accessSync(each, constants.W_OK);
    return folder;
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new AppError('no-permission', msg`Nothing can be written in the home folder ${home} (${why}).`, {
      hint: msg`Make it writable, or set STRATA_HOME to another.`,
      cause,
    });
  }
}

/** Removes what killed writers left in the home folder itself, and in the folders of runs that they left unfinished. */
export function removeUnfinishedFiles(home: string, unfinished: readonly RunId[]): void {
  const files = createRunFiles(home);
  for (const folder of [home, ...unfinished.map((id) => files.folder(id))]) removeUnfinished(folder);
}

export function createRunFiles(home: string): RunFiles {
  const folder = (id: RunId): string => join(home, 'runs', id);
  return {
    folder,
    delete: (id) => {
      rmSync(folder(id), { recursive: true, force: true });
    },
  };
}
