// One column of a table of runs: a setting, or a figure of a metric.
import { z } from 'zod';
import { metricMode } from '#shared/training/metric-mode.ts';

/** Which figure of a metric: its best finite value, the last, the smallest, the largest, or the value at an epoch from 1. */
export const metricFigureSchema = z.union([z.enum(['best', 'last', 'min', 'max']), z.number().int().min(0)]);
export type MetricFigure = z.infer<typeof metricFigureSchema>;

/** A setting by its path (`training.batch_size`), or a figure of a loss or metric by its name (`val_mae`). */
export const columnRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('setting'), path: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('metric'), name: z.string().min(1).max(500), figure: metricFigureSchema }),
]);
export type ColumnRequest = z.infer<typeof columnRequestSchema>;

/** An infinity is a word, as `SentNumber` has it. */
type ColumnValue = string | number | boolean | null;

function isColumnValue(value: unknown): value is ColumnValue {
  return value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

/** A list as long as the history: a schema for each item takes ten times as long. */
function longList<Item>(isItem: (item: unknown) => item is Item): z.ZodType<Item[]> {
  return z.custom<Item[]>((list) => Array.isArray(list) && list.every(isItem));
}

const wholeNumbers = longList((item): item is number => Number.isInteger(item));

/** A column: `runs` (their numbers) and `values` run parallel; runs without a value are left out. */
export const runColumnSchema = z.object({
  runs: wholeNumbers,
  /** Of a metric a NaN is null, and an infinity its name. */
  values: longList(isColumnValue),
  /** The epochs of a metric's values; empty for a setting. */
  epochs: wholeNumbers,
});
export type RunColumn = z.infer<typeof runColumnSchema>;

/** The best of a metric is its smallest or its largest value. */
export function figureOf(name: string, figure: MetricFigure): Exclude<MetricFigure, 'best'> {
  return figure === 'best' ? metricMode(name) : figure;
}
