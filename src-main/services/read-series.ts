// Series for a chart: all points are read, in parts, and those that can be seen are kept.
import type { RunId } from '#shared/base/ids.ts';
import { batchLossKey, batchPrefix, epochKey, epochTimeKey } from '#shared/runs/metric-keys.ts';
import { PointReducer, type Points } from '#shared/runs/point-reducer.ts';
import type { SeriesPart, SeriesRequest } from '#shared/runs/reduced-series.ts';
import { axisPlaces, stepsPerEpochOf, type RunCourse, type XAxis } from '#shared/runs/run-axis.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import { Smoother } from '#shared/runs/smoother.ts';
import type { RunStore, StepRange } from '#main/ports/run-store.ts';
import { giveWay, pointsInParts, seriesInParts } from '#main/services/in-parts.ts';

interface Asked {
  readonly id: RunId;
  readonly key: string;
  readonly bounds: StepRange;
}

type Read = Pick<RunStore, 'bounds' | 'points' | 'find'>;

async function wholeSeries(runs: Read, id: RunId, key: string): Promise<Points> {
  const { steps, values } = await seriesInParts(runs, id, key);
  return { steps, values: values.map((value) => value ?? NaN) };
}

/** What is known of a run's course; of it only what the axis takes is read. */
async function courseOf(runs: Read, id: RunId, axis: XAxis): Promise<RunCourse> {
  const run = runs.find(id);
  const none: Points = { steps: [], values: [] };
  const isTime = axis === 'time' || axis === 'clock';
  return {
    seconds: isTime ? await wholeSeries(runs, id, epochKey('seconds')) : none,
    endedAtMs: axis === 'clock' ? await wholeSeries(runs, id, epochTimeKey) : none,
    startedAtMs: run?.startedAtMs ?? null,
    stepsPerEpoch: countsSteps(run?.origin ?? null)
      ? 1
      : stepsPerEpochOf(runs.bounds(id, batchLossKey)?.to ?? null, run?.epochsDone ?? 0),
  };
}

/** So many points before the range decide its moving average but for a ten-thousandth; one of a long memory begins in the range. */
function pointsBefore(smoothing: number): number {
  return smoothing === 0 ? 0 : Math.min(2000, Math.ceil(Math.log(1e-4) / Math.log(smoothing)));
}

/** @throws AppError `not-found` */
export async function readSeries(
  runs: Read,
  { ids, keys, from, to, columns, whole, smoothing, axis }: SeriesRequest,
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
  const courses = new Map<RunId, Record<'epochs' | 'batches', (step: number) => number>>();
  const placesOf = async (id: RunId, key: string, steps: readonly number[]): Promise<number[]> => {
    if (axis === 'epoch') return [];
    let places = courses.get(id);
    if (places === undefined) {
      const course = await courseOf(runs, id, axis);
      places = { epochs: axisPlaces(axis, course, false), batches: axisPlaces(axis, course, true) };
      courses.set(id, places);
    }
    return steps.map(key.startsWith(batchPrefix) ? places.batches : places.epochs);
  };
  for (const { id, key } of asked) {
    const reducer = new PointReducer({ min: range.from, max: range.to, count: columns }, whole);
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
        places: await placesOf(id, key, steps),
      });
    await giveWay();
  }
  return parts;
}
