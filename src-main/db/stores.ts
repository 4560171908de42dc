// The database as the services know it: two stores behind the ports.
import type { AppError } from '#shared/base/app-error.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { createExperimentRepository } from '#main/db/repositories/experiment-repository.ts';
import { createRunRepository } from '#main/db/repositories/run-repository.ts';
import { withExplainedErrors } from '#main/db/sqlite-errors.ts';
import type { ExperimentStore, RunStore } from '#main/ports/run-store.ts';

export interface Stores {
  readonly runs: RunStore;
  readonly experiments: ExperimentStore;
  /** Closes the database; the stores cannot be used afterwards. */
  close(): void;
}

export interface StoresOptions {
  /** Told once of every run and experiment that cannot be read any more; lists leave it out. */
  readonly onDamaged?: (error: AppError) => void;
}

/** Statements are prepared here, once. Every method throws `busy`, `disk-full`, `damaged` or `no-permission` when the file fails. */
export function createStores(database: OpenDatabase, options: StoresOptions = {}): Stores {
  const { connection, path } = database;
  const repositoryOptions = { onDamaged: options.onDamaged ?? (() => undefined) };
  return {
    runs: withExplainedErrors(path, createRunRepository(connection, repositoryOptions)),
    experiments: withExplainedErrors(path, createExperimentRepository(connection, repositoryOptions)),
    close: () => database.close(),
  };
}
