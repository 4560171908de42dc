// Migrates older experiment files, one version at a time.
import { isJsonObject, type JsonObject } from '#shared/base/json.ts';
import { experimentFileVersion } from '#shared/experiment/experiment-file.ts';

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

/**
 * A stored document in the current version, if it has an older one; else as it is, for the schema to refuse.
 * Every reader of a stored experiment that does not use `parseExperiment` calls this before the schema.
 */
export function withNewestVersion(document: unknown): unknown {
  const file = isJsonObject(document) ? document : undefined;
  const version = file?.['strata'];
  const isOlder =
    typeof version === 'number' && Number.isInteger(version) && version >= 1 && version < experimentFileVersion;
  return file === undefined || !isOlder ? document : migrateExperiment(file, experimentFileVersion);
}
