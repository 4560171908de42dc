// The figures of each series of epochs: its last, smallest and largest value, so that a list of runs reads no points.
import { epochPrefix } from '#shared/runs/metric-keys.ts';
import type { EpochValue } from '#shared/runs/best-epoch.ts';
import type { RunFigures } from '#shared/runs/series-figures.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { isPart, type Among } from '#main/ports/run-store.ts';
import type { Connection } from '#main/db/connection.ts';

/** A row of `run_metrics`. Null where a series has no finite value; `lastValue` is null for NaN. */
interface Figures {
  readonly points: number;
  readonly lastStep: number;
  readonly lastValue: number | null;
  readonly minStep: number | null;
  readonly minValue: number | null;
  readonly maxStep: number | null;
  readonly maxValue: number | null;
}

/** Works inside the caller's transaction. `run` is the run's row number, `key` that of a series' name. */
export interface MetricFigures {
  /** Follows points that have been added, in their order. */
  follow(run: number, key: number, points: readonly MetricPoint[]): void;
  /** So many last points of a series have been deleted. */
  cut(run: number, key: number, deleted: number): void;
  delete(run: number): void;
  /** The series that have figures, by the names of their keys. */
  names(): string[];
  /** The figures of all series of a run, by their keys. */
  ofRun(run: number): RunFigures;
  /** A figure of one series, by rising numbers of the runs where a part is asked for. */
  column(name: string, figure: Figure, among: Among): MetricColumn;
}

/** Which figure: the last value, the smallest or largest finite one, or the value at an epoch. */
export type Figure = 'last' | 'min' | 'max' | number;

/** One figure of several runs: `runs`, `values` and `epochs` run parallel. */
export interface MetricColumn {
  readonly runs: number[];
  /** NaN is null. */
  readonly values: (number | null)[];
  readonly epochs: number[];
}

const part = 'AND run BETWEEN ? AND ? ORDER BY run LIMIT ?';

/** Exported for the test of their query plans. */
export const figureSql = {
  get: `SELECT points, last_step AS lastStep, last_value AS lastValue, min_step AS minStep, min_value AS minValue,
    max_step AS maxStep, max_value AS maxValue FROM run_metrics WHERE key = ? AND run = ?`,
  put: `INSERT OR REPLACE INTO run_metrics
    (key, run, points, last_step, last_value, min_step, min_value, max_step, max_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  points: 'SELECT step, value FROM metrics WHERE run = ? AND key = ? ORDER BY step',
  ofRun: `SELECT name, key, points, last_step AS lastStep, last_value AS lastValue, min_step AS minStep, min_value AS minValue,
    max_step AS maxStep, max_value AS maxValue FROM run_metrics JOIN metric_keys ON id = key WHERE run = ? ORDER BY name`,
  lastNumber: `SELECT step AS epoch, value FROM metrics WHERE run = ? AND key = ? AND abs(value) < 9e999
    ORDER BY step DESC LIMIT 1`,
  end: 'SELECT step, value FROM metrics WHERE run = ? AND key = ? ORDER BY step DESC LIMIT 1',
  least: 'SELECT min(value) FROM metrics WHERE run = ? AND key = ? AND abs(value) < 9e999',
  most: 'SELECT max(value) FROM metrics WHERE run = ? AND key = ? AND abs(value) < 9e999',
  stepOf: 'SELECT step FROM metrics WHERE run = ? AND key = ? AND value = ? ORDER BY step LIMIT 1',
  delete: 'DELETE FROM run_metrics WHERE run = ?',
  deleteOne: 'DELETE FROM run_metrics WHERE key = ? AND run = ?',
  names: 'SELECT name FROM metric_keys WHERE EXISTS (SELECT 1 FROM run_metrics WHERE key = id) ORDER BY name',
  findKey: 'SELECT id FROM metric_keys WHERE name = ?',
  last: `SELECT run, last_value AS value, last_step AS epoch FROM run_metrics WHERE key = ? ${part}`,
  min: `SELECT run, min_value AS value, min_step AS epoch FROM run_metrics WHERE key = ? AND min_step IS NOT NULL ${part}`,
  max: `SELECT run, max_value AS value, max_step AS epoch FROM run_metrics WHERE key = ? AND max_step IS NOT NULL ${part}`,
  at: `SELECT run_metrics.run AS run, value, step AS epoch FROM run_metrics
    JOIN metrics ON metrics.run = run_metrics.run AND metrics.key = run_metrics.key AND step = ? WHERE run_metrics.key = ?
    AND run_metrics.run BETWEEN ? AND ? ORDER BY run_metrics.run LIMIT ?`,
};

/** A series, the first and the last run, and at most how many. */
type Cells = [number, number, number, number];

interface Cell {
  readonly run: number;
  readonly value: number | null;
  readonly epoch: number;
}

/** Whether a series has figures: those with one point an epoch have. */
export function hasFigures(name: string): boolean {
  return name.startsWith(epochPrefix);
}

type Point = Pick<MetricPoint, 'step'> & { readonly value: number | null };

/** The figures with one more point, whose step is later than all before. Of equal values the earliest counts. */
function withPoint(figures: Figures | undefined, { step, value }: Point): Figures {
  const stored = value === null || Number.isNaN(value) ? null : value;
  const finite = stored !== null && Number.isFinite(stored) ? stored : null;
  const { points = 0, minStep = null, minValue = null, maxStep = null, maxValue = null } = figures ?? {};
  const isMin = finite !== null && (minValue === null || finite < minValue);
  const isMax = finite !== null && (maxValue === null || finite > maxValue);
  return {
    points: points + 1,
    lastStep: step,
    lastValue: stored,
    minStep: isMin ? step : minStep,
    minValue: isMin ? finite : minValue,
    maxStep: isMax ? step : maxStep,
    maxValue: isMax ? finite : maxValue,
  };
}

export function createMetricFigures(connection: Connection): MetricFigures {
  const get = connection.prepare<[number, number], Figures>(figureSql.get);
  const put = connection.prepare<(number | null)[]>(figureSql.put);
  const points = connection.prepare<[number, number], Point>(figureSql.points);
  const ofRun = connection.prepare<[number], Figures & { name: string; key: number }>(figureSql.ofRun);
  const lastNumber = connection.prepare<[number, number], EpochValue>(figureSql.lastNumber);
  const findEnd = connection.prepare<[number, number], Point>(figureSql.end);
  const extremes = {
    min: connection.prepare<[number, number], number | null>(figureSql.least).pluck(),
    max: connection.prepare<[number, number], number | null>(figureSql.most).pluck(),
  };
  const stepOf = connection.prepare<[number, number, number], number>(figureSql.stepOf).pluck();
  const removeOne = connection.prepare<[number, number]>(figureSql.deleteOne);
  const remove = connection.prepare<[number]>(figureSql.delete);
  const names = connection.prepare<[], string>(figureSql.names).pluck();
  const findKey = connection.prepare<[string], number>(figureSql.findKey).pluck();
  const named = {
    last: connection.prepare<Cells, Cell>(figureSql.last),
    min: connection.prepare<Cells, Cell>(figureSql.min),
    max: connection.prepare<Cells, Cell>(figureSql.max),
  };
  const at = connection.prepare<[number, ...Cells], Cell>(figureSql.at);

  const between = (figure: Figure, ...part: Cells): Cell[] =>
    typeof figure === 'number' ? at.all(figure, ...part) : named[figure].all(...part);
  const cells = (key: number, figure: Figure, among: Among): Cell[] =>
    isPart(among)
      ? between(figure, key, among.above + 1, Number.MAX_SAFE_INTEGER, among.most)
      : among.flatMap((run) => between(figure, key, run, run, 1));

  const write = (run: number, key: number, figures: Figures): void => {
    const { points, lastStep, lastValue, minStep, minValue, maxStep, maxValue } = figures;
    put.run(key, run, points, lastStep, lastValue, minStep, minValue, maxStep, maxValue);
  };
  const readAnew = (run: number, key: number): void => {
    let figures: Figures | undefined;
    for (const point of points.iterate(run, key)) figures = withPoint(figures, point);
    if (figures !== undefined) write(run, key, figures);
  };

  const extreme = (run: number, key: number, which: 'min' | 'max') => {
    const value = extremes[which].get(run, key) ?? null;
    return { value, step: value === null ? null : (stepOf.get(run, key, value) ?? null) };
  };

  return {
    follow(run, key, added) {
      let figures = get.get(key, run);
      for (const point of added) {
        // A point that was replaced, or comes late, may have been any of the figures.
        if (figures !== undefined && point.step <= figures.lastStep) {
          readAnew(run, key);
          return;
        }
        figures = withPoint(figures, point);
      }
      if (figures !== undefined) write(run, key, figures);
    },
    cut(run, key, deleted) {
      const figures = get.get(key, run);
      if (figures === undefined || deleted === 0) return;
      const end = findEnd.get(run, key);
      if (end === undefined) {
        removeOne.run(key, run);
        return;
      }
      const { minStep, minValue, maxStep, maxValue } = figures;
      const [min, max] = [
        (minStep ?? 0) <= end.step ? { value: minValue, step: minStep } : extreme(run, key, 'min'),
        (maxStep ?? 0) <= end.step ? { value: maxValue, step: maxStep } : extreme(run, key, 'max'),
      ];
      write(run, key, {
        points: figures.points - deleted,
        lastStep: end.step,
        lastValue: end.value,
        minStep: min.step,
        minValue: min.value,
        maxStep: max.step,
        maxValue: max.value,
      });
    },
    delete: (run) => void remove.run(run),
    names: () => names.all(),
    ofRun(run) {
      const found = ofRun.all(run).map(({ name, key, ...figures }) => {
        const { points: count, lastStep, lastValue, minStep, minValue, maxStep, maxValue } = figures;
        const end = { value: lastValue ?? NaN, epoch: lastStep };
        const last = Number.isFinite(end.value) ? end : (lastNumber.get(run, key) ?? null);
        const min = minStep === null || minValue === null ? null : { value: minValue, epoch: minStep };
        const max = maxStep === null || maxValue === null ? null : { value: maxValue, epoch: maxStep };
        return [name, { points: count, end, last, min, max }] as const;
      });
      return new Map(found);
    },
    column(name, figure, among) {
      const key = findKey.get(name);
      const found = key === undefined ? [] : cells(key, figure, among);
      return {
        runs: found.map(({ run }) => run),
        values: found.map(({ value }) => value),
        epochs: found.map(({ epoch }) => epoch),
      };
    },
  };
}
