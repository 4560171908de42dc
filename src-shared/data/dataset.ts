// A data set's descriptor: where its rows came from and what they contain. The rows themselves are in files.
import { z } from 'zod';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { tokenKinds } from '#shared/data/tokenize.ts';
import { timeFactsSchema } from '#shared/data/time-reading.ts';

/** Where the rows of a data set come from. */
export const datasetSourceSchema = z.object({
  /** Where the rows come from, for display: a package with its version, or a file's name. */
  origin: z.string(),
  licence: z.string().optional(),
});

/** Texts with labels 0..labels-1. Token ids are ranked by frequency; the data set keeps all words. */
export const textDatasetSchema = z.object({
  kind: z.literal('text'),
  id: datasetIdSchema,
  title: z.string(),
  source: datasetSourceSchema,
  /** SHA-256 of the rows as they are stored. */
  hash: z.string(),
  rows: z.number().int(),
  bytesUsed: z.number().int(),
  createdAtMs: z.number(),
  /** How many rows each label has; the index is the label. */
  labels: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      /** The first and the last row that has it, from 1; unknown for what an older version imported. */
      firstRow: z.number().int().optional(),
      lastRow: z.number().int().optional(),
    }),
  ),
  /** What the texts were split into; "words" for what an older version imported. */
  tokens: z.enum(tokenKinds).optional(),
  /** How many different words the texts contain. */
  vocabulary: z.number().int(),
  /** Words per text: minimum, median, maximum; and how many texts have none, unknown for what an older version imported. */
  words: z.object({ least: z.number(), median: z.number(), most: z.number(), empty: z.number().int().optional() }),
  /** What each text counts, where the file says it: the column, and its smallest and largest weight. */
  weights: z.object({ column: z.string(), least: z.number(), most: z.number() }).optional(),
  /** Which texts belong together, where the file says it: the column, and how many groups there are. */
  groups: z.object({ column: z.string(), count: z.number().int() }).optional(),
});
export type TextDataset = z.infer<typeof textDatasetSchema>;

/** A column of a series with its statistics over the rows that have a number. */
export const seriesColumnSchema = z.object({
  name: z.string(),
  /** `°F`, `hPa`, …; empty when not given. */
  unit: z.string(),
  /** Cells without a number. */
  missing: z.number().int(),
  /** The first row without a number, from 1; unknown for what an older version imported, as the next one. */
  missingRow: z.number().int().optional(),
  /** The first row below 0, from 1. */
  negativeRow: z.number().int().optional(),
  /** The first row whose number is not the column's first one, from 1; none where all are the same. */
  changeRow: z.number().int().optional(),
  mean: z.number(),
  std: z.number(),
  least: z.number(),
  most: z.number(),
});
export type SeriesColumn = z.infer<typeof seriesColumnSchema>;

/** Numeric columns over equally spaced rows. */
export const seriesDatasetSchema = z.object({
  kind: z.literal('series'),
  id: datasetIdSchema,
  title: z.string(),
  source: datasetSourceSchema,
  hash: z.string(),
  rows: z.number().int(),
  bytesUsed: z.number().int(),
  createdAtMs: z.number(),
  columns: z.array(seriesColumnSchema),
  /**
   * The time column's first and last cell as they were written, when there is one; and what was found in the times, unknown
   * where they could not be read and for what an older version imported.
   */
  time: z
    .object({
      column: z.string(),
      first: z.string(),
      last: z.string(),
      facts: timeFactsSchema.optional(),
    })
    .nullable(),
});
export type SeriesDataset = z.infer<typeof seriesDatasetSchema>;

/** A data set of either kind. */
export const datasetSchema = z.discriminatedUnion('kind', [textDatasetSchema, seriesDatasetSchema]);
export type Dataset = z.infer<typeof datasetSchema>;
