// MLflow's store in a SQLite database.
import { z } from 'zod';
import { partOf, statusOf } from '#main/histories/mlflow/mlflow-run.ts';
import { gather, type Gathered } from '#main/histories/ordered-series.ts';
import type { ForeignDatabase } from '#main/ports/foreign-database.ts';
import type { HistoryPart } from '#main/ports/histories.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  experiments: ['experiment_id', 'name'],
  runs: ['run_uuid', 'name', 'status', 'start_time', 'end_time', 'lifecycle_stage', 'experiment_id'],
  metrics: ['key', 'value', 'timestamp', 'run_uuid', 'step', 'is_nan'],
  params: ['key', 'value', 'run_uuid'],
  tags: ['key', 'value', 'run_uuid'],
};

/** Whether a database is such a store. */
export function isMlflowDatabase({ tables: found }: ForeignDatabase): boolean {
  return Object.entries(tables).every(([table, columns]) => columns.every((column) => found.get(table)?.has(column)));
}

const runRow = z.object({
  id: z.string(),
  name: z.string().nullable(),
  experiment: z.string(),
  status: z.string().nullable(),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
});
const textRow = z.object({ key: z.string(), value: z.string().nullable() });
const metricRow = z.object({
  key: z.string(),
  value: z.number().nullable(),
  timeMs: z.number(),
  step: z.number(),
  isNan: z.number(),
});

/** MLflow stores an infinity as the largest number. */
const asInfinity = Number.MAX_VALUE;

function valueOf({ value, isNan }: z.infer<typeof metricRow>): number {
  if (isNan !== 0 || value === null) return NaN;
  return Math.abs(value) >= asInfinity ? Math.sign(value) * Infinity : value;
}

/** Rows after which the thread is given back. */
const rowsAtOnce = 5000;

export async function* readMlflowDatabase(path: string, database: ForeignDatabase): AsyncGenerator<HistoryPart, void> {
  const textsOf = (table: 'params' | 'tags', id: string): Map<string, string> => {
    const rows = [...database.rows(`SELECT key, value FROM ${table} WHERE run_uuid = ?`, id)];
    return new Map(
      z
        .array(textRow)
        .parse(rows)
        .map(({ key, value }) => [key, value ?? '']),
    );
  };
  const runs = z.array(runRow).parse([
    ...database.rows(`SELECT run_uuid AS id, runs.name AS name, experiments.name AS experiment, status,
      start_time AS startedAtMs, end_time AS endedAtMs FROM runs JOIN experiments USING (experiment_id)
      WHERE runs.lifecycle_stage IS NOT 'deleted' ORDER BY start_time, run_uuid`),
  ]);
  for (const { id, name, experiment, status, startedAtMs, endedAtMs } of runs) {
    const series = new Map<string, Gathered>();
    let read = 0;
    const rows = database.rows(
      `SELECT key, value, timestamp AS timeMs, step, is_nan AS isNan FROM metrics WHERE run_uuid = ?
       ORDER BY key, step, timestamp, rowid`,
      id,
    );
    for (const row of rows) {
      const metric = metricRow.parse(row);
      gather(series, metric.key, metric.step, valueOf(metric), metric.timeMs);
      if (++read % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    yield* partOf({
      store: path,
      id,
      name: name ?? '',
      experiment,
      status: statusOf(status ?? ''),
      startedAtMs: startedAtMs ?? 0,
      endedAtMs,
      params: textsOf('params', id),
      tags: textsOf('tags', id),
      series,
      faults: [],
    });
  }
}
