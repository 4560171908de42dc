// The database's files: their paths, and how a damaged database is kept.
// Never read strata.db with node:fs: closing any handle of it drops the locks of every connection in this process (POSIX).
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { msg, type Message } from '#shared/base/message.ts';
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

/** Why a file is damaged. */
export interface Damage {
  readonly reason: Message;
  /** What SQLite says, for programs and reports. */
  readonly found: string;
}

/** For a program that only reads, and so cannot keep the file aside. */
export function damagedForReading(path: string, { reason, found }: Damage): AppError {
  return new AppError('damaged', msg`The database ${path} is damaged: ${reason}.`, {
    hint: msg`Put a copy of yours in its place, or start "strata serve" or "strata train": it keeps the damaged file beside it and begins a new, empty one. docs/database.md says how to get runs back out of the damaged file; data sets and weights are files of their own.`,
    details: { path, reason: found },
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
