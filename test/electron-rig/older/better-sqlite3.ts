// better-sqlite3 with the add-on that was compiled for the older Electron, whatever options it is opened with.
import { createRequire } from 'node:module';
import type BetterSqlite from 'better-sqlite3';

/** The build puts the add-on's path here. */
declare const STRATA_SQLITE_BINDING: string;

const Database = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite;

class OlderDatabase extends Database {
  constructor(path?: string | Buffer, options?: BetterSqlite.Options) {
    super(path, { ...options, nativeBinding: STRATA_SQLITE_BINDING });
  }
}

// The name under which the package gives it.
export { OlderDatabase as default };
