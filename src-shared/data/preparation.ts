// How a data set is prepared for a model; part of every experiment.
import { z } from 'zod';
import { derivedColumnSchema } from '#shared/data/derived-columns.ts';

/** Cross-validation: the rows that are not for the test are cut into parts, and each run validates on another one. */
const foldSettings = {
  /** Into how many; left out: no cross-validation. */
  folds: z.number().int().min(2).max(100).optional(),
  /** Which of them is held out, from 1. */
  fold: z.number().int().min(1).max(100).optional(),
};

/** Review-like data: one text and one label per row. */
export const textPreparationSchema = z.looseObject({
  kind: z.literal('text'),
  /** Only the most frequent words are kept; token ids are below this (Keras's `num_words`). */
  words: z.number().int().min(4).max(1_000_000).default(10_000),
  /** Every text is cut or filled to this many words (Keras's `maxlen`). */
  length: z.number().int().min(1).max(100_000).default(500),
  padding: z.enum(['pre', 'post']).default('pre'),
  truncating: z.enum(['pre', 'post']).default('pre'),
  /**
   * The share of rows held out for validation: the last ones (as Keras's `validation_split`),
   * after one shuffle seeded by `shuffle_seed` when the data set is sorted by label.
   */
  validation_split: z.number().min(0).max(0.9).default(0.2),
  /** The seed of a shuffle before the split; null keeps the file's order. */
  shuffle_seed: z.number().int().min(0).max(4_294_967_295).nullable().default(0),
  /** The share of rows that are kept for the test, behind those for validation; none when left out. */
  test_split: z.number().min(0).max(0.9).optional(),
  /** Whether every part has the same share of each label. */
  stratify: z.boolean().optional(),
  /** The column whose rows of one value are all in the same part: a patient, an author. */
  group: z.string().min(1).optional(),
  /** Whether texts of the same words are all in the same part. */
  equal_texts_together: z.boolean().optional(),
  /** Instead of `validation_split`. */
  ...foldSettings,
  /** The column that says what each sample counts in loss and weighted metrics (Keras's `sample_weight`); 1 when left out. */
  sample_weight: z.string().min(1).optional(),
});
export type TextPreparation = z.infer<typeof textPreparationSchema>;

/** What one Input gets; what is left out is the preparation's own. */
export const inputPreparationSchema = z.looseObject({
  features: z.array(z.string()).optional(),
  lookback: z.number().int().min(1).max(1_000_000).optional(),
  step: z.number().int().min(1).max(100_000).optional(),
});

const targetSchema = z.union([z.string(), z.array(z.string())]);

/** What one output predicts; what is left out is the preparation's own. */
export const outputPreparationSchema = z.looseObject({
  target: targetSchema.optional(),
  delay: z.number().int().min(0).max(1_000_000).optional(),
  horizon: z.number().int().min(1).max(100_000).optional(),
});

/** Equally spaced measurements: windows of past rows predict one future value, or several in a row. */
export const seriesPreparationSchema = z.looseObject({
  kind: z.literal('series'),
  /** The feature columns; empty means every numeric column, and every derived one. */
  features: z.array(z.string()).default([]),
  /** Columns that are computed from those of the data, and can be features by their names. */
  derived: z.array(derivedColumnSchema).max(1000).optional(),
  /** The column that is predicted, or several. */
  target: targetSchema,
  /** The window's length in rows. */
  lookback: z.number().int().min(1).max(1_000_000),
  /** One row in `step` is kept; a window has ceil(lookback / step) steps. */
  step: z.number().int().min(1).max(100_000).default(1),
  /** The target's distance in rows after the row that follows the window (Keras's tutorial: `row + delay`). */
  delay: z.number().int().min(0).max(1_000_000),
  /** How many rows in a row are predicted, from that one on; one, when left out. */
  horizon: z.number().int().min(1).max(100_000).optional(),
  /** What Inputs have of their own, by their layer. All windows of a sample end before the same row. */
  inputs: z.record(z.string(), inputPreparationSchema).optional(),
  /** What outputs have of their own, by their layer. */
  outputs: z.record(z.string(), outputPreparationSchema).optional(),
  /**
   * Shares of the rows, in time order: training, then validation, then test (the rest). With folds, the rows before the test are cut
   * into one part more than there are folds, and each is validated on after training on all before it: never on the future.
   */
  split: z
    .looseObject({ train: z.number().gt(0).max(1), validation: z.number().min(0).max(1), ...foldSettings })
    .default({ train: 0.6, validation: 0.2 }),
  /** Mean and standard deviation come from the training rows only. */
  normalize: z.boolean().default(true),
  /**
   * Empty or NaN cells in the columns that are used: `stop` names the first; `drop` removes those rows and treats the rest as
   * equally spaced; `fill` repeats the last value (before a column's first value, that one).
   */
  missing: z.enum(['stop', 'drop', 'fill']).default('stop'),
  /**
   * The column that says what each sample counts in loss and weighted metrics (Keras's `sample_weight`); 1 when left out. A
   * sample has the mean over its target rows.
   */
  sample_weight: z.string().min(1).optional(),
});
export type SeriesPreparation = z.infer<typeof seriesPreparationSchema>;

/** How a data set becomes samples. */
export const preparationSchema = z.discriminatedUnion('kind', [textPreparationSchema, seriesPreparationSchema]);
export type Preparation = z.infer<typeof preparationSchema>;
