// Requests about data sets.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { listOf } from '#shared/contract/unreadable.ts';
import { leakQuestionSchema, leakSchema } from '#shared/data/leaks.ts';
import { datasetSchema } from '#shared/data/dataset.ts';
import { storedTextSchema } from '#shared/data/stored-text.ts';
import { seriesPictureRequestSchema, seriesPictureSchema } from '#shared/data/series-picture.ts';

/** A data set that `datasets.get` can download. */
export const knownDatasetSchema = z.object({
  id: datasetIdSchema,
  title: sentenceSchema,
  description: sentenceSchema,
  /** Its source: `sample` ships with Strata, `pip` downloads a Python package. */
  via: z.enum(['sample', 'pip']),
  downloadBytes: z.number().int(),
  ready: z.boolean(),
});
export type KnownDataset = z.infer<typeof knownDatasetSchema>;

const none = z.object({});

/** Data sets of the home folder, and those that can be downloaded by name. */
export const datasetRequests = {
  'datasets.list': { input: none, output: listOf(datasetSchema) },
  'datasets.known': { input: none, output: z.array(knownDatasetSchema) },
  /** Gets a known data set; `task` events with this request's `taskId` report the progress. */
  'datasets.get': { input: z.object({ id: datasetIdSchema, taskId: z.string().max(100) }), output: datasetSchema },
  /** Ways in which training samples tell what validation samples are judged by; looks through all rows. */
  'datasets.leaks': { input: leakQuestionSchema, output: z.array(leakSchema) },
  /** Rows of a series, as a screen of some width can show them. */
  'datasets.series-picture': { input: seriesPictureRequestSchema, output: seriesPictureSchema },
  /** Texts by their rows, each from its beginning. */
  'datasets.texts': {
    input: z.object({
      id: datasetIdSchema,
      rows: z.array(z.number().int().min(0)).max(200),
      words: z.number().int().min(1).max(5000).default(400),
    }),
    output: z.array(storedTextSchema),
  },
  'datasets.delete': { input: z.object({ id: datasetIdSchema }), output: none },
} as const;
