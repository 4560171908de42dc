// What is seen of a file before it is imported: how it is read, its columns, its first rows, and what it could be used for.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { fileReadingSchema } from '#shared/data/file-reading.ts';
import { timeFactsSchema, timeReadingSchema } from '#shared/data/time-reading.ts';

/** What the cells of a column are. `index` counts the rows; `category` repeats few words; `text` holds sentences. */
export const columnTypes = ['number', 'time', 'index', 'category', 'text', 'empty'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** A column over the rows that were looked at. */
export const previewColumnSchema = z.object({
  name: z.string(),
  type: z.enum(columnTypes),
  /** From a row of units, or from the name: `p (mbar)`; empty where none is found. */
  unit: z.string(),
  /** Cells without a value. */
  missing: z.number().int(),
  /** Different cells; at most 1,000 are counted. */
  distinct: z.number().int(),
  /** Of numbers; null for other columns. */
  least: z.number().nullable(),
  most: z.number().nullable(),
  /** How many numbers are in each of equal parts between the least and the most; null for other columns. */
  histogram: z.array(z.number().int()).nullable(),
  /** The most frequent cells with their counts, for categories. */
  frequent: z.array(z.object({ cell: z.string(), count: z.number().int() })),
  /** A number far from all others that stands for "missing": -9999; null for none. */
  sentinel: z.object({ cell: z.string(), count: z.number().int() }).nullable(),
});
export type PreviewColumn = z.infer<typeof previewColumnSchema>;

/** What a file is before its import. */
export const importPreviewSchema = z.object({
  name: z.string(),
  bytes: z.number(),
  /** How it is read: what was found in it, with what a person chose. */
  reading: fileReadingSchema,
  /** The tables in the file, of which `reading.table` is one: sheets of a workbook; none where there is only one. */
  tables: z.array(z.string()),
  columns: z.array(previewColumnSchema),
  /** The first rows, each with a cell for every column. */
  rows: z.array(z.array(z.string())),
  /** How many rows were looked at, and whether they are all. */
  rowsSeen: z.number().int(),
  isWhole: z.boolean(),
  /** What the file most likely is. */
  kind: z.enum(['series', 'text']),
  time: timeReadingSchema,
  /** Over the rows that were looked at; null without times. */
  timeFacts: timeFactsSchema.nullable(),
  /** For texts: the columns that most likely hold text and label; null where none does. */
  textColumn: z.string().nullable(),
  labelColumn: z.string().nullable(),
  /** An id that is free. */
  id: z.string(),
  title: z.string(),
  /** What a person should know before the import, a sentence each. */
  warnings: z.array(sentenceSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
