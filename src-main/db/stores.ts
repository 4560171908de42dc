// The database for the services: its stores behind the ports.
import type { AppError } from '#shared/base/app-error.ts';
import { isDiskFull } from '#shared/base/system-error.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { query, type QueryResult } from '#main/db/query.ts';
import { createDraftRepository } from '#main/db/repositories/draft-repository.ts';
import { createExperimentRepository } from '#main/db/repositories/experiment-repository.ts';
import { createReportRepository } from '#main/db/repositories/report-repository.ts';
import { createRunRepository } from '#main/db/repositories/run-repository.ts';
import { createVersionRepository } from '#main/db/repositories/version-repository.ts';
import { explainErrors, withExplainedErrors } from '#main/db/sqlite-errors.ts';
import type { ReportStore } from '#main/ports/report-store.ts';
import type { DraftStore, ExperimentStore, RunStore } from '#main/ports/run-store.ts';
import type { VersionStore } from '#main/ports/version-store.ts';

export interface Stores {
  readonly runs: RunStore;
  readonly experiments: ExperimentStore;
  readonly drafts: DraftStore;
  readonly versions: VersionStore;
  readonly reports: ReportStore;
  /** Answers a person's own question, without changing anything. @throws AppError `usage` for what is no statement that reads */
  query(sql: string): QueryResult;
  /** Closes the database; the stores cannot be used afterwards. */
  close(): void;
}

export interface StoresOptions {
  /** Called once for every unreadable run and experiment; lists omit it. */
  readonly onDamaged?: (error: AppError) => void;
  /** Called when the disk is full; returns true when space may have become free. */
  readonly makeRoom?: () => boolean;
}

/** The end of a run and deletions must be stored even on a full disk: they are retried once after space is freed. */
function retryingWithSpace(runs: RunStore, makeRoom: () => boolean): RunStore {
  const retryOnFullDisk = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (thrown) {
      if (!isDiskFull(thrown) || !makeRoom()) throw thrown;
      return work();
    }
  };
  return {
    ...runs,
    update: (id, change) => retryOnFullDisk(() => runs.update(id, change)),
    delete: (ids) => {
      retryOnFullDisk(() => {
        runs.delete(ids);
      });
    },
    interruptUnfinished: (nowMs) => retryOnFullDisk(() => runs.interruptUnfinished(nowMs)),
  };
}

/** Statements are prepared here, once. Every method throws `busy`, `disk-full`, `damaged` or `no-permission` when the file fails. */
export function createStores(database: OpenDatabase, options: StoresOptions = {}): Stores {
  const { connection, path } = database;
  const repositoryOptions = { onDamaged: options.onDamaged ?? (() => undefined) };
  const runs = withExplainedErrors(path, createRunRepository(connection, repositoryOptions));
  return {
    runs: retryingWithSpace(runs, options.makeRoom ?? (() => false)),
    experiments: withExplainedErrors(path, createExperimentRepository(connection, repositoryOptions)),
    drafts: withExplainedErrors(path, createDraftRepository(connection)),
    versions: withExplainedErrors(path, createVersionRepository(connection)),
    reports: withExplainedErrors(path, createReportRepository(connection, repositoryOptions)),
    query: (sql) => explainErrors(path, () => query(database, sql)),
    close: () => database.close(),
  };
}
