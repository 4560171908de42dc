// A person's own question to the database, in SQL. Nothing is changed, whatever the statement says.
import Database from 'better-sqlite3';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';

/** A value as SQLite has it; a number that is too large for JavaScript is a bigint. */
export type SqlValue = string | number | bigint | Buffer | null;

export interface QueryResult {
  readonly columns: readonly string[];
  /** Read one after the other, while they are asked for. */
  readonly rows: Iterable<readonly SqlValue[]>;
}

function refused(message: ReturnType<typeof msg>, hint?: ReturnType<typeof msg>): AppError {
  return new AppError('usage', message, hint === undefined ? {} : { hint });
}

/** Views that a person's question finds beside the tables; docs/sql.md describes them. */
const views = `
  CREATE TEMP VIEW IF NOT EXISTS points AS
    SELECT metrics.run AS number, metric_keys.name AS key, step, value FROM metrics JOIN metric_keys ON id = key;
  CREATE TEMP VIEW IF NOT EXISTS settings AS
    SELECT run AS number, name AS setting, value FROM run_settings JOIN setting_paths ON id = path;
  CREATE TEMP VIEW IF NOT EXISTS figures AS
    SELECT run AS number, substr(name, 7) AS metric, points, last_step, last_value, min_step, min_value, max_step, max_value
    FROM run_metrics JOIN metric_keys ON id = key;
`;

/** @throws AppError `usage` for what is no statement, or one that does not only read */
export function query({ connection }: OpenDatabase, sql: string): QueryResult {
  connection.exec(views);
  // Also where the connection may write: on a full disk it must.
  connection.pragma('query_only = ON');
  try {
    const statement = connection.prepare<[], SqlValue[]>(sql);
    if (!statement.readonly || !statement.reader)
      throw refused(
        msg`Only statements that read are carried out, such as SELECT.`,
        msg`Runs are changed by the other commands: strata runs --help.`,
      );
    statement.raw().safeIntegers();
    return { columns: statement.columns().map(({ name }) => name), rows: rowsOf(statement) };
  } catch (thrown) {
    throw explained(thrown);
  }
}

function explained(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const hint = msg`The tables are described in docs/sql.md.`;
  if (thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_ERROR')
    return refused(msg`The statement cannot be carried out: ${thrown.message}.`, hint);
  if (thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_READONLY')
    return refused(msg`Only statements that read are carried out, such as SELECT.`);
  // The library refuses an empty statement, and several at once.
  if (thrown instanceof RangeError) return refused(msg`One statement is carried out at a time.`);
  return thrown;
}

function* rowsOf(statement: Database.Statement<[], SqlValue[]>): Generator<readonly SqlValue[], void> {
  try {
    for (const row of statement.iterate())
      yield row.map((value) => (typeof value === 'bigint' && isSafe(value) ? Number(value) : value));
  } catch (thrown) {
    throw explained(thrown);
  }
}

function isSafe(value: bigint): boolean {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
}
