// Checks the home folder's database, for `strata doctor` and for tests. Read-only; does not throw.
import { toAppError } from '#shared/base/app-error.ts';
import { findFaults } from '#main/db/connection.ts';
import { databasePath, foreignDatabase, newerVersion, sizeOf } from '#main/db/database-file.ts';
import { connectToInspect, inspectDatabase } from '#main/db/inspect-database.ts';
import { latestVersion } from '#main/db/migrate.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { explainErrors } from '#main/db/sqlite-errors.ts';

export interface DatabaseCheck {
  readonly path: string;
  /** Number of the last migration; 0 when there is no readable database. */
  readonly version: number;
  /** The file and its write-ahead log. */
  readonly sizeBytes: number;
  /** Whether this program can work with it (also when there is none yet). */
  readonly ok: boolean;
  /** `ok`, or one sentence that says what is wrong. */
  readonly integrity: string;
}

/** Reads the whole file: about 90 ms for a million points. */
export function checkDatabase(home: string): DatabaseCheck {
  const path = databasePath(home);
  const facts = { path, sizeBytes: 0, version: 0 };
  try {
    return explainErrors(path, () => {
      const sizeBytes = sizeOf(path) + sizeOf(`${path}-wal`);
      if (sizeOf(path) === 0) return { ...facts, ok: true, integrity: 'ok' };
      return check({ ...facts, sizeBytes });
    });
  } catch (thrown) {
    return { ...facts, ok: false, integrity: toAppError(thrown).message };
  }
}

function check(facts: Pick<DatabaseCheck, 'path' | 'sizeBytes' | 'version'>): DatabaseCheck {
  const { path } = facts;
  const latest = latestVersion(migrations);
  const found = inspectDatabase(path, migrations);
  switch (found.state) {
    case 'damaged':
      return { ...facts, ok: false, integrity: found.reason };
    case 'foreign':
      return { ...facts, ok: false, integrity: foreignDatabase(path).message };
    case 'newer':
      return {
        ...facts,
        version: found.version,
        ok: false,
        integrity: newerVersion(path, found.version, latest).message,
      };
    case 'good': {
      const connection = connectToInspect(path);
      try {
        const integrity = findFaults(connection, 'integrity_check');
        return { ...facts, version: found.version, ok: integrity === 'ok', integrity };
      } finally {
        connection.close();
      }
    }
  }
}
