// Explains file system errors in one sentence with the path and a hint.
import { basename } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

function systemCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

/** A failure to read a path from the user, as an `AppError`; anything else is returned unchanged. */
export function explainReadError(thrown: unknown, path: string): unknown {
  const code = systemCode(thrown);
  const name = basename(path);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', msg`There is no file ${path}.`, {
        hint: msg`Check the path; a relative one counts from the folder the command runs in.`,
        cause: thrown,
      });
    case 'EACCES':
    case 'EPERM':
      return new AppError('invalid-data', msg`${path} may not be read: permission denied.`, {
        hint: msg`Give yourself the right to read it (for example "chmod u+r ${name}"), or copy it to a folder of your own.`,
        cause: thrown,
      });
    case 'EISDIR':
      return new AppError('invalid-data', msg`${path} is a folder where a file is needed.`, { cause: thrown });
    case 'EIO':
    case 'ESTALE':
    case 'ENXIO':
      return new AppError('file-error', msg`${path} could not be read to its end (${code}).`, {
        hint: msg`The disk or the network drive it lies on fails; copy the file elsewhere and try again.`,
        cause: thrown,
      });
    default:
      return thrown;
  }
}

/** A failure to write below the home folder, as an `AppError`; anything else is returned unchanged. */
export function explainWriteError(thrown: unknown, home: string): unknown {
  const code = systemCode(thrown);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new AppError('disk-full', msg`There is no room left in ${home}: the data set was not stored.`, {
        hint: msg`Free some space, or set STRATA_HOME to a folder on a larger disk; nothing was left behind.`,
        cause: thrown,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('no-permission', msg`${home} may not be written to (${code}).`, {
        hint: msg`Set STRATA_HOME to a folder of your own.`,
        cause: thrown,
      });
    default:
      return thrown;
  }
}
