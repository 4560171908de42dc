// The database's files: their paths, and how a damaged database is kept.
// Never read strata.db with node:fs: closing any handle of it drops the locks of every connection in this process (POSIX).
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

export function databasePath(home: string): string {
  return join(home, 'strata.db');
}

/** Bytes of a file; 0 when there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function newerVersion(path: string, version: number, latest: number): AppError {
  return new AppError(
    'newer-version',
    msg`The database ${path} was written by a newer Strata: it has version ${version}, this program knows versions up to ${latest}.`,
    {
      hint: msg`Update Strata, or choose another home folder with STRATA_HOME. The file was not changed.`,
      details: { path, version, latest },
    },
  );
}

export function foreignDatabase(path: string): AppError {
  return new AppError('conflict', msg`${path} is a database of another program, not of Strata.`, {
    hint: msg`Move the file elsewhere, or choose another home folder with STRATA_HOME. The file was not changed.`,
    details: { path },
  });
}

/** Renames a damaged database and its log to an unused name; returns that name. */
export function renameDamaged(path: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  let keptAs = `${path}.damaged-${time}`;
  for (let i = 2; existsSync(keptAs) || existsSync(`${keptAs}-wal`); i++) keptAs = `${path}.damaged-${time}-${i}`;
  // Move the log first: left beside a new database, it would be applied to that one.
  for (const part of ['-wal', '-shm', '-journal', '']) {
    if (existsSync(path + part)) renameSync(path + part, keptAs + part);
  }
  return keptAs;
}
