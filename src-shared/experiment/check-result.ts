// The result of checking an experiment, as sent to a page.
import { z } from 'zod';
import { problemSchema } from '#shared/base/problem.ts';

/** One layer of a checked model, for a table. */
export const layerRowSchema = z.object({
  id: z.string(),
  type: z.string(),
  outputShapes: z.array(z.array(z.number().nullable())),
  parameters: z.number().int(),
  /** Those of them that gradients change. */
  trainableParameters: z.number().int(),
  flopsPerSample: z.number(),
  /** Memory of its outputs for one batch. */
  activationBytes: z.number(),
  /** What one of its output steps sees of each Input, at most. */
  receptiveFields: z.array(
    z.object({
      input: z.string(),
      /** Null: all of an open length. */
      steps: z.number().int().nullable(),
      of: z.number().int().nullable(),
      extent: z.enum(['window', 'before', 'after', 'all']),
    }),
  ),
});

/** What one step of the model's Input is: a word, a number of seconds, or only a step. */
export const stepUnitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('word') }),
  z.object({ kind: z.literal('time'), seconds: z.number() }),
  z.object({ kind: z.literal('step') }),
]);
/** What one step of the model's Input is. */
export type StepUnit = Readonly<z.infer<typeof stepUnitSchema>>;

/** All problems of an experiment, and its layers' shapes where they are known. */
export const checkResultSchema = z.object({
  ok: z.boolean(),
  problems: z.array(problemSchema),
  layers: z.array(layerRowSchema),
  parameters: z.number().int().nullable(),
  stepUnit: stepUnitSchema,
});
export type CheckResult = z.infer<typeof checkResultSchema>;
