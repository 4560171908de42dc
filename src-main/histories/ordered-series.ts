// A series while it is gathered, and in the order of its steps.
import type { LoggedSeries } from '#main/ports/histories.ts';

/** The arrays run parallel, in the order in which the values were read. */
export interface Gathered {
  steps: number[];
  values: number[];
  timesMs: number[];
}

/** Adds a value to the series of this name. */
export function gather(series: Map<string, Gathered>, name: string, step: number, value: number, timeMs: number): void {
  let one = series.get(name);
  if (one === undefined) series.set(name, (one = { steps: [], values: [], timesMs: [] }));
  one.steps.push(step);
  one.values.push(value);
  one.timesMs.push(timeMs);
}

function isInOrder(steps: readonly number[]): boolean {
  return steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0));
}

/** Steps ascending; of several values of one step the last counts: by time, then as they were read. */
export function inOrder({ steps, values, timesMs }: Gathered): LoggedSeries {
  if (isInOrder(steps)) return { steps, values, timesMs };
  const order = steps
    .map((_, i) => i)
    .sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0) || (timesMs[a] ?? 0) - (timesMs[b] ?? 0) || a - b);
  const last = order.filter((i, place) => steps[i] !== steps[order[place + 1] ?? -1]);
  return {
    steps: last.map((i) => steps[i] ?? 0),
    values: last.map((i) => values[i] ?? NaN),
    timesMs: last.map((i) => timesMs[i] ?? 0),
  };
}

/** All in order, and without steps below zero. @returns how many of those were left out, and the names without steps */
export function readySeries(gathered: ReadonlyMap<string, Gathered>): {
  readonly series: Map<string, LoggedSeries>;
  readonly negative: number;
  /** Series whose values all have the same step: they are numbered in the order of their times. */
  readonly numbered: readonly string[];
} {
  const series = new Map<string, LoggedSeries>();
  const numbered: string[] = [];
  let negative = 0;
  for (const [name, one] of gathered) {
    const kept = one.steps.flatMap((step, i) => (step >= 0 ? [i] : []));
    negative += one.steps.length - kept.length;
    const points: Gathered = {
      steps: kept.map((i) => one.steps[i] ?? 0),
      values: kept.map((i) => one.values[i] ?? NaN),
      timesMs: kept.map((i) => one.timesMs[i] ?? 0),
    };
    if (kept.length === 0) continue;
    if (kept.length > 1 && points.steps.every((step) => step === points.steps[0])) {
      numbered.push(name);
      points.steps = points.steps.map((_, i) => i);
    }
    series.set(name, inOrder(points));
  }
  return { series, negative, numbered };
}
