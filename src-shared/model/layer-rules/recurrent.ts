// What GRU, LSTM and SimpleRNN share: layers that read a sequence step by step and keep a state.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  fixedEverywhere,
  knownSequence,
  layerSeedSchema,
  rateSchema,
  sequenceOf,
  summaryOf,
  trainableWeight,
  unitsPart,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';

/** Arguments of every recurrent layer. */
export const recurrentArguments = {
  units: unitsSchema,
  activation: activationSchema.prefault('tanh'),
  use_bias: z.boolean().default(true),
  kernel_initializer: initializerSchema.prefault('glorot_uniform'),
  recurrent_initializer: initializerSchema.prefault('orthogonal'),
  bias_initializer: initializerSchema.prefault('zeros'),
  kernel_regularizer: regularizerSchema.default(null),
  recurrent_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  /** Dropout of each step's inputs; one mask for the whole sequence. */
  dropout: rateSchema.default(0),
  /** Dropout of the state in its product with recurrent_kernel; the carried state itself is not masked. */
  recurrent_dropout: rateSchema.default(0),
  seed: layerSeedSchema.default(null),
  /** The state after every step, [steps, units], instead of the last one, [units]. */
  return_sequences: z.boolean().default(false),
  go_backwards: z.boolean().default(false),
};

/** Arguments of every recurrent layer, parsed. */
export type RecurrentConfig = z.output<z.ZodObject<typeof recurrentArguments>>;

/** Arguments of Keras that every recurrent layer fixes. */
export const recurrentFixedArguments = {
  ...fixedEverywhere,
  kernel_constraint: [null],
  recurrent_constraint: [null],
  bias_constraint: [null],
  return_state: [false],
  stateful: [false],
  // These change how Keras computes, not the result.
  unroll: [false, true],
  use_cudnn: ['auto', true, false],
  zero_output_for_mask: [false],
};

/** The state after every step, or the last one. */
export function recurrentShape(config: RecurrentConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  return { shapes: [config.return_sequences ? [sequence.steps, config.units] : [config.units]] };
}

/** Kernel, recurrent kernel and bias, with the gates side by side. */
export function recurrentWeights(
  config: RecurrentConfig,
  inputShapes: readonly Shape[],
  gates: number,
  biasShape: readonly number[],
): readonly WeightSpec[] {
  const { features } = knownSequence(inputShapes);
  const weights = [
    trainableWeight('kernel', [features, gates * config.units]),
    trainableWeight('recurrent_kernel', [config.units, gates * config.units]),
  ];
  return config.use_bias ? [...weights, trainableWeight('bias', biasShape)] : weights;
}

/** Two matrix products a step. */
export function recurrentFlops(config: RecurrentConfig, inputShapes: readonly Shape[], gates: number): number {
  const { steps, features } = knownSequence(inputShapes);
  return 2 * steps * (features + config.units) * gates * config.units;
}

/** `32 units · sequences`. */
export function recurrentSummary(config: RecurrentConfig): Message {
  return summaryOf(
    unitsPart(config.units),
    config.activation === 'tanh' ? null : config.activation,
    config.dropout > 0 ? msg`dropout ${config.dropout}` : null,
    config.recurrent_dropout > 0 ? msg`recurrent dropout ${config.recurrent_dropout}` : null,
    config.return_sequences ? msg`sequences` : null,
    config.go_backwards ? msg`backwards` : null,
  );
}
