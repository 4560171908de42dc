// The progress report of every long action.
import { sentenceSchema } from '#shared/base/message.ts';
import { z } from 'zod';

/** The progress of a long action. */
export const progressSchema = z.object({
  /** The current step in a few words: "Downloading TensorFlow". */
  label: sentenceSchema,
  /** The amount done and the total, in `unit`; total is null while unknown. */
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'rows', 'steps', 'files', 'runs']),
  /** Estimated from the rate so far; null while unknown. */
  remainingMs: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Receives progress; called at most about ten times a second. */
export type ProgressListener = (progress: Progress) => void;
