// Ways in which training samples can tell what validation samples are to be judged by. Found in the rows, said as problems.
import { z } from 'zod';
import { preparationSchema } from '#shared/data/preparation.ts';

const part = z.enum(['validation', 'test']);

/** A leak that was found. */
export const leakSchema = z.discriminatedUnion('kind', [
  /** Texts of a part whose words are those of a training text: `count` of `of`. */
  z.object({ kind: z.literal('equal-texts'), part, count: z.number().int(), of: z.number().int() }),
  /** A word that is in nearly all texts of a label and in no other one. */
  z.object({
    kind: z.literal('label-word'),
    label: z.string(),
    /** The token's number where the data set has no words. */
    word: z.string(),
    count: z.number().int(),
    of: z.number().int(),
  }),
  /** Columns that were scaled before the import, by rows of validation and test: to mean 0 and deviation 1, or to 0 … 1. */
  z.object({ kind: z.literal('scaled-before'), columns: z.array(z.string()), to: z.enum(['standard', 'range']) }),
  /** A feature whose value in the window is that of the target later on. */
  z.object({ kind: z.literal('future-column'), column: z.string(), target: z.string(), ahead: z.number().int() }),
  /** Samples of a part whose rows stand one after the other in the training rows, too. */
  z.object({ kind: z.literal('equal-rows'), part, count: z.number().int(), of: z.number().int() }),
]);
export type Leak = z.infer<typeof leakSchema>;

/** Which prepared data is looked through, and the ids of the Inputs and outputs of the model that it is for. */
export const leakQuestionSchema = z.object({
  data: z.object({ dataset: z.string().min(1), preparation: preparationSchema }),
  ends: z.object({ inputs: z.array(z.string()).readonly(), outputs: z.array(z.string()).readonly() }),
});
export type LeakQuestion = z.infer<typeof leakQuestionSchema>;
