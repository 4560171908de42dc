// Another program's SQLite file, for reading.

/** An open file. Nothing is ever written to it. */
export interface ForeignDatabase {
  /** The columns of each table, by the table's name. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rows as SQLite has them, one after the other. */
  rows(sql: string, ...parameters: readonly (string | number)[]): Iterable<unknown>;
  close(): void;
}

/** Opens one; null where the file is no SQLite database. @throws AppError `no-permission`, `busy`, `damaged` */
export type OpenForeignDatabase = (path: string) => ForeignDatabase | null;
