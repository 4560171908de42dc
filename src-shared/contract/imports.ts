// Requests about a file of a person's own: it is sent to the host in pieces, looked at, and imported. A page never names a path.
import { z } from 'zod';
import { nameSchema } from '#shared/base/visible-text.ts';
import { seriesImportSchema, textImportSchema } from '#shared/data/dataset-import.ts';
import { datasetSchema } from '#shared/data/dataset.ts';
import { readingChoiceSchema } from '#shared/data/file-reading.ts';
import { importPreviewSchema } from '#shared/data/import-preview.ts';
import { timeReadingSchema } from '#shared/data/time-reading.ts';

/** The largest file that a page may send, in bytes: 4 GiB. */
export const largestUploadBytes = 4 * 1024 ** 3;

/** At most this many bytes are in one piece of a file. */
export const uploadPieceBytes = 1024 * 1024;

const fileId = z.string().regex(/^[0-9a-f-]{36}$/, 'not the id of a file that was sent');
const none = z.object({});

/** A file of a person's own, from the choice of it to its import. */
export const importRequests = {
  /** Begins to send a file. @throws `usage` beyond `largestUploadBytes`, `disk-full` */
  'files.begin': {
    input: z.object({ name: nameSchema(255), bytes: z.number().int().min(0) }),
    output: z.object({ fileId }),
  },
  /** The next piece of it, in base64; `offset` is where in the file it begins. */
  'files.append': {
    input: z.object({ fileId, offset: z.number().int().min(0), data: z.string().max(2 * uploadPieceBytes) }),
    output: none,
  },
  /** Forgets a file; does nothing when it is gone. A file that nobody asked about for a day is forgotten, too. */
  'files.forget': { input: z.object({ fileId }), output: none },
  /** How a file is read, its columns and its first rows. */
  'files.preview': {
    input: z.object({
      fileId,
      reading: readingChoiceSchema.default({}),
      time: timeReadingSchema.nullable().default(null),
    }),
    output: importPreviewSchema,
  },
  /** Imports a file that was sent; `task` events with this request's `taskId` report the progress. The file is forgotten then. */
  'files.import': {
    input: z.object({
      fileId,
      request: z.discriminatedUnion('as', [
        textImportSchema.omit({ path: true }),
        seriesImportSchema.omit({ path: true }),
      ]),
      taskId: z.string().max(100),
    }),
    output: datasetSchema,
  },
  /** Stops a `datasets.get` or an import, which then fails and keeps nothing. Does nothing when it is over. */
  'tasks.stop': { input: z.object({ taskId: z.string().max(100) }), output: none },
} as const;
