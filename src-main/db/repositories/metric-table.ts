// The points of runs: one row a point, found by (run, key, step).
import type { MetricPoint, MetricSeries } from '#shared/runs/metric-series.ts';
import type { StepRange } from '#main/ports/run-store.ts';
import type { Connection } from '#main/db/connection.ts';
import { hasFigures, type MetricFigures } from '#main/db/repositories/metric-figures.ts';

/** Run, key, the first and the last step, and at most how many. */
type Part = [number, number, number, number, number];

/** Works inside the caller's transaction. `run` is the run's row number. */
export interface MetricTable {
  add(run: number, points: readonly MetricPoint[]): void;
  read(run: number, prefix: string): MetricSeries[];
  /** The keys of the series with this prefix, in alphabetical order. */
  keys(run: number, prefix: string): string[];
  /** The first and the last step of a series; null without points. */
  bounds(run: number, key: string): StepRange | null;
  points(run: number, key: string, range: StepRange, most: number): Omit<MetricSeries, 'key'>;
  /** Deletes the points after the step from all series with this prefix. */
  truncate(run: number, prefix: string, afterStep: number): void;
  delete(run: number): void;
  /** Deletes a few of a run's points; false when there are none left. */
  deleteSome(run: number): boolean;
}

/** Exported for the test of their query plans. */
export const metricSql = {
  keys: 'SELECT id, name FROM metric_keys ORDER BY name',
  findKey: 'SELECT id FROM metric_keys WHERE name = ?',
  addKey: 'INSERT INTO metric_keys (name) VALUES (?)',
  add: `INSERT INTO metrics (run, key, step, value) VALUES (?, ?, ?, ?)
    ON CONFLICT (run, key, step) DO UPDATE SET value = excluded.value`,
  steps: 'SELECT step FROM metrics WHERE run = ? AND key = ? AND step BETWEEN ? AND ? ORDER BY step LIMIT ?',
  values: 'SELECT value FROM metrics WHERE run = ? AND key = ? AND step BETWEEN ? AND ? ORDER BY step LIMIT ?',
  first: 'SELECT step FROM metrics WHERE run = ? AND key = ? ORDER BY step LIMIT 1',
  last: 'SELECT step FROM metrics WHERE run = ? AND key = ? ORDER BY step DESC LIMIT 1',
  truncate: 'DELETE FROM metrics WHERE run = ? AND key = ? AND step > ?',
  delete: 'DELETE FROM metrics WHERE run = ?',
  deleteSome: `DELETE FROM metrics WHERE (run, key, step) IN (SELECT run, key, step FROM metrics WHERE run = ? LIMIT 2000)`,
};

export function createMetricTable(connection: Connection, figures: MetricFigures): MetricTable {
  const keys = connection.prepare<[], { id: number; name: string }>(metricSql.keys);
  const findKey = connection.prepare<[string], number>(metricSql.findKey).pluck();
  const addKey = connection.prepare<[string]>(metricSql.addKey);
  const add = connection.prepare<[number, number, number, number | null]>(metricSql.add);
  // Two queries of one series that return plain numbers take half the time of one that returns pairs.
  const readSteps = connection.prepare<Part, number>(metricSql.steps).pluck();
  const readValues = connection.prepare<Part, number | null>(metricSql.values).pluck();
  const first = connection.prepare<[number, number], number>(metricSql.first).pluck();
  const last = connection.prepare<[number, number], number>(metricSql.last).pluck();
  const truncate = connection.prepare<[number, number, number]>(metricSql.truncate);
  const remove = connection.prepare<[number]>(metricSql.delete);
  const removeSome = connection.prepare<[number]>(metricSql.deleteSome);

  const keyId = (name: string): number => findKey.get(name) ?? Number(addKey.run(name).lastInsertRowid);

  return {
    add(run, points) {
      // For this batch only: a key cached from a transaction that was rolled back would not exist.
      const series = new Map<string, { readonly id: number; readonly added: MetricPoint[] }>();
      for (const point of points) {
        const { key, step, value } = point;
        let one = series.get(key);
        if (one === undefined) series.set(key, (one = { id: keyId(key), added: [] }));
        // SQLite cannot store NaN, only infinities.
        add.run(run, one.id, step, Number.isNaN(value) ? null : value);
        if (hasFigures(key)) one.added.push(point);
      }
      for (const { id, added } of series.values()) if (added.length > 0) figures.follow(run, id, added);
    },
    read(run, prefix) {
      const series: MetricSeries[] = [];
      for (const { id, name } of keys.iterate()) {
        if (!name.startsWith(prefix)) continue;
        const all: Part = [run, id, 0, Number.MAX_SAFE_INTEGER, -1];
        const steps = readSteps.all(...all);
        if (steps.length === 0) continue;
        const values = readValues.all(...all);
        series.push({ key: name, steps, values });
      }
      return series;
    },
    keys: (run, prefix) =>
      keys.all().flatMap(({ id, name }) => (name.startsWith(prefix) && first.get(run, id) !== undefined ? [name] : [])),
    bounds(run, key) {
      const id = findKey.get(key);
      const [from, to] = id === undefined ? [] : [first.get(run, id), last.get(run, id)];
      return from === undefined || to === undefined ? null : { from, to };
    },
    points(run, key, { from, to }, most) {
      const id = findKey.get(key);
      if (id === undefined) return { steps: [], values: [] };
      const part: Part = [run, id, from, to, most];
      return { steps: readSteps.all(...part), values: readValues.all(...part) };
    },
    truncate(run, prefix, afterStep) {
      for (const { id, name } of keys.all()) {
        if (!name.startsWith(prefix)) continue;
        const { changes } = truncate.run(run, id, afterStep);
        if (hasFigures(name)) figures.cut(run, id, changes);
      }
    },
    delete(run) {
      remove.run(run);
      figures.delete(run);
    },
    deleteSome: (run) => removeSome.run(run).changes > 0,
  };
}
