// A text as a data set keeps it: its words and their numbers.
import { z } from 'zod';

/** A text with its words. */
export const storedTextSchema = z.object({
  /** From 0. */
  row: z.number().int(),
  /** The label's number. */
  label: z.number().int(),
  /** From its beginning, as many as were asked for; empty where the data set was imported as numbers. */
  words: z.array(z.string()),
  /** The number of each of those words: those from the preparation's `words` up are unknown to the model. */
  tokens: z.array(z.number().int()),
  /** How many words the whole text has. */
  length: z.number().int(),
});
export type StoredText = z.infer<typeof storedTextSchema>;
