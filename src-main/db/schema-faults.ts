// Checks that a database has the tables and columns of its version. SQLite's own check does not detect missing ones.
import { msg, type Message } from '#shared/base/message.ts';
import { inMemory, type Connection } from '#main/db/connection.ts';
import { migrate } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

interface Column {
  readonly tableName: string;
  readonly columnName: string;
}

function columnsOf(connection: Connection): Column[] {
  return connection
    .prepare<[], Column>(
      `SELECT tables.name AS tableName, columns.name AS columnName
      FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'`,
    )
    .all();
}

/** The first missing table or column of this version, in words; null when none is missing. */
export function findMissing(connection: Connection, version: number, migrations: readonly Migration[]): Message | null {
  const whole = inMemory();
  try {
    migrate(whole, migrations.slice(0, version));
    const found = columnsOf(connection);
    const tables = new Set(found.map(({ tableName }) => tableName));
    const columns = new Set(found.map(({ tableName, columnName }) => `${tableName}.${columnName}`));
    for (const { tableName, columnName } of columnsOf(whole)) {
      if (!tables.has(tableName)) return msg`the table "${tableName}" is missing`;
      if (!columns.has(`${tableName}.${columnName}`)) return msg`the column "${tableName}.${columnName}" is missing`;
    }
    return null;
  } finally {
    whole.close();
  }
}
