// Opens connections to a database file, with Strata's common settings.
import Database from 'better-sqlite3';

export type Connection = Database.Database;

/** Marks the file as Strata's ("STRA"), so that another program's database is recognized. */
export const applicationId = 0x53545241;

/** How long a call waits for another program's lock: the main process must not block for 50 ms. */
const waitMs = 40;
/** At the start nothing else waits, so a longer wait for a lock is acceptable. */
const openingWaitMs = 2000;

export interface ConnectOptions {
  readonly readonly: boolean;
  readonly fileMustExist: boolean;
}

/** Opens the file with the start's lock timeout; reads and writes nothing yet. */
export function connect(path: string, options: ConnectOptions): Connection {
  return new Database(path, { ...options, timeout: openingWaitMs });
}

/** A database in memory, empty or with the content of a file; nothing is written to disk. */
export function inMemory(content?: Buffer): Connection {
  if (content === undefined) return new Database(':memory:');
  // Bytes 18 and 19 say whether there is a write-ahead log, which a database in memory cannot have.
  const bytes = Buffer.from(content);
  bytes.fill(1, 18, 20);
  return new Database(bytes);
}

/**
 * The settings while the program works. WAL and NORMAL: a commit is safe from a crash of the program without waiting for the
 * disk.
 */
export function configure(connection: Connection): void {
  if (!connection.readonly && !connection.memory) {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
  }
  connection.pragma('foreign_keys = ON');
  // A damaged or foreign schema must not be able to call functions.
  connection.pragma('trusted_schema = OFF');
  connection.pragma(`busy_timeout = ${waitMs}`);
}

/**
 * What `work` commits, and all that was committed before, is on the disk when this returns: a power cut cannot take it back.
 * Inside a transaction nothing is committed yet, so it only does the work.
 */
export function throughToDisk<Result>(connection: Connection, work: () => Result): Result {
  if (connection.inTransaction) return work();
  connection.pragma('synchronous = FULL');
  try {
    return work();
  } finally {
    connection.pragma('synchronous = NORMAL');
  }
}

/** A pragma that is one whole number. */
export function readNumber(connection: Connection, pragma: 'user_version' | 'application_id'): number {
  const value = connection.pragma(pragma, { simple: true });
  if (typeof value !== 'number') throw new TypeError(`PRAGMA ${pragma} gave ${String(value)}.`);
  return value;
}

/** SQLite's first errors, one each; none for a good file. `integrity_check` also compares indexes with their tables. */
export function findFaults(connection: Connection, check: 'quick_check' | 'integrity_check'): string[] {
  const lines = connection.prepare<[], string>(`PRAGMA ${check}`).pluck().all();
  return lines.flatMap((line) => line.split('\n')).filter((line) => line !== 'ok' && !line.startsWith('*** in '));
}

/**
 * Runs `work` in a transaction. `write` takes the lock at the start: a transaction that starts writing later can fail in the
 * middle.
 */
export function transact<Result>(connection: Connection, mode: 'read' | 'write', work: () => Result): Result {
  // The library types a transaction's arguments as `any`; this function has none.
  const transaction = connection.transaction(() => work());
  return mode === 'write' ? transaction.immediate() : transaction.deferred();
}
