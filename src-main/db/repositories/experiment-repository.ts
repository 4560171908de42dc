// Saved experiments in SQLite.
import { msg, sentences, textOf, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { firstRefusal } from '#shared/reading/describe-issue.ts';
import { experimentIdSchema } from '#shared/base/ids.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { withNewestVersion } from '#shared/experiment/migrations.ts';
import type { Connection } from '#main/db/connection.ts';
import type { ExperimentStore, StoredExperiment } from '#main/ports/run-store.ts';
import { toJsonColumn } from '#main/db/repositories/json-column.ts';
import { createRowReader, type RepositoryOptions } from '#main/db/repositories/row-reader.ts';
import { whole } from '#main/db/repositories/run-row.ts';

interface ExperimentRow {
  readonly id: string;
  readonly document: string;
  readonly updated_at_ms: number;
}

/** Exported for the test of their query plans. */
export const experimentSql = {
  list: 'SELECT id, document, updated_at_ms FROM experiments ORDER BY updated_at_ms DESC, id',
  get: 'SELECT id, document, updated_at_ms FROM experiments WHERE id = ?',
  has: 'SELECT 1 FROM experiments WHERE id = ?',
  save: `INSERT INTO experiments (id, name, updated_at_ms, document) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, updated_at_ms = excluded.updated_at_ms, document = excluded.document`,
  delete: 'DELETE FROM experiments WHERE id = ?',
};

export function createExperimentRepository(connection: Connection, { onDamaged }: RepositoryOptions): ExperimentStore {
  const list = connection.prepare<[], ExperimentRow>(experimentSql.list);
  const get = connection.prepare<[string], ExperimentRow>(experimentSql.get);
  const has = connection.prepare<[string]>(experimentSql.has);
  const save = connection.prepare<[string, string, number, string]>(experimentSql.save);
  const remove = connection.prepare<[string]>(experimentSql.delete);
  const readRows = createRowReader(readExperiment, onDamaged);

  return {
    list: () => readRows(list.all()).items,

    listAll: () => readRows(list.all()),

    has: (id) => has.get(id) !== undefined,

    get: (id) => readExperiment(get.get(id) ?? notFound(id)),

    save({ id, experiment, updatedAtMs }) {
      save.run(id, experiment.name, whole(updatedAtMs), toJsonColumn(experimentSchema, experiment));
    },

    delete(id) {
      if (remove.run(id).changes === 0) notFound(id);
    },
  };
}

/** @throws AppError `damaged` */
function readExperiment(row: ExperimentRow): StoredExperiment {
  const id = experimentIdSchema.safeParse(row.id);
  if (!id.success) throw damagedExperiment(row.id, firstRefusal(id.error, row.id));
  let document: unknown;
  try {
    document = JSON.parse(row.document);
  } catch (thrown) {
    throw damagedExperiment(row.id, msg`A part of it is not JSON.`, thrown);
  }
  const experiment = experimentSchema.safeParse(withNewestVersion(document));
  if (!experiment.success) throw damagedExperiment(row.id, firstRefusal(experiment.error, document));
  return { id: id.data, experiment: experiment.data, updatedAtMs: row.updated_at_ms };
}

function damagedExperiment(id: string, reason: Message, cause?: unknown): AppError {
  return new AppError('damaged', sentences(msg`Experiment ${id} cannot be read from the database.`, reason), {
    hint: msg`The other experiments are whole. Delete this one in the window, or see docs/database.md.`,
    details: { experimentId: id, reason: textOf(reason) },
    cause,
  });
}

function notFound(id: string): never {
  throw new AppError('not-found', msg`There is no experiment ${id}.`, { details: { experimentId: id } });
}
