// Older experiment files brought up to date, one version at a time.
import type { JsonObject } from '#shared/base/json.ts';

/** From version `from` to the next one. Gets and gives a whole file; sets `strata` itself. */
export interface ExperimentMigration {
  readonly from: number;
  migrate(file: JsonObject): JsonObject;
}

/** In order of `from`, without a gap up to the version before the current one. Version 1 is the first. */
export const experimentMigrations: readonly ExperimentMigration[] = [];

/**
 * Applies every migration that the file's version asks for.
 * @throws Error when one is missing or does not arrive at the next version: a defect of ours
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
