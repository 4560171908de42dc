// A read-only connection, also on a full or read-only disk. SQLite's write-ahead log needs an index file beside the database
// even to read: on a full disk the index is in memory, and on a read-only disk a copy is read.
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { connect, inMemory, type Connection } from '#main/db/connection.ts';
import { sizeOf } from '#main/db/database-file.ts';
import { isBusy } from '#main/db/sqlite-errors.ts';

/** Opens the file and reads a first page, so that a failure to open occurs here. */
function reading(open: () => Connection): Connection {
  const connection = open();
  try {
    connection.pragma('user_version');
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

/** With exclusive access, SQLite keeps the log's index in memory. */
function connectAlone(path: string): Connection {
  const connection = connect(path, { readonly: false, fileMustExist: true });
  connection.pragma('locking_mode = EXCLUSIVE');
  return connection;
}

/** The database in memory, including its log. */
function copyOf(path: string): Connection {
  if (sizeOf(`${path}-wal`) === 0) return inMemory(readFileSync(path));
  const folder = mkdtempSync(join(tmpdir(), 'strata-read-'));
  try {
    const copy = join(folder, 'strata.db');
    for (const part of ['', '-wal']) {
      copyFileSync(path + part, copy + part);
      chmodSync(copy + part, 0o600);
    }
    const connection = connect(copy, { readonly: false, fileMustExist: true });
    try {
      return inMemory(connection.serialize());
    } finally {
      connection.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cannotWrite(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(thrown.code);
}

/**
 * @param open the usual way
 * @throws the usual way's error, when there is no other way
 */
export function connectToRead(path: string, open: () => Connection): Connection {
  try {
    return reading(open);
  } catch (thrown) {
    if (!cannotWrite(thrown)) throw thrown;
    for (const other of [(): Connection => connectAlone(path), (): Connection => copyOf(path)]) {
      try {
        return reading(other);
      } catch (failure) {
        // A running program could change the file during the copy.
        if (isBusy(failure)) break;
      }
    }
    throw thrown;
  }
}
