// Checks the home folder's database, for `strata doctor` and for tests. Read-only; does not throw.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { changedCopy } from '#main/db/change-elsewhere.ts';
import { findFaults } from '#main/db/connection.ts';
import { damagedForReading, databasePath, foreignDatabase, newerVersion, sizeOf } from '#main/db/database-file.ts';
import { connectToInspect, inspectDatabase } from '#main/db/inspect-database.ts';
import { latestVersion } from '#main/db/migrate.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { damageFound, explainErrors } from '#main/db/sqlite-errors.ts';

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
  /** What can be done about that; null when nothing is wrong. */
  readonly hint: string | null;
}

const inOrder = { ok: true, integrity: 'ok', hint: null } as const;

function wrong({ message, hint }: AppError): Pick<DatabaseCheck, 'ok' | 'integrity' | 'hint'> {
  return { ok: false, integrity: message, hint: hint ?? null };
}

/** Reads the whole file: about 90 ms for a million points. */
export function checkDatabase(home: string): DatabaseCheck {
  const path = changedCopy(home) ?? databasePath(home);
  const facts = { path, sizeBytes: 0, version: 0 };
  try {
    return explainErrors(path, () => {
      const sizeBytes = sizeOf(path) + sizeOf(`${path}-wal`);
      if (sizeOf(path) === 0) return { ...facts, ...inOrder };
      return check({ ...facts, sizeBytes });
    });
  } catch (thrown) {
    return { ...facts, ...wrong(toAppError(thrown)) };
  }
}

function check(facts: Pick<DatabaseCheck, 'path' | 'sizeBytes' | 'version'>): DatabaseCheck {
  const { path } = facts;
  const latest = latestVersion(migrations);
  const found = inspectDatabase(path, migrations);
  switch (found.state) {
    case 'damaged':
      return { ...facts, ...wrong(damagedForReading(path, found)) };
    case 'foreign':
      return { ...facts, ...wrong(foreignDatabase(path)) };
    case 'newer':
      return { ...facts, version: found.version, ...wrong(newerVersion(path, found.version, latest)) };
    case 'good': {
      const connection = connectToInspect(path);
      try {
        const faults = findFaults(connection, 'integrity_check');
        const damage = { reason: damageFound(faults), found: faults.join('; ') };
        const state = faults.length === 0 ? inOrder : wrong(damagedForReading(path, damage));
        return { ...facts, version: found.version, ...state };
      } finally {
        connection.close();
      }
    }
  }
}
