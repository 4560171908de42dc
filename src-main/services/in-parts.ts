// Long work of the main process is done in parts, and between two of them it answers whoever waits.
import type { RunId } from '#shared/base/ids.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { ColumnRequest, RunColumn } from '#shared/runs/run-column.ts';
import type { RunStore, StepRange } from '#main/ports/run-store.ts';

/** So many points are read at a time: that takes about 5 ms. */
export const mostPoints = 16_384;

/** Every step. */
export const wholeRange: StepRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Lets all else that waits for the main process go first. */
export async function giveWay(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The points of a series in a range, part after part, with pauses between them. NaN is null. */
export async function* pointsInParts(
  runs: Pick<RunStore, 'points'>,
  id: RunId,
  key: string,
  { from, to }: StepRange,
): AsyncGenerator<{ readonly steps: readonly number[]; readonly values: readonly (number | null)[] }> {
  for (let next = from; next <= to;) {
    const part = runs.points(id, key, { from: next, to }, mostPoints);
    if (part.steps.length > 0) yield part;
    if (part.steps.length < mostPoints) return;
    next = (part.steps.at(-1) ?? to) + 1;
    await giveWay();
  }
}

/** All points of a series, read part after part with pauses between them. NaN is null. */
export async function seriesInParts(
  runs: Pick<RunStore, 'points'>,
  id: RunId,
  key: string,
  range: StepRange = wholeRange,
): Promise<MetricSeries> {
  const steps: number[] = [];
  const values: (number | null)[] = [];
  for await (const part of pointsInParts(runs, id, key, range)) {
    for (const step of part.steps) steps.push(step);
    for (const value of part.values) values.push(value);
  }
  return { key, steps, values };
}

/** So many cells of a column are read at a time: that takes about 5 ms. */
const mostCells = 5000;

/** A column of all runs that have it, read part after part with pauses between them, or of those whose numbers are given. */
export async function columnInParts(
  runs: Pick<RunStore, 'column'>,
  request: ColumnRequest,
  among: readonly number[] | undefined,
): Promise<RunColumn> {
  if (among !== undefined) {
    const column = runs.column(request, among);
    await giveWay();
    return column;
  }
  const parts: RunColumn[] = [];
  for (let above = 0; ;) {
    const part = runs.column(request, { above, most: mostCells });
    parts.push(part);
    await giveWay();
    if (part.runs.length < mostCells) break;
    above = part.runs.at(-1) ?? above;
  }
  return {
    runs: parts.flatMap((part) => part.runs),
    values: parts.flatMap((part) => part.values),
    epochs: parts.flatMap((part) => part.epochs),
  };
}
