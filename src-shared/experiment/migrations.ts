// Migrates older experiment files, one version at a time.
import type { JsonObject } from '#shared/base/json.ts';

/** From version `from` to the next one. Takes and returns a whole file; sets `strata` itself. */
export interface ExperimentMigration {
  readonly from: number;
  migrate(file: JsonObject): JsonObject;
}

/** In order of `from`, without a gap up to the version before the current one. Version 1 is the first. */
export const experimentMigrations: readonly ExperimentMigration[] = [
  // Version 2 has models that are graphs: edges with inputs and outputs, shared layers. Every model of version 1 is one.
  { from: 1, migrate: (file) => ({ ...file, strata: 2 }) },
];

/**
 * Applies every migration that the file's version needs.
 * @throws Error when one is missing or does not set the next version: a defect
 */
export function migrateExperiment(
  file: JsonObject,
  target: number,
  migrations: readonly ExperimentMigration[] = experimentMigrations,
): JsonObject {
  let current = file;
  for (let version = Number(file['strata']); version < target; version++) {
    const migration = migrations.find(({ from }) => from === version);
    if (migration === undefined) throw new Error(`No migration from version ${version} of the experiment file.`);
    current = migration.migrate(current);
    if (current['strata'] !== version + 1) throw new Error(`The migration from version ${version} ended elsewhere.`);
  }
  return current;
}
