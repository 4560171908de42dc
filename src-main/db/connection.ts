// A connection to a database file, and what every connection of Strata has in common.
import Database from 'better-sqlite3';

export type Connection = Database.Database;

/** Marks the file as Strata's ("STRA"), so that another program's database is never taken for ours. */
export const applicationId = 0x53545241;

/** How long a call waits for another program's lock: the main process must not stand still for 50 ms. */
const waitMs = 40;
/** At the start there is nothing yet to keep waiting, so a lock may take its time to go. */
const openingWaitMs = 2000;

export interface ConnectOptions {
  readonly readonly: boolean;
  readonly fileMustExist: boolean;
}

/** Opens the file, waits for a lock as a start may; nothing is read or written yet. */
export function connect(path: string, options: ConnectOptions): Connection {
  return new Database(path, { ...options, timeout: openingWaitMs });
}

/** A database in memory, empty or with the content of a file; what is written to it reaches no disk. */
export function inMemory(content?: Buffer): Connection {
  if (content === undefined) return new Database(':memory:');
  // Bytes 18 and 19 say whether there is a write-ahead log, which a database in memory cannot have.
  const bytes = Buffer.from(content);
  bytes.fill(1, 18, 20);
  return new Database(bytes);
}

/** What holds while the program works. WAL and NORMAL: a commit is safe from a crash of the program without waiting for the disk. */
export function settle(connection: Connection): void {
  if (!connection.readonly && !connection.memory) {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
  }
  connection.pragma('foreign_keys = ON');
  // A damaged or foreign schema must not be able to call functions.
  connection.pragma('trusted_schema = OFF');
  connection.pragma(`busy_timeout = ${waitMs}`);
}

/** A pragma that is one whole number. */
export function readNumber(connection: Connection, pragma: 'user_version' | 'application_id'): number {
  const value = connection.pragma(pragma, { simple: true });
  if (typeof value !== 'number') throw new TypeError(`PRAGMA ${pragma} gave ${String(value)}.`);
  return value;
}

/** `ok`, or the first faults that SQLite found, in its words. `integrity_check` also compares indexes with their tables. */
export function findFaults(connection: Connection, check: 'quick_check' | 'integrity_check'): string {
  return connection.prepare<[], string>(`PRAGMA ${check}(5)`).pluck().all().join('; ');
}

/** All of `work` or nothing, as of one moment. `write` takes the lock at once: a transaction that turns to writing later can fail in its middle. */
export function transact<Result>(connection: Connection, mode: 'read' | 'write', work: () => Result): Result {
  // The library types a transaction's arguments as `any`; without arguments nothing of that is left.
  const transaction = connection.transaction(() => work());
  return mode === 'write' ? transaction.immediate() : transaction.deferred();
}
