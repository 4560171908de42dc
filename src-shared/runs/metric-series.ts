// Metric points and series: how a run's numbers are named and stored.
import { z } from 'zod';

/**
 * One number of a run. `key` is one of metric-keys.ts; for `epoch/…` `step` is the epoch from 1 (0 for a baseline), for
 * `batch/…` the training step from 1 over the whole run.
 */
export const metricPointSchema = z.object({ key: z.string(), step: z.number().int().min(0), value: z.number() });
export type MetricPoint = z.infer<typeof metricPointSchema>;

/** A point as it travels in JSON, which has no NaN and no infinities: they become null. */
export const sentMetricPointSchema = metricPointSchema.extend({ value: z.number().nullable() });
export type SentMetricPoint = z.infer<typeof sentMetricPointSchema>;

/** A point for JSON. */
export function sentPoint({ key, step, value }: MetricPoint): SentMetricPoint {
  return { key, step, value: Number.isFinite(value) ? value : null };
}

/** A whole series, steps ascending. A stored NaN is null; JSON makes infinities null as well. */
export const metricSeriesSchema = z.object({
  key: z.string(),
  steps: z.array(z.number().int()),
  values: z.array(z.number().nullable()),
});
export type MetricSeries = z.infer<typeof metricSeriesSchema>;
