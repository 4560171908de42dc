// Opens the home folder's database: made when there is none, migrated to the newest version, never written over.
// One program at a time may open it for writing: take the lock of home-lock.ts first.
import { existsSync, mkdirSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import { connect, settle, type Connection } from '#main/db/connection.ts';
import {
  databasePath,
  foreignDatabase,
  lookAtDatabase,
  newerVersion,
  setAside,
  sizeOf,
} from '#main/db/database-file.ts';
import { latestVersion, migrate } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { migrations as allMigrations } from '#main/db/migrations/index.ts';
import { explainErrors } from '#main/db/sqlite-errors.ts';

export interface OpenDatabaseOptions {
  /** The home folder; made when there is none. */
  readonly home: string;
  /** Only reads: makes, moves and migrates nothing. For a look while another program works. */
  readonly readonly?: boolean;
  readonly migrations?: readonly Migration[];
  readonly nowMs?: number;
}

export interface OpenDatabase {
  readonly connection: Connection;
  readonly path: string;
  readonly version: number;
  /** Something the person must be told though the work goes on: a damaged database was kept aside, and this is a new one. */
  readonly notice: AppError | null;
  close(): void;
}

/**
 * @throws AppError `newer-version`, `conflict` (another program's database), `busy`, `disk-full`, `no-permission`, `usage`;
 *   only when `readonly`: `not-found`, `damaged`
 */
export function openDatabase(options: OpenDatabaseOptions): OpenDatabase {
  const path = databasePath(options.home);
  const migrations = options.migrations ?? allMigrations;
  return explainErrors(path, () => {
    if (options.readonly === true) return openForReading(path, migrations);
    mkdirSync(options.home, { recursive: true });
    const damage = findDamage(path, latestVersion(migrations));
    if (damage === null) return openForWriting(path, migrations, null);
    const keptAs = setAside(path, options.nowMs ?? Date.now());
    return openForWriting(path, migrations, keptAside(path, keptAs, damage));
  });
}

/** What is wrong with the file, or null when it can be worked with. @throws AppError when it is not ours to touch */
function findDamage(path: string, latest: number): string | null {
  if (sizeOf(path) === 0) return null;
  const look = lookAtDatabase(path, latest);
  switch (look.state) {
    case 'good':
      return null;
    case 'damaged':
      return look.reason;
    case 'newer':
      throw newerVersion(path, look.version, latest);
    case 'foreign':
      throw foreignDatabase(path);
  }
}

function openForWriting(path: string, migrations: readonly Migration[], notice: AppError | null): OpenDatabase {
  const connection = connect(path, { readonly: false, fileMustExist: false });
  try {
    migrate(connection, migrations);
    settle(connection);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
  return opened(connection, latestVersion(migrations), notice);
}

function openForReading(path: string, migrations: readonly Migration[]): OpenDatabase {
  const latest = latestVersion(migrations);
  if (!existsSync(path))
    throw new AppError('not-found', `There is no database yet: ${path} does not exist.`, {
      hint: 'It is made when the first run starts.',
      details: { path },
    });
  const look = lookAtDatabase(path, latest);
  switch (look.state) {
    case 'newer':
      throw newerVersion(path, look.version, latest);
    case 'foreign':
      throw foreignDatabase(path);
    case 'damaged':
      throw new AppError('damaged', `The database ${path} is damaged (${look.reason}).`, {
        hint: 'Start Strata for training or with "strata serve": it keeps the damaged file aside and goes on with a new one.',
        details: { path, reason: look.reason },
      });
    case 'good':
      if (look.version === latest) break;
      throw new AppError('conflict', `The database ${path} has version ${look.version}; reading needs ${latest}.`, {
        hint: 'Close every other Strata and start this one once for writing: it brings the file to the newest version.',
        details: { path, version: look.version, latest },
      });
  }
  const connection = connect(path, { readonly: true, fileMustExist: true });
  settle(connection);
  return opened(connection, latest, null);
}

function opened(connection: Connection, version: number, notice: AppError | null): OpenDatabase {
  return { connection, path: connection.name, version, notice, close: () => void connection.close() };
}

function keptAside(path: string, keptAs: string, reason: string): AppError {
  return new AppError(
    'damaged',
    `The database ${path} is damaged (${reason}). It was kept as ${keptAs}, and a new, empty one was begun.`,
    {
      hint: 'docs/database.md says how to get runs back out of the damaged file. Check the disk for faults.',
      details: { path, keptAs, reason },
    },
  );
}
