// Runs in SQLite, with their metrics. Every method is one transaction.
import type { Statement } from 'better-sqlite3';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { batchPrefix, epochKey, epochPrefix, epochTimeKey, metricName } from '#shared/runs/metric-keys.ts';
import { forkSchema } from '#shared/runs/fork.ts';
import { figureOf } from '#shared/runs/run-column.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import { mayFollow, statusWord } from '#shared/runs/run-status.ts';
import type { RunStatus, RunSummary } from '#shared/runs/run.ts';
import { validatedPart } from '#shared/runs/validated-part.ts';
import { throughToDisk, transact, type Connection } from '#main/db/connection.ts';
import type { RunChange, RunStore } from '#main/ports/run-store.ts';
import { isFull } from '#main/db/sqlite-errors.ts';
import { leastUsedColor, recentRuns } from '#main/db/repositories/colors.ts';
import { createRowReader, type RepositoryOptions } from '#main/db/repositories/row-reader.ts';
import { toJsonColumn } from '#main/db/repositories/json-column.ts';
import { createSummaryReader } from '#main/db/repositories/summary-reader.ts';
import { createRecordedRuns } from '#main/db/repositories/recorded-runs.ts';
import { createSettingTable } from '#main/db/repositories/setting-table.ts';
import { createMetricFigures } from '#main/db/repositories/metric-figures.ts';
import { createMetricTable } from '#main/db/repositories/metric-table.ts';
import {
  changedColumns,
  readRun,
  readRunSummary,
  summaryColumns,
  whole,
  type RunRow,
  type RunSummaryRow,
} from '#main/db/repositories/run-row.ts';

/** Exported for the test of their query plans. */
export const runSql = {
  add: `INSERT INTO runs (id, name, kind, status, experiment_id, dataset, loss, seed, epochs, created_at_ms, color, model, fork)
    VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addDocument: 'INSERT INTO run_documents (run, experiment) VALUES (?, ?)',
  findRow: 'SELECT row FROM runs WHERE id = ?',
  get: `SELECT ${summaryColumns}, notes, experiment FROM runs LEFT JOIN run_documents ON run = row WHERE id = ?`,
  getSummary: `SELECT ${summaryColumns} FROM runs WHERE id = ?`,
  getByRow: `SELECT ${summaryColumns} FROM runs WHERE row = ?`,
  list: `SELECT ${summaryColumns} FROM runs ORDER BY created_at_ms DESC, row DESC`,
  findFirst: "SELECT row FROM runs WHERE model = ? AND dataset = ? AND kind = 'training' ORDER BY row LIMIT 1",
  seedsOf: "SELECT seed FROM runs WHERE model = ? AND dataset = ? AND kind = 'training'",
  page: `SELECT ${summaryColumns} FROM runs WHERE row < ? ORDER BY row DESC LIMIT ?`,
  names: 'SELECT DISTINCT name FROM runs',
  findBaseline: `SELECT ${summaryColumns} FROM runs
    WHERE dataset_hash = ? AND loss = ? AND kind = 'baseline' AND status = 'completed' ORDER BY row DESC LIMIT 1`,
  /** Behind the hash of the data and its split stands which part validates. */
  looks: `SELECT COUNT(*) AS looks, COUNT(DISTINCT metrics.run) AS runs FROM runs
    JOIN metrics ON metrics.run = runs.row AND metrics.key = (SELECT id FROM metric_keys WHERE name = ?)
    WHERE substr(targets_hash, 1, 64) = substr(?, 1, 64)`,
  shareTargets: 'UPDATE runs SET targets_hash = ? WHERE dataset_hash = ? AND targets_hash IS NULL',
  recentColors: `SELECT color FROM runs WHERE kind = 'training' ORDER BY row DESC LIMIT ${recentRuns}`,
  interrupt: `UPDATE runs SET status = 'interrupted', ended_at_ms = ? WHERE status IN ('queued', 'running')
    RETURNING ${summaryColumns}`,
  setNotes: 'UPDATE run_documents SET notes = ? WHERE run = ?',
  deleteDocument: 'DELETE FROM run_documents WHERE run = ?',
  delete: 'DELETE FROM runs WHERE row = ?',
};

type UpdateStatement = Statement<(string | number | null)[]>;

export function createRunRepository(connection: Connection, { onDamaged }: RepositoryOptions): RunStore {
  const figures = createMetricFigures(connection);
  const metrics = createMetricTable(connection, figures);
  const add = connection.prepare<(string | number | null)[]>(runSql.add);
  const findRow = connection.prepare<[string], number>(runSql.findRow).pluck();
  const get = connection.prepare<[string], RunRow>(runSql.get);
  const getSummary = connection.prepare<[string], RunSummaryRow>(runSql.getSummary);
  const getByRow = connection.prepare<[number], RunSummaryRow>(runSql.getByRow);
  const list = connection.prepare<[], RunSummaryRow>(runSql.list);
  const findFirst = connection.prepare<[string, string], number>(runSql.findFirst).pluck();
  const seedsOf = connection.prepare<[string, string], number>(runSql.seedsOf).pluck();
  const page = connection.prepare<[number, number], RunSummaryRow>(runSql.page);
  const names = connection.prepare<[], string>(runSql.names).pluck();
  const findBaseline = connection.prepare<[string, string], RunSummaryRow>(runSql.findBaseline);
  const shareTargets = connection.prepare<[string, string]>(runSql.shareTargets);
  const looks = connection.prepare<[string, string], { looks: number; runs: number }>(runSql.looks);
  const recentColors = connection.prepare<[], number>(runSql.recentColors).pluck();
  const interrupt = connection.prepare<[number], RunSummaryRow>(runSql.interrupt);
  const remove = connection.prepare<[number]>(runSql.delete);
  const addDocument = connection.prepare<[number, string]>(runSql.addDocument);
  const setNotes = connection.prepare<[string, number]>(runSql.setNotes);
  const removeDocument = connection.prepare<[number]>(runSql.deleteDocument);
  const settings = createSettingTable(connection);
  const recorded = createRecordedRuns(connection);

  const readRows = createRowReader(createSummaryReader(), onDamaged);
  const requireRow = (id: RunId): number => findRow.get(id) ?? notFound(id);
  const summary = (id: RunId): RunSummary => readRunSummary(getSummary.get(id) ?? notFound(id));

  /** One statement for every set of columns that is changed together; there are only a few. */
  const updates = new Map<string, UpdateStatement>();
  const update = (columns: readonly string[]): UpdateStatement => {
    const key = columns.map((column) => `${column} = ?`).join(', ');
    const statement = updates.get(key) ?? connection.prepare(`UPDATE runs SET ${key} WHERE row = ?`);
    updates.set(key, statement);
    return statement;
  };
  /** @throws AppError `not-found`, `conflict` */
  const requireStep = (id: RunId, to: RunStatus): void => {
    const { name, status: from } = summary(id);
    if (from !== to && !mayFollow(from, to))
      throw new AppError('conflict', msg`"${name}" is ${statusWord(from)}, so it cannot become ${statusWord(to)}.`, {
        details: { runId: id },
      });
  };
  /** Inside the caller's transaction. @throws AppError `not-found`, `conflict` */
  const changeRun = (id: RunId, change: RunChange): RunSummary => {
    const row = requireRow(id);
    if (change.status !== undefined) requireStep(id, change.status);
    const columns = changedColumns(change);
    const { datasetHash, targetsHash } = change;
    // Older runs of the same data were judged on all targets, as far as is known.
    if (datasetHash !== undefined && targetsHash !== undefined && validatedPart(targetsHash) === null)
      shareTargets.run(targetsHash, datasetHash);
    if (change.notes !== undefined) setNotes.run(change.notes, row);
    if (columns.size > 0) update([...columns.keys()]).run(...columns.values(), row);
    return summary(id);
  };
  const write = <Result>(work: () => Result): Result => transact(connection, 'write', work);
  const writeThrough = <Result>(work: () => Result): Result => throughToDisk(connection, () => write(work));

  return {
    create: (run) =>
      writeThrough(() => {
        const color = run.kind === 'baseline' ? 0 : leastUsedColor(recentColors.all());
        const experiment = toJsonColumn(experimentSchema, run.experiment);
        const { id, name, kind, experimentId, dataset, loss, seed, epochs } = run;
        const model = kind === 'baseline' ? '' : run.experiment.name;
        const values = [
          id,
          name,
          kind,
          experimentId,
          dataset,
          loss,
          seed,
          epochs,
          whole(run.createdAtMs),
          color,
          model,
          run.fork ? toJsonColumn(forkSchema, run.fork) : null,
        ];
        const row = Number(add.run(...values).lastInsertRowid);
        addDocument.run(row, experiment);
        settings.add(row, runSettings(run));
        return summary(id);
      }),

    record: (id, run) =>
      writeThrough(() => {
        const known = recorded.find(run.origin);
        const row = known ?? recorded.add(id, run);
        if (known !== undefined) {
          recorded.again(known, run);
          metrics.delete(known);
          settings.delete(known);
        }
        settings.add(row, run.settings);
        return readRunSummary(getByRow.get(row) ?? notFound(id));
      }),

    findOrigin: (origin) => {
      const row = recorded.find(origin);
      return row === undefined ? null : (readRows(getByRow.all(row)).items[0] ?? null);
    },

    addSettings: (id, added) => {
      write(() => {
        settings.add(requireRow(id), added);
      });
    },

    get: (id) => {
      const row = get.get(id) ?? notFound(id);
      return readRun(row, row.origin === null ? new Map<string, never>() : settings.of(row.row));
    },

    list: () => readRows(list.all()).items,

    listAll: () => readRows(list.all()),

    page: (below, most) => {
      const rows = page.all(below ?? Number.MAX_SAFE_INTEGER, most);
      return { ...readRows(rows), next: rows.length < most ? null : (rows.at(-1)?.row ?? null) };
    },

    find: (id) => readRows(getSummary.all(id)).items[0] ?? null,

    findBaseline: (datasetHash, loss) => readRows(findBaseline.all(datasetHash, loss)).items[0] ?? null,

    settingsOfFirst: (model, dataset) => {
      const row = findFirst.get(model, dataset);
      return row === undefined ? null : settings.of(row);
    },

    settings: (id) => settings.of(findRow.get(id) ?? 0),

    seedsOf: (model, dataset) => seedsOf.all(model, dataset),

    names: () => names.all(),

    require: (id) => {
      if (findRow.get(id) === undefined) notFound(id);
    },

    update: (id, change) => {
      const mustStay = change.status !== undefined || change.engine !== undefined;
      return (mustStay ? writeThrough : write)(() => changeRun(id, change));
    },

    truncate: (id, { epoch, steps, best }) =>
      write(() => {
        const row = requireRow(id);
        metrics.truncate(row, epochPrefix, epoch);
        metrics.truncate(row, epochTimeKey, epoch);
        metrics.truncate(row, batchPrefix, steps);
        return changeRun(id, { epochsDone: epoch, best });
      }),

    delete: (ids) => {
      const rows = ids.flatMap((id) => findRow.get(id) ?? []);
      const removeAll = (): void => {
        write(() => {
          for (const row of rows) {
            metrics.delete(row);
            settings.delete(row);
            removeDocument.run(row);
            remove.run(row);
          }
        });
      };
      try {
        removeAll();
      } catch (thrown) {
        if (!isFull(thrown)) throw thrown;
        // The log grows by what is deleted. Deleting in pieces, with a checkpoint after each, keeps it small.
        for (const row of rows) while (metrics.deleteSome(row)) connection.pragma('wal_checkpoint(RESTART)');
        removeAll();
      }
    },

    addEpoch: (id, points, change) =>
      write(() => {
        metrics.add(requireRow(id), points);
        return changeRun(id, change);
      }),

    addMetrics: (id, points) => write(() => metrics.add(requireRow(id), points)),

    metrics: (id, prefix) => transact(connection, 'read', () => metrics.read(requireRow(id), prefix)),

    keys: (id, prefix) => transact(connection, 'read', () => metrics.keys(requireRow(id), prefix)),

    figures: (id) => transact(connection, 'read', () => figures.ofRun(requireRow(id))),

    bounds: (id, key) => transact(connection, 'read', () => metrics.bounds(requireRow(id), key)),

    points: (id, key, range, most) =>
      transact(connection, 'read', () => metrics.points(requireRow(id), key, range, most)),

    looks: (targetsHash, key) =>
      transact(connection, 'read', () => looks.get(key, targetsHash) ?? { looks: 0, runs: 0 }),

    column: (column, among) =>
      transact(connection, 'read', () => {
        if (column.kind === 'setting') return { ...settings.column(column.path, among), epochs: [] };
        return figures.column(epochKey(column.name), figureOf(column.name, column.figure), among);
      }),

    columnNames: () => ({
      settings: settings.paths(),
      metrics: figures.names().flatMap((key) => metricName(key) ?? []),
    }),

    interruptUnfinished: (nowMs) => write(() => readRows(interrupt.all(whole(nowMs))).items),
  };
}

function notFound(id: string): never {
  throw new AppError('not-found', msg`There is no run "${id}".`, {
    hint: msg`strata runs list shows the runs with their ids.`,
    details: { runId: id },
  });
}
