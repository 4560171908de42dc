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
    for await (const { steps, values } of pointsInParts(runs, id, key, range)) {
      for (const [i, step] of steps.entries()) {
        const value = values[i] ?? NaN;
        reducer.add(step, value, smoother?.next(value));
      }
      points += steps.length;
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
