// Opens the home folder's database: created when missing, migrated to the newest version, never overwritten.
// One program at a time may open it for writing: take the lock of home-lock.ts first.
import { mkdirSync } from 'node:fs';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { changedCopy, finishChange } from '#main/db/change-elsewhere.ts';
import { connect, inMemory, configure, type Connection } from '#main/db/connection.ts';
import { connectToRead } from '#main/db/connect-to-read.ts';
import {
  damagedForReading,
  databasePath,
  foreignDatabase,
  newerVersion,
  renameDamaged,
  sizeOf,
  type Damage,
} from '#main/db/database-file.ts';
import { inspect, inspectDatabase } from '#main/db/inspect-database.ts';
import { latestVersion, migrate } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { migrations as allMigrations } from '#main/db/migrations/index.ts';
import { damageOf, explainErrors, isDamage } from '#main/db/sqlite-errors.ts';

export interface OpenDatabaseOptions {
  /** The home folder; created when missing. */
  readonly home: string;
  /**
   * Read-only: creates, moves and migrates nothing. For reading while another program works, or on a read-only disk.
   * `copy` reads a copy in memory, which may be changed.
   */
  readonly readonly?: boolean | 'copy';
  readonly migrations?: readonly Migration[];
  readonly nowMs?: number;
}

export interface OpenDatabase {
  readonly connection: Connection;
  readonly path: string;
  readonly version: number;
  /** A warning for the user: a damaged database was renamed, and this is a new one. */
  readonly notice: AppError | null;
  close(): void;
}

/**
 * @throws AppError `newer-version`, `conflict` (another program's database), `busy`, `disk-full`, `no-permission`, `usage`;
 *   only when `readonly`: `damaged`
 */
export function openDatabase(options: OpenDatabaseOptions): OpenDatabase {
  const path = databasePath(options.home);
  const migrations = options.migrations ?? allMigrations;
  return explainErrors(path, () => {
    if (options.readonly !== undefined && options.readonly !== false)
      return openForReading(changedCopy(options.home) ?? path, migrations, options.readonly === 'copy');
    mkdirSync(options.home, { recursive: true });
    finishChange(options.home);
    const damage = findDamage(path, migrations);
    if (damage === null) return openForWriting(path, migrations, null);
    const keptAs = renameDamaged(path, options.nowMs ?? Date.now());
    return openForWriting(path, migrations, keptAside(path, keptAs, damage));
  });
}

/** What is wrong with the file, or null when it is usable. @throws AppError when it must not be changed */
function findDamage(path: string, migrations: readonly Migration[]): Damage | null {
  if (sizeOf(path) === 0) return null;
  const seen = inspectDatabase(path, migrations);
  switch (seen.state) {
    case 'good':
      return null;
    case 'damaged':
      return seen;
    case 'newer':
      throw newerVersion(path, seen.version, latestVersion(migrations));
    case 'foreign':
      throw foreignDatabase(path);
  }
}

function openForWriting(path: string, migrations: readonly Migration[], notice: AppError | null): OpenDatabase {
  const connection = connect(path, { readonly: false, fileMustExist: false });
  try {
    migrate(connection, migrations);
    configure(connection);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
  return opened(connection, path, latestVersion(migrations), notice);
}

/** A first start that is not done, or was killed, has left no runs; an older file is brought to the newest version in memory. */
function openForReading(path: string, migrations: readonly Migration[], asCopy: boolean): OpenDatabase {
  if (sizeOf(path) === 0) return openInMemory(path, migrations, inMemory(), asCopy);
  const connection = connectForReading(path);
  try {
    const version = requireGood(path, connection, migrations);
    configure(connection);
    if (version === latestVersion(migrations) && !asCopy) return opened(connection, path, version, null);
    const copy = inMemory(connection.serialize());
    connection.close();
    return openInMemory(path, migrations, copy, asCopy);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function connectForReading(path: string): Connection {
  try {
    return connectToRead(path, () => connect(path, { readonly: true, fileMustExist: true }));
  } catch (thrown) {
    throw isDamage(thrown) ? damagedForReading(path, { reason: damageOf(thrown), found: thrown.message }) : thrown;
  }
}

function requireGood(path: string, connection: Connection, migrations: readonly Migration[]): number {
  const seen = inspect(connection, migrations);
  switch (seen.state) {
    case 'good':
      return seen.version;
    case 'newer':
      throw newerVersion(path, seen.version, latestVersion(migrations));
    case 'foreign':
      throw foreignDatabase(path);
    case 'damaged':
      throw damagedForReading(path, seen);
  }
}

function openInMemory(
  path: string,
  migrations: readonly Migration[],
  connection: Connection,
  mayChange: boolean,
): OpenDatabase {
  migrate(connection, migrations);
  configure(connection);
  // Writes to the copy would be lost silently.
  if (!mayChange) connection.pragma('query_only = ON');
  return opened(connection, path, latestVersion(migrations), null);
}

function opened(connection: Connection, path: string, version: number, notice: AppError | null): OpenDatabase {
  return { connection, path, version, notice, close: () => void connection.close() };
}

function keptAside(path: string, keptAs: string, { reason, found }: Damage): AppError {
  return new AppError(
    'damaged',
    msg`The database ${path} is damaged: ${reason}. It was kept as ${keptAs}, and a new, empty one was begun.`,
    {
      hint: msg`docs/database.md says how to get runs back out of the damaged file. Check the disk for faults.`,
      details: { path, keptAs, reason: found },
    },
  );
}
