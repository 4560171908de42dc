// Series for a chart: all points are read, in parts, and those that can be seen are kept.
import type { RunId } from '#shared/base/ids.ts';
import { PointReducer } from '#shared/runs/point-reducer.ts';
import type { SeriesPart, SeriesRequest } from '#shared/runs/reduced-series.ts';
import { Smoother } from '#shared/runs/smoother.ts';
import type { RunStore, StepRange } from '#main/ports/run-store.ts';
import { giveWay, pointsInParts } from '#main/services/in-parts.ts';

interface Asked {
  readonly id: RunId;
  readonly key: string;
  readonly bounds: StepRange;
}

/** So many points before the range decide its moving average but for a ten-thousandth; one of a long memory begins in the range. */
function pointsBefore(smoothing: number): number {
  return smoothing === 0 ? 0 : Math.min(2000, Math.ceil(Math.log(1e-4) / Math.log(smoothing)));
}

/** @throws AppError `not-found` */
export async function readSeries(
  runs: Pick<RunStore, 'bounds' | 'points'>,
  { ids, keys, from, to, columns, smoothing }: SeriesRequest,
): Promise<SeriesPart[]> {
  const asked = ids.flatMap((id) =>
    keys.flatMap((key): Asked[] => {
      const bounds = runs.bounds(id, key);
      return bounds === null ? [] : [{ id, key, bounds }];
    }),
  );
  const range: StepRange = {
    from: from ?? Math.min(...asked.map(({ bounds }) => bounds.from)),
    to: to ?? Math.max(...asked.map(({ bounds }) => bounds.to)),
  };
  const parts: SeriesPart[] = [];
  for (const { id, key } of asked) {
    const reducer = new PointReducer({ min: range.from, max: range.to, count: columns });
    const smoother = smoothing === null ? null : new Smoother(smoothing);
    let points = 0;
    const readFrom = Math.max(0, range.from - (smoothing === null ? 0 : pointsBefore(smoothing)));
    for await (const { steps, values } of pointsInParts(runs, id, key, { from: readFrom, to: range.to })) {
      for (const [i, step] of steps.entries()) {
        const value = values[i] ?? NaN;
        const average = smoother?.next(value);
        if (step < range.from) continue;
        reducer.add(step, value, average);
        points += 1;
      }
    }
    const { steps, values, beside } = reducer.end();
    if (points > 0)
      parts.push({
        id,
        key,
        isWhole: steps.length === points,
        steps,
        values,
        smoothed: smoother === null ? [] : beside,
      });
    await giveWay();
  }
  return parts;
}
