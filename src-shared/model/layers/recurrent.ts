// GRU, LSTM and SimpleRNN: layers that read a sequence step by step and keep a state.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layers/activations.ts';
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
} from '#shared/model/layers/common.ts';
import { initializerSchema } from '#shared/model/layers/initializers.ts';
import type { LayerDefinition, ShapeResult } from '#shared/model/layers/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layers/regularizers.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';

const recurrentArguments = {
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

/** Arguments of SimpleRNN. */
export const simpleRnnConfigSchema = z.strictObject(recurrentArguments);
export type SimpleRNNConfig = z.output<typeof simpleRnnConfigSchema>;

/** Arguments of GRU. */
export const gruConfigSchema = z.strictObject({
  ...recurrentArguments,
  recurrent_activation: activationSchema.prefault('sigmoid'),
  /** The reset gate after the product with recurrent_kernel (two biases), as on cuDNN; false: before it. */
  reset_after: z.boolean().default(true),
});
export type GRUConfig = z.output<typeof gruConfigSchema>;

/** Arguments of LSTM. */
export const lstmConfigSchema = z.strictObject({
  ...recurrentArguments,
  recurrent_activation: activationSchema.prefault('sigmoid'),
  /** Adds 1 to the forget gate's bias at the start. */
  unit_forget_bias: z.boolean().default(true),
});
export type LSTMConfig = z.output<typeof lstmConfigSchema>;

const fixedArguments = {
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

function recurrentShape(config: SimpleRNNConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  return { shape: config.return_sequences ? [sequence.steps, config.units] : [config.units] };
}

function recurrentWeights(
  config: SimpleRNNConfig,
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

function recurrentFlops(config: SimpleRNNConfig, inputShapes: readonly Shape[], gates: number): number {
  const { steps, features } = knownSequence(inputShapes);
  return 2 * steps * (features + config.units) * gates * config.units;
}

function recurrentSummary(config: SimpleRNNConfig): Message {
  return summaryOf(
    unitsPart(config.units),
    config.activation === 'tanh' ? null : config.activation,
    config.dropout > 0 ? msg`dropout ${config.dropout}` : null,
    config.recurrent_dropout > 0 ? msg`recurrent dropout ${config.recurrent_dropout}` : null,
    config.return_sequences ? msg`sequences` : null,
    config.go_backwards ? msg`backwards` : null,
  );
}

/** Gates in Keras's order: z (update), r (reset), h (candidate). */
export const gruLayer: LayerDefinition<GRUConfig> = {
  type: 'GRU',
  family: 'recurrent',
  help: msg`Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.`,
  configSchema: gruConfigSchema,
  fixedArguments: { ...fixedArguments, implementation: [2, 1] },
  shape: recurrentShape,
  weights(config, inputShapes) {
    const size = 3 * config.units;
    return recurrentWeights(config, inputShapes, 3, config.reset_after ? [2, size] : [size]);
  },
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 3),
  summary: recurrentSummary,
};

/** Gates in Keras's order: i (input), f (forget), c (candidate), o (output). */
export const lstmLayer: LayerDefinition<LSTMConfig> = {
  type: 'LSTM',
  family: 'recurrent',
  help: msg`Reads the sequence in order with a memory cell beside its state; for what must be kept for long.`,
  configSchema: lstmConfigSchema,
  fixedArguments: { ...fixedArguments, implementation: [2, 1] },
  shape: recurrentShape,
  weights: (config, inputShapes) => recurrentWeights(config, inputShapes, 4, [4 * config.units]),
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 4),
  summary: recurrentSummary,
};

/** SimpleRNN. */
export const simpleRnnLayer: LayerDefinition<SimpleRNNConfig> = {
  type: 'SimpleRNN',
  family: 'recurrent',
  help: msg`Reads the sequence in order with the plainest memory; it forgets what lies far back.`,
  configSchema: simpleRnnConfigSchema,
  fixedArguments,
  shape: recurrentShape,
  weights: (config, inputShapes) => recurrentWeights(config, inputShapes, 1, [config.units]),
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 1),
  summary: recurrentSummary,
};
