// The training settings of an experiment file: loss, optimizer, metrics, epochs, callbacks.
import { z } from 'zod';
import { namedConfigSchema, namedOrBareSchema } from '#shared/reading/named-config.ts';

/**
 * An Embedding's gradient as the optimizer gets it. `summed`: a word's rows are summed, as in the formulas and in Keras on
 * JAX and PyTorch. `rows`: squared and clipped row by row, as in Keras on TensorFlow.
 */
export const embeddingGradientSchema = z.enum(['summed', 'rows']);
export type EmbeddingGradient = z.infer<typeof embeddingGradientSchema>;

/** The most epochs of a run. */
export const mostEpochs = 1_000_000;

/** How many epochs a run has: in a file, in a request and on the command line. */
export const epochsSchema = z.number().int().min(1).max(mostEpochs);

/** How one output is trained, in a file; what is left out is the training's own. */
export const outputSettingsSchema = z.looseObject({
  loss: namedOrBareSchema.optional(),
  /** What its loss counts in the sum over the outputs (Keras's `loss_weights`); 1 when left out. */
  weight: z.number().min(0).optional(),
  metrics: z.array(namedOrBareSchema).optional(),
  weighted_metrics: z.array(namedOrBareSchema).optional(),
});

/** The training settings of an experiment file. */
export const trainingSchema = z.looseObject({
  /** Keras's identifier: `binary_crossentropy`, `mae`, … */
  loss: namedOrBareSchema,
  optimizer: namedOrBareSchema,
  metrics: z.array(namedOrBareSchema).default([]),
  /** Metrics that count a sample by its weight, as in Keras's `compile`; of those above every sample counts 1. */
  weighted_metrics: z.array(namedOrBareSchema).optional(),
  /** Loss, weight and metrics of single outputs, by the id of the output's layer. */
  outputs: z.record(z.string(), outputSettingsSchema).optional(),
  batch_size: z.number().int().min(1).max(1_000_000).default(32),
  epochs: epochsSchema.default(10),
  /** Null: every training sample once per epoch. */
  steps_per_epoch: z.number().int().min(1).nullable().default(null),
  /** Null: every validation sample. */
  validation_steps: z.number().int().min(1).nullable().default(null),
  shuffle: z.boolean().default(true),
  callbacks: z.array(namedConfigSchema).default([]),
  /** Keeps the whole state of every so many epochs, to fork the run from; of every run those of the best and the last epoch are kept. */
  checkpoint_every: z.number().int().min(1).max(mostEpochs).nullable().optional(),
  /** `summed` when omitted; affects only models with an Embedding. */
  embedding_gradient: embeddingGradientSchema.optional(),
  /** What the samples of a label count in the training loss, by its number, as in Keras's `fit`; 1 for those left out. */
  class_weight: z.record(z.string().regex(/^(0|[1-9]\d*)$/, 'label'), z.number().min(0)).optional(),
  /** Seeds initial weights, order of samples and dropout. */
  seed: z.number().int().min(0).max(4_294_967_295).default(0),
});
export type Training = z.infer<typeof trainingSchema>;
