// What differs between runs.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { sentNumberSchema } from '#shared/runs/metric-series.ts';
import { runSummarySchema } from '#shared/runs/run.ts';

const epochValueSchema = z.object({ value: z.number(), epoch: z.number().int() });

const bestAndLastSchema = z.object({
  /** Null when the run has no such metric, or no finite value of it. */
  best: epochValueSchema.nullable(),
  last: epochValueSchema.nullable(),
  /** The last point, also when it is NaN or infinite; null when the run has no such metric. */
  end: epochValueSchema.extend({ value: sentNumberSchema }).nullable(),
});

/** What differs between runs; arrays run parallel to `runs`. */
export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  metrics: z.array(
    z.object({
      /** `val_loss`, `val_mae`, … */
      name: z.string(),
      mode: z.enum(['min', 'max']),
      values: z.array(bestAndLastSchema),
      /** What the own baseline of each run has; null where there is none. */
      baselines: z.array(z.number().nullable()),
      /** Whether its curve is that of the loss of its part in every run, as where the loss is `mae`. */
      isLoss: z.boolean(),
    }),
  ),
  /** For each run, the group of runs that differ in their seed or fold only, from 0; null for a run that nothing repeats. */
  repeats: z.array(z.number().int().nullable()),
  /** For each run, which cross-validation its folds are of, from 0; null for a run without folds. */
  folds: z.array(z.number().int().nullable()),
  settings: z.object({
    /** Settings with more than one value; null where a run has no such setting. */
    differing: z.array(z.object({ path: z.string(), values: z.array(z.string().nullable()) })),
    /** Settings that are the same in every run. */
    same: z.array(z.object({ path: z.string(), value: z.string() })),
  }),
  /** The layers of all models, matched in order; null where a run's model lacks the layer. */
  layers: z.array(z.object({ values: z.array(z.object({ type: z.string(), summary: sentenceSchema }).nullable()) })),
});
export type Comparison = z.infer<typeof comparisonSchema>;
