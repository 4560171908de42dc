// The experiment file `*.strata.json`: what to do, with everything that decides the result.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/contract/json.ts';
import { preparationSchema } from '#shared/data/preparation.ts';
import { graphDocumentSchema } from '#shared/graph/graph-document.ts';

/** The version this program writes. Older files are migrated, newer ones refused. */
export const experimentFileVersion = 1;

/** A loss, optimizer, metric or callback: Keras's name, and Keras's arguments beside it. */
export const namedConfigSchema = z.looseObject({ name: z.string().min(1), config: jsonObjectSchema.default({}) });
export type NamedConfig = z.infer<typeof namedConfigSchema>;

/** In a file a bare name stands for that name with Keras's defaults. */
const namedOrBareSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ name, config: {} })),
  namedConfigSchema,
]);

export const trainingSchema = z.looseObject({
  /** Keras's identifier: `binary_crossentropy`, `mae`, … */
  loss: namedOrBareSchema,
  optimizer: namedOrBareSchema,
  metrics: z.array(namedOrBareSchema).default([]),
  batch_size: z.number().int().min(1).max(1_000_000).default(32),
  epochs: z.number().int().min(1).max(1_000_000).default(10),
  /** Null: every training sample once an epoch. */
  steps_per_epoch: z.number().int().min(1).nullable().default(null),
  /** Null: every validation sample. */
  validation_steps: z.number().int().min(1).nullable().default(null),
  shuffle: z.boolean().default(true),
  callbacks: z.array(namedConfigSchema).default([]),
  /** Decides initial weights, order of samples and dropout. */
  seed: z.number().int().min(0).max(4_294_967_295).default(0),
});
export type Training = z.infer<typeof trainingSchema>;

export const experimentSchema = z.looseObject({
  strata: z.literal(experimentFileVersion),
  name: z.string().min(1).max(200),
  description: z.string().default(''),
  data: z.looseObject({
    /** The id of a data set in the home folder, or a known name that `strata data get` brings. */
    dataset: z.string().min(1),
    preparation: preparationSchema,
  }),
  model: graphDocumentSchema,
  training: trainingSchema,
});
/** An experiment, parsed: defaults filled in, unknown keys kept. */
export type Experiment = z.infer<typeof experimentSchema>;
