// How a model is trained, as an experiment file says it: loss, optimizer, metrics, epochs, callbacks.
import { z } from 'zod';
import { namedConfigSchema, namedOrBareSchema } from '#shared/reading/named-config.ts';

/**
 * What an optimizer gets of an Embedding's gradient. `summed`: a word's rows are summed, as the formulas say, and as Keras does on
 * JAX and PyTorch. `rows`: squared and clipped row by row, as Keras does on TensorFlow.
 */
export const embeddingGradientSchema = z.enum(['summed', 'rows']);
export type EmbeddingGradient = z.infer<typeof embeddingGradientSchema>;

/** The training settings of an experiment file. */
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
  /** `summed` when left out; only models with an Embedding have a use for it. */
  embedding_gradient: embeddingGradientSchema.optional(),
  /** Decides initial weights, order of samples and dropout. */
  seed: z.number().int().min(0).max(4_294_967_295).default(0),
});
export type Training = z.infer<typeof trainingSchema>;
