// The request to import a file; plain JSON, it crosses the thread boundary.
import { z } from 'zod';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { nameSchema } from '#shared/base/visible-text.ts';
import { readingChoiceSchema } from '#shared/data/file-reading.ts';
import { tokenKinds } from '#shared/data/tokenize.ts';
import { timeChoiceSchema, timeRepairSchema } from '#shared/data/time-reading.ts';

const common = {
  /** A file with a table; for text also the folder `aclImdb` or Keras's `imdb.npz`. */
  path: z.string().min(1),
  id: datasetIdSchema,
  title: nameSchema(1000),
  origin: z.string(),
  licence: z.string().optional(),
  /** Replaces a data set with the same id, which is a conflict otherwise. */
  replace: z.boolean().default(false),
  /** How its rows are read, where it is not as found in the file. */
  reading: readingChoiceSchema.default({}),
};

/** How a file of texts with labels is read. */
export const textImportSchema = z.object({
  as: z.literal('text'),
  ...common,
  /** Of a table: the columns with the text and with the label. */
  textColumn: z.string().default('text'),
  labelColumn: z.string().default('label'),
  /** What a text is split into; `auto` takes what suits the first texts. */
  tokens: z.enum(['auto', ...tokenKinds]).default('auto'),
  /** Of a table: the column with what each text counts; left out, all count the same. */
  weightColumn: z.string().optional(),
  /** Of a table: the column that says which texts belong together, so that a split keeps them together. */
  groupColumn: z.string().optional(),
  /** `aclImdb` and `imdb.npz` only: the training part (as the tutorials use), or training and test rows together. */
  parts: z.enum(['train', 'all']).default('train'),
  /** Of a table: keep rows whose column `name` is `value`. */
  where: z.object({ column: z.string(), equals: z.string() }).optional(),
});

/** How a file of measurements is read. */
export const seriesImportSchema = z.object({
  as: z.literal('series'),
  ...common,
  /** Columns to keep; empty means every column but the time column. */
  columns: z.array(z.string()).default([]),
  /** Where the times stand and how they are written; found in the file when not given. */
  time: timeChoiceSchema.default({}),
  repair: timeRepairSchema.prefault({}),
  units: z.record(z.string(), z.string()).default({}),
  where: z.object({ column: z.string(), equals: z.string() }).optional(),
});

/** An import of either kind. */
export const datasetImportSchema = z.discriminatedUnion('as', [textImportSchema, seriesImportSchema]);
export type DatasetImport = z.infer<typeof datasetImportSchema>;
export type TextImport = z.infer<typeof textImportSchema>;
export type SeriesImport = z.infer<typeof seriesImportSchema>;
