// The one shape in which every long action says how far it is.
import { sentenceSchema } from '#shared/base/message.ts';
import { z } from 'zod';

/** How far a long action is. */
export const progressSchema = z.object({
  /** What is going on now, a few words: "Downloading TensorFlow". */
  label: sentenceSchema,
  /** How much is done and of how much, in `unit`; total null while nobody knows. */
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'rows', 'steps', 'files']),
  /** Estimated from the rate so far; null while nobody knows. */
  remainingMs: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Receives progress; called at most some ten times a second. */
export type ProgressListener = (progress: Progress) => void;
