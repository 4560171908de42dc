// Examines a database file before it is used. Changes nothing.
import { textOf, type Message } from '#shared/base/message.ts';
import { applicationId, connect, findFaults, readNumber, type Connection } from '#main/db/connection.ts';
import { connectToRead } from '#main/db/connect-to-read.ts';
import { sizeOf } from '#main/db/database-file.ts';
import { latestVersion } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { findMissing } from '#main/db/schema-faults.ts';
import { damageFound, damageOf, isDamage } from '#main/db/sqlite-errors.ts';

export type DatabaseState =
  /** `version` is 0 for a file without migrations. */
  | { readonly state: 'good'; readonly version: number }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'foreign' }
  /** `found`: what SQLite says, for programs and reports. */
  | { readonly state: 'damaged'; readonly reason: Message; readonly found: string };

function damaged(reason: Message, found = textOf(reason)): DatabaseState {
  return { state: 'damaged', reason, found };
}

/**
 * Opens an existing file to inspect it; closing leaves the file as it was. A writing connection that closes last would copy the
 * write-ahead log into the file, so where there is one only reading is allowed; where there is none, it cleans up after itself.
 */
export function connectToInspect(path: string): Connection {
  return connectToRead(path, () => connect(path, { readonly: sizeOf(`${path}-wal`) > 0, fileMustExist: true }));
}

/** The database's state, for a program with these migrations. */
export function inspect(connection: Connection, migrations: readonly Migration[]): DatabaseState {
  try {
    const version = readNumber(connection, 'user_version');
    const id = readNumber(connection, 'application_id');
    const tables = connection.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
    if (id !== applicationId && (id !== 0 || version !== 0 || tables > 0)) return { state: 'foreign' };
    // Before the check: a newer program may use what this SQLite does not know.
    if (version > latestVersion(migrations)) return { state: 'newer', version };
    const faults = findFaults(connection, 'quick_check');
    if (faults.length > 0) return damaged(damageFound(faults), faults.join('; '));
    const missing = findMissing(connection, version, migrations);
    return missing === null ? { state: 'good', version } : damaged(missing);
  } catch (thrown) {
    if (isDamage(thrown)) return damaged(damageOf(thrown), thrown.message);
    throw thrown;
  }
}

/** The state of the file at `path`. */
export function inspectDatabase(path: string, migrations: readonly Migration[]): DatabaseState {
  let connection: Connection | undefined;
  try {
    connection = connectToInspect(path);
    return inspect(connection, migrations);
  } catch (thrown) {
    if (isDamage(thrown)) return damaged(damageOf(thrown), thrown.message);
    throw thrown;
  } finally {
    connection?.close();
  }
}
