// Series as a chart needs them: some of their stored points, in typed arrays.
import { z } from 'zod';
import { runIdSchema, type RunId } from '#shared/base/ids.ts';
import { xAxes } from '#shared/runs/run-axis.ts';
import type { Points } from '#shared/runs/point-reducer.ts';

/** The most columns that a chart asks for. */
const mostColumns = 4000;

/** The most points of a series that are asked for as they are. */
export const mostWhole = 16_000;

/** Which series of which runs, and how finely. */
export const seriesRequestSchema = z.object({
  ids: z.array(runIdSchema).min(1).max(1000),
  keys: z.array(z.string().min(1).max(500)).min(1).max(20),
  /** Steps, both included; null: from the first, to the last of all that are asked for. */
  from: z.number().int().min(0).nullable().default(null),
  to: z.number().int().min(0).nullable().default(null),
  /** Of the range: of each column the first, lowest, highest and last point are sent, and one that is not finite. */
  columns: z.number().int().min(1).max(mostColumns),
  /** A series of not more points than this in the range is sent as it is. */
  whole: z.number().int().min(0).max(mostWhole).default(0),
  /**
   * The weight of an exponential moving average, of which the values at the steps that are sent are sent as well. It takes the points
   * shortly before the range into account.
   */
  smoothing: z.number().min(0).lt(1).nullable().default(null),
  /** Along which axis each point's place is sent; of `epoch` the steps say it. */
  axis: z.enum(xAxes).default('epoch'),
});
export type SeriesRequest = z.output<typeof seriesRequestSchema>;

/** The series that have points in the range, one behind the other; `unpackSeries` takes them apart. */
export const reducedSeriesSchema = z.object({
  series: z.array(
    z.object({
      id: runIdSchema,
      key: z.string(),
      /** How many of `steps` and `values` are its own. */
      points: z.number().int().min(0),
      /** Whether these are all points in the range. */
      isWhole: z.boolean(),
    }),
  ),
  steps: z.union([z.instanceof(Uint32Array), z.instanceof(Float64Array)]),
  values: z.instanceof(Float64Array),
  /** The moving average at each step; empty where none was asked for. */
  smoothed: z.instanceof(Float64Array),
  /** Where each point is on the axis, NaN where that is not known; empty for `epoch`. */
  places: z.instanceof(Float64Array),
});
export type ReducedSeries = z.infer<typeof reducedSeriesSchema>;

/** One series of a run. */
export interface SeriesPart extends Points {
  readonly id: RunId;
  readonly key: string;
  readonly isWhole: boolean;
  /** The moving average at each step; empty where none was asked for. */
  readonly smoothed: readonly number[];
  /** Where each point is on the axis, NaN where that is not known; empty where the steps say it. */
  readonly places: readonly number[];
}

/** Steps past 32 bits are no usual training, but they are kept as they are. */
export function packedSteps(steps: readonly number[]): ReducedSeries['steps'] {
  return steps.every((step) => step <= 0xffff_ffff) ? Uint32Array.from(steps) : Float64Array.from(steps);
}

/** The numbers of all parts, one behind the other. */
function joined(parts: readonly (readonly number[])[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The parts for a message. */
export function packSeries(parts: readonly SeriesPart[]): ReducedSeries {
  const steps = joined(parts.map((part) => part.steps));
  return {
    series: parts.map(({ id, key, isWhole, steps: own }) => ({ id, key, points: own.length, isWhole })),
    steps: steps.every((step) => step <= 0xffff_ffff) ? Uint32Array.from(steps) : steps,
    values: joined(parts.map((part) => part.values)),
    smoothed: joined(parts.map((part) => part.smoothed)),
    places: joined(parts.map((part) => part.places)),
  };
}

/** The series with their own points. */
export function unpackSeries({ series, steps, values, smoothed, places }: ReducedSeries): SeriesPart[] {
  let from = 0;
  return series.map(({ points, ...rest }) => {
    const to = from + points;
    const part = {
      ...rest,
      steps: [...steps.subarray(from, to)],
      values: [...values.subarray(from, to)],
      smoothed: [...smoothed.subarray(from, to)],
      places: [...places.subarray(from, to)],
    };
    from = to;
    return part;
  });
}
