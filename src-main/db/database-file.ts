// The database as files: where they lie, what a look at them tells, and how a damaged one is kept.
// Never read strata.db with node:fs: closing any handle of it drops the locks of every connection in this process (POSIX).
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { applicationId, connect, findFaults, readNumber, type Connection } from '#main/db/connection.ts';
import { isDamage } from '#main/db/sqlite-errors.ts';

export function databasePath(home: string): string {
  return join(home, 'strata.db');
}

/** Bytes of a file; 0 when there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Opens an existing file to look at it; closing leaves the file as it was. A writing connection that closes last would copy the
 * write-ahead log into the file, so where there is one only reading is allowed; where there is none, it cleans up after itself.
 */
export function connectToLook(path: string): Connection {
  return connect(path, { readonly: sizeOf(`${path}-wal`) > 0, fileMustExist: true });
}

export type Look =
  /** `version` is 0 for a file in which no migration has run yet. */
  | { readonly state: 'good'; readonly version: number }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'foreign' }
  | { readonly state: 'damaged'; readonly reason: string };

/** What the file at `path` is, for a program that knows migrations up to `latest`. Changes nothing. */
export function lookAtDatabase(path: string, latest: number): Look {
  let connection: Connection | undefined;
  try {
    connection = connectToLook(path);
    const version = readNumber(connection, 'user_version');
    const id = readNumber(connection, 'application_id');
    const tables = connection.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
    if (id !== applicationId && (id !== 0 || version !== 0 || tables > 0)) return { state: 'foreign' };
    // Before the check: a newer program may use what this SQLite does not know.
    if (version > latest) return { state: 'newer', version };
    const faults = findFaults(connection, 'quick_check');
    return faults === 'ok' ? { state: 'good', version } : { state: 'damaged', reason: faults };
  } catch (thrown) {
    if (isDamage(thrown)) return { state: 'damaged', reason: thrown.message };
    throw thrown;
  } finally {
    connection?.close();
  }
}

export function newerVersion(path: string, version: number, latest: number): AppError {
  return new AppError(
    'newer-version',
    `The database ${path} was written by a newer Strata: it has version ${version}, this program knows versions up to ${latest}.`,
    {
      hint: 'Update Strata, or choose another home folder with STRATA_HOME. The file was not changed.',
      details: { path, version, latest },
    },
  );
}

export function foreignDatabase(path: string): AppError {
  return new AppError('conflict', `${path} is a database of another program, not of Strata.`, {
    hint: 'Move the file elsewhere, or choose another home folder with STRATA_HOME. The file was not changed.',
    details: { path },
  });
}

/** Moves a damaged database with its companions to a name that nothing has yet; returns that name. */
export function setAside(path: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  let keptAs = `${path}.damaged-${time}`;
  for (let i = 2; existsSync(keptAs) || existsSync(`${keptAs}-wal`); i++) keptAs = `${path}.damaged-${time}-${i}`;
  // The log goes first: left behind beside a new database, it would be played into that one.
  for (const part of ['-wal', '-shm', '-journal', '']) {
    if (existsSync(path + part)) renameSync(path + part, keptAs + part);
  }
  return keptAs;
}
