// Another program's SQLite file, read only, also while that program writes to it.
import { closeSync, openSync, readSync } from 'node:fs';
import type { ForeignDatabase } from '#main/ports/foreign-database.ts';
import { connect, type Connection } from '#main/db/connection.ts';
import { connectToRead } from '#main/db/connect-to-read.ts';
import { explainErrors } from '#main/db/sqlite-errors.ts';

const magic = 'SQLite format 3\0';

function isSqlite(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(magic.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString('latin1') === magic;
  } finally {
    closeSync(file);
  }
}

function tablesOf(connection: Connection): Map<string, Set<string>> {
  const columns = connection
    .prepare<[], { name: string; field: string }>(
      `SELECT master.name AS name, info.name AS field FROM sqlite_schema AS master, pragma_table_info(master.name) AS info
       WHERE master.type = 'table'`,
    )
    .all();
  const tables = new Map<string, Set<string>>();
  for (const { name, field } of columns) tables.set(name, (tables.get(name) ?? new Set()).add(field));
  return tables;
}

/** Null where the file is no SQLite database. @throws AppError `no-permission`, `busy`, `damaged`; the system's error */
export function openForeignDatabase(path: string): ForeignDatabase | null {
  if (!isSqlite(path)) return null;
  return explainErrors(path, () => {
    const connection = connectToRead(path, () => connect(path, { readonly: true, fileMustExist: true }));
    try {
      connection.pragma('query_only = ON');
      connection.pragma('trusted_schema = OFF');
      return {
        tables: tablesOf(connection),
        rows: (sql, ...parameters) => connection.prepare<(string | number)[]>(sql).iterate(...parameters),
        close: () => void connection.close(),
      };
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
  });
}
