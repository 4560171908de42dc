// The stored points of a series, all of them, a part at a time.
import { z } from 'zod';
import { runIdSchema } from '#shared/base/ids.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { packedSteps } from '#shared/runs/reduced-series.ts';

/** Which series, from which step on, and up to which; null: to its end. */
export const pointsRequestSchema = z.object({
  id: runIdSchema,
  key: z.string().min(1).max(500),
  from: z.number().int().min(0).default(0),
  to: z.number().int().min(0).nullable().default(null),
});

/** Some points, by ascending steps; both arrays run parallel. */
export const storedPointsSchema = z.object({
  steps: z.union([z.instanceof(Uint32Array), z.instanceof(Float64Array)]),
  values: z.instanceof(Float64Array),
  /** The step from which the next part begins; null where there is none. */
  next: z.number().int().nullable(),
});
export type StoredPoints = z.infer<typeof storedPointsSchema>;

/** @param most how many were asked for: fewer are the last ones */
export function packPoints({ steps, values }: Pick<MetricSeries, 'steps' | 'values'>, most: number): StoredPoints {
  const last = steps.at(-1);
  return {
    steps: packedSteps(steps),
    values: Float64Array.from(values, (value) => value ?? NaN),
    next: last === undefined || steps.length < most ? null : last + 1,
  };
}

/** All points of a series, part after part. @param read asks the host for the part that begins at a step */
export async function* partsOf(read: (from: number) => Promise<StoredPoints>, first = 0): AsyncGenerator<Points> {
  for (let from: number | null = first; from !== null;) {
    const { steps, values, next }: StoredPoints = await read(from);
    if (steps.length > 0) yield { steps: [...steps], values: [...values] };
    from = next;
  }
}
