// Migrates a database to the newest version: makes a copy, then runs one transaction per migration.
import { renameSync, rmSync } from 'node:fs';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { applicationId, readNumber, transact, type Connection } from '#main/db/connection.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { explainErrors } from '#main/db/sqlite-errors.ts';

export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** @throws AppError when the copy or a migration fails; the file then has the version of the last one that succeeded */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  const before = readNumber(connection, 'user_version');
  const missing = migrations.filter((migration) => migration.version > before);
  if (missing.length === 0) return;
  if (before > 0 && !connection.memory) backUp(connection, `${connection.name}.backup-v${before}`);
  // Rebuilding a table that others refer to needs this, and inside a transaction the pragma does nothing.
  connection.pragma('foreign_keys = OFF');
  try {
    for (const migration of missing) apply(connection, migration);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

/** Written to a temporary file and renamed when complete, so that a copy with its final name is complete. */
function backUp(connection: Connection, path: string): void {
  const unfinished = `${path}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    connection.prepare<[string]>('VACUUM INTO ?').run(unfinished);
    renameSync(unfinished, path);
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    explainErrors(path, () => {
      throw thrown;
    });
  }
}

function apply(connection: Connection, migration: Migration): void {
  const step = (): void => {
    migration.up(connection);
    const broken = connection.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
    if (broken.length > 0) throw new Error(`${broken.length} rows of ${broken[0]!.table} refer to rows that are gone`);
    connection.pragma(`application_id = ${applicationId}`);
    connection.pragma(`user_version = ${migration.version}`);
  };
  explainErrors(connection.name, () => {
    try {
      transact(connection, 'write', step);
    } catch (thrown) {
      // A system error has its own sentence; anything else is a defect of the migration.
      throw isMachineError(thrown) ? thrown : migrationFailed(connection.name, migration, thrown);
    }
  });
}

function isMachineError(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return /^SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/.test(code);
}

function migrationFailed(path: string, migration: Migration, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const { version, name } = migration;
  return new AppError(
    'internal',
    msg`The database ${path} could not be brought to version ${version} (${name}): ${reason}.`,
    {
      hint: msg`Nothing was lost: the file is as it was before this step. Go on with the Strata that wrote it, and report this.`,
      details: { path, version },
      cause,
    },
  );
}
