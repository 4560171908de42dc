// The curves of runs in one long table, a line a value: as CSV, and as columns for Parquet. Pure.
import { byteOrderMark, csvField, csvLine } from '#shared/base/csv.ts';
import { epochTimes, secondsUntil } from '#shared/runs/epoch-times.ts';
import { epochName, epochTimeKey } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** A run, with all its series. */
export interface RunCurves {
  readonly run: Pick<RunSummary, 'id' | 'name' | 'origin'>;
  readonly series: readonly MetricSeries[];
}

/** One curve: the arrays run parallel. */
interface Curve {
  readonly run: string;
  readonly name: string;
  /** `val_mae`; of the values of training steps `batch/loss`. */
  readonly metric: string;
  readonly steps: readonly number[];
  /** Null for training steps, and where another program counted steps. */
  readonly epochs: readonly (number | null)[];
  /** Since the run's start; null for training steps, and where it is not known. */
  readonly seconds: readonly (number | null)[];
  /** In milliseconds since 1970, when an epoch ended; null where that was not noted. */
  readonly timesMs: readonly (number | null)[];
  readonly values: readonly number[];
}

/** The names of the columns, in order. */
export const curveColumnNames = ['run', 'name', 'metric', 'step', 'epoch', 'seconds', 'time', 'value'] as const;

function curvesOf({ run, series }: RunCurves): Curve[] {
  const times = epochTimes(series);
  const hasEpochs = !countsSteps(run.origin);
  const ended = series.find(({ key }) => key === epochTimeKey);
  const noted = new Map(ended?.steps.map((step, i) => [step, ended.values[i] ?? null]));
  const curves = series.filter(({ key }) => key !== epochTimeKey);
  return curves.map(({ key, steps, values }) => {
    const name = epochName(key);
    return {
      run: run.id,
      name: run.name,
      metric: name ?? key,
      steps,
      epochs: steps.map((step) => (name !== null && hasEpochs ? step : null)),
      seconds: steps.map((step) => (name === null ? null : secondsUntil(times, step))),
      timesMs: steps.map((step) => (name === null ? null : (noted.get(step) ?? null))),
      values: values.map((value) => value ?? NaN),
    };
  });
}

function dateOf(timeMs: number | null | undefined): Date | null {
  return timeMs === null || timeMs === undefined ? null : new Date(timeMs);
}

/** The line of names. @param forTablePrograms begins with a mark by which these know UTF-8 */
export function curveCsvHead({ forTablePrograms = false } = {}): string {
  return (forTablePrograms ? byteOrderMark : '') + csvLine(curveColumnNames);
}

/** The lines of a run, in one piece a curve: together they may exceed the longest string there can be. */
export function* curveCsvPieces(curves: RunCurves): Generator<string, void> {
  for (const { run, name, metric, steps, epochs, seconds, timesMs, values } of curvesOf(curves)) {
    const start = [run, name, metric].map(csvField).join(',');
    yield steps
      .map((step, i) => {
        const time = dateOf(timesMs[i])?.toISOString() ?? null;
        return `${start},${csvLine([step, epochs[i] ?? null, seconds[i] ?? null, time, values[i] ?? NaN])}`;
      })
      .join('');
  }
}

/** A column as a writer of Parquet takes it. */
export interface CurveColumn {
  readonly name: (typeof curveColumnNames)[number];
  readonly type: 'STRING' | 'INT64' | 'DOUBLE' | 'TIMESTAMP';
  readonly nullable: boolean;
  readonly data: (string | bigint | number | Date | null)[];
}

/** Collects runs, one after the other, into columns. */
export class CurveColumns {
  readonly #run: string[] = [];
  readonly #name: string[] = [];
  readonly #metric: string[] = [];
  readonly #step: bigint[] = [];
  readonly #epoch: (bigint | null)[] = [];
  readonly #seconds: (number | null)[] = [];
  readonly #time: (Date | null)[] = [];
  readonly #value: number[] = [];

  add(curves: RunCurves): void {
    for (const { run, name, metric, steps, epochs, seconds, timesMs, values } of curvesOf(curves))
      for (const [i, step] of steps.entries()) {
        const epoch = epochs[i] ?? null;
        this.#run.push(run);
        this.#name.push(name);
        this.#metric.push(metric);
        this.#step.push(BigInt(step));
        this.#epoch.push(epoch === null ? null : BigInt(epoch));
        this.#seconds.push(seconds[i] ?? null);
        this.#time.push(dateOf(timesMs[i]));
        this.#value.push(values[i] ?? NaN);
      }
  }

  /** In the order of `curveColumnNames`. */
  all(): CurveColumn[] {
    return [
      { name: 'run', type: 'STRING', nullable: false, data: this.#run },
      { name: 'name', type: 'STRING', nullable: false, data: this.#name },
      { name: 'metric', type: 'STRING', nullable: false, data: this.#metric },
      { name: 'step', type: 'INT64', nullable: false, data: this.#step },
      { name: 'epoch', type: 'INT64', nullable: true, data: this.#epoch },
      { name: 'seconds', type: 'DOUBLE', nullable: true, data: this.#seconds },
      { name: 'time', type: 'TIMESTAMP', nullable: true, data: this.#time },
      { name: 'value', type: 'DOUBLE', nullable: false, data: this.#value },
    ];
  }
}
