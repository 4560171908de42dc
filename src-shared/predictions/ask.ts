// What a trained model says of something new: texts that a person typed, or what follows the end of a series.
import { z } from 'zod';

/** The longest text, in characters. */
const longestAskedText = 1_000_000;
/** The most texts of one question. */
export const mostAskedTexts = 1000;

/** Texts, or null for what follows the last row of a series. */
export const questionSchema = z.object({
  texts: z.array(z.string().max(longestAskedText)).min(1).max(mostAskedTexts).nullable(),
});
export type Question = z.infer<typeof questionSchema>;

const askedTextSchema = z.object({
  /** As the text was split, from its beginning, at most 500. */
  words: z.array(z.string()),
  /** Whether the model knows each of those words. */
  known: z.array(z.boolean()),
  /** How many words the text has, and how many of them the model sees: those that fit its length. */
  length: z.number().int(),
  seen: z.number().int(),
  /** How many of all its words the model knows. */
  knownCount: z.number().int(),
});

const anyNumber = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)]);

/** The answer, of each output in the model's order. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('labels'),
    /** By the label's number. */
    labels: z.array(z.string()),
    texts: z.array(
      askedTextSchema.extend({
        /** Of each output a score for each label; with two labels and one score, that of the second. */
        outputs: z.array(z.object({ id: z.string(), scores: z.array(anyNumber) })),
      }),
    ),
  }),
  z.object({
    kind: z.literal('values'),
    /** The last row of the window, from 0, as it is stored, and its time in milliseconds since 1970. */
    lastRow: z.number().int(),
    lastMs: z.number().nullable(),
    outputs: z.array(
      z.object({
        id: z.string(),
        columns: z.array(z.object({ name: z.string(), unit: z.string() })),
        rows: z.array(
          z.object({
            /** How many rows after the last one of the window. */
            ahead: z.number().int(),
            /** Null where the rows' times are not known. */
            ms: z.number().nullable(),
            /** Of each column, in its unit. */
            values: z.array(anyNumber),
          }),
        ),
      }),
    ),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** A score for each label, also where the model gives only that of the second of two. */
export function scoresOfLabels(scores: readonly number[]): readonly number[] {
  const [only = NaN] = scores;
  return scores.length === 1 ? [1 - only, only] : scores;
}
