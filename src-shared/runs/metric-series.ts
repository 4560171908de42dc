// Metric points and series: how a run's numbers are named and stored.
import { z } from 'zod';

/**
 * One number of a run. `key` is one of metric-keys.ts; for `epoch/…` `step` is the epoch from 1 (0 for a baseline), for
 * `batch/…` the training step from 1 over the whole run.
 */
export const metricPointSchema = z.object({ key: z.string(), step: z.number().int().min(0), value: z.number() });
export type MetricPoint = z.infer<typeof metricPointSchema>;

/** A number as it travels in JSON, which has no NaN and no infinities: NaN is null, an infinity is named. */
export const sentNumberSchema = z.union([z.number(), z.enum(['Infinity', '-Infinity'])]).nullable();
export type SentNumber = z.infer<typeof sentNumberSchema>;

/** A number, NaN and infinities included, for JSON. */
export function sentNumber(value: SentNumber): SentNumber {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return null;
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** The number that was sent. */
export function receivedNumber(value: SentNumber): number {
  return value === null ? NaN : Number(value);
}

/** A point as it travels in JSON. */
export const sentMetricPointSchema = metricPointSchema.extend({ value: sentNumberSchema });
export type SentMetricPoint = z.infer<typeof sentMetricPointSchema>;

/** A point for JSON. */
export function sentPoint({ key, step, value }: MetricPoint): SentMetricPoint {
  return { key, step, value: sentNumber(value) };
}

/** A whole series, steps ascending. A stored NaN is null; infinities are numbers. */
export interface MetricSeries {
  readonly key: string;
  readonly steps: number[];
  readonly values: (number | null)[];
}

/** A series as it travels in JSON. */
export const sentSeriesSchema = z.object({
  key: z.string(),
  steps: z.array(z.number().int()),
  values: z.array(sentNumberSchema),
});
export type SentSeries = z.infer<typeof sentSeriesSchema>;

/** A series for JSON. */
export function sentSeries(series: SentSeries): SentSeries {
  return { ...series, values: series.values.map(sentNumber) };
}
