// The result of checking an experiment, as sent to a page.
import { z } from 'zod';
import { problemSchema } from '#shared/base/problem.ts';

/** One layer of a checked model, for a table. */
export const layerRowSchema = z.object({
  id: z.string(),
  type: z.string(),
  outputShapes: z.array(z.array(z.number().nullable())),
  parameters: z.number().int(),
  flopsPerSample: z.number(),
});

/** All problems of an experiment, and its layers' shapes where they are known. */
export const checkResultSchema = z.object({
  ok: z.boolean(),
  problems: z.array(problemSchema),
  layers: z.array(layerRowSchema),
  parameters: z.number().int().nullable(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
