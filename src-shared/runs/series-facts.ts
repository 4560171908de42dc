// What a page is told of series of which it has not all points.
import { z } from 'zod';
import { runIdSchema } from '#shared/base/ids.ts';
import type { EpochValue, Overfitting } from '#shared/runs/best-epoch.ts';
import { receivedNumber, sentNumberSchema } from '#shared/runs/metric-series.ts';
import type { SeriesFigures } from '#shared/runs/series-figures.ts';
import type { StepStretches } from '#shared/runs/step-list.ts';

/** Of which series of epochs. */
export const factsRequestSchema = z.object({ id: runIdSchema, keys: z.array(z.string().min(1).max(500)).max(1000) });
export type FactsRequest = z.output<typeof factsRequestSchema>;

const epochValueSchema = z.object({ value: z.number(), epoch: z.number().int() }) satisfies z.ZodType<EpochValue>;
const stepsSchema = z.union([z.instanceof(Uint32Array), z.instanceof(Float64Array)]);

/** The facts as they travel; `receivedFacts` reads them. */
export const sentFactsSchema = z.object({
  figures: z.array(
    z.object({
      key: z.string(),
      points: z.number().int(),
      end: z.object({ value: sentNumberSchema, epoch: z.number().int() }),
      last: epochValueSchema.nullable(),
      min: epochValueSchema.nullable(),
      max: epochValueSchema.nullable(),
    }),
  ),
  /** Null where there is no validation loss. */
  overfitting: z
    .object({
      best: epochValueSchema.nullable(),
      then: z.number().nullable(),
      now: z.number().nullable(),
      first: z.number().int().nullable(),
      count: z.number().int(),
      sum: sentNumberSchema,
    })
    .nullable(),
  /** Series that have the points of the loss of their part, training or validation. */
  sameAsLoss: z.array(z.string()),
  /** The epochs at which any of the series has a point: the stretches' first and last ones. */
  from: stepsSchema,
  to: stepsSchema,
});
export type SentFacts = z.infer<typeof sentFactsSchema>;

/** Facts about a run's series of epochs at one moment. */
export interface RunFacts {
  /** By the series' keys. */
  readonly figures: ReadonlyMap<string, SeriesFigures>;
  readonly overfitting: Overfitting | null;
  readonly sameAsLoss: ReadonlySet<string>;
  readonly epochs: StepStretches;
}

/** The facts that were sent. */
export function receivedFacts({ figures, overfitting, sameAsLoss, from, to }: SentFacts): RunFacts {
  return {
    figures: new Map(
      figures.map(({ key, end, ...rest }) => [key, { ...rest, end: { ...end, value: receivedNumber(end.value) } }]),
    ),
    overfitting: overfitting && { ...overfitting, sum: receivedNumber(overfitting.sum) },
    sameAsLoss: new Set(sameAsLoss),
    epochs: { from: [...from], to: [...to] },
  };
}
