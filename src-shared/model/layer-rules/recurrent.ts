// What GRU, LSTM and SimpleRNN share: layers that read a sequence step by step and keep a state.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  fixedEverywhere,
  formatShape,
  knownSequence,
  layerSeedSchema,
  rateSchema,
  sequenceOf,
  summaryOf,
  trainableWeight,
  unitsPart,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { casesOn, type CaseInput, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { allSteps } from '#shared/model/layer-rules/reach.ts';

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
  kernel_constraint: constraintSchema.default(null),
  recurrent_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
  /** Dropout of each step's inputs; one mask for the whole sequence. */
  dropout: rateSchema.default(0),
  /** Dropout of the state in its product with recurrent_kernel; the carried state itself is not masked. */
  recurrent_dropout: rateSchema.default(0),
  seed: layerSeedSchema.default(null),
  /** The state after every step, [steps, units], instead of the last one, [units]. */
  return_sequences: z.boolean().default(false),
  /** Further outputs: the state after the last step, and the LSTM’s cell. */
  return_state: z.boolean().default(false),
  go_backwards: z.boolean().default(false),
  /** The output at a masked step is 0; else that of the step before. */
  zero_output_for_mask: z.boolean().default(false),
};

/** Arguments of every recurrent layer, parsed. */
export type RecurrentConfig = z.output<z.ZodObject<typeof recurrentArguments>>;

/** Arguments of Keras that every recurrent layer fixes. */
export const recurrentFixedArguments = {
  ...fixedEverywhere,
  stateful: [false],
  // These change how Keras computes, not the result.
  unroll: [false, true],
  use_cudnn: ['auto', true, false],
};

/**
 * What a recurrent layer takes and gives, with its states' names: the sequence, and the states before the first step if they do
 * not begin with zeros; the state after every step or the last one, and with return_state the states after the last step.
 */
export function recurrentEnds(
  ...states: readonly string[]
): Pick<
  Required<LayerDefinition<RecurrentConfig>>,
  'inputs' | 'shape' | 'masks' | 'readsMask' | 'reach' | 'sequenceSwitches'
> {
  return {
    inputs: { least: 1, most: 1 + states.length, names: ['sequence', ...states], given: 'initial_state' },
    shape(config, inputShapes) {
      const sequence = sequenceOf(inputShapes);
      if ('problem' in sequence) return sequence;
      const [, ...initial] = inputShapes;
      if (initial.length !== 0 && initial.length !== states.length) {
        const message = msg`gets its ${states[0] ?? ''}, but not its ${states[1] ?? ''}; join both or neither.`;
        return { problem: { code: 'missing-state', message } };
      }
      const unfit = initial.findIndex(([units, ...more]) => units !== config.units || more.length > 0);
      if (unfit !== -1) {
        const message = msg`begins with a ${states[unfit] ?? ''} of ${formatShape(initial[unfit] ?? [])}, but has ${unitsPart(config.units)}; both must be equal.`;
        return { problem: { code: 'unfit-state', message } };
      }
      const output = config.return_sequences ? [sequence.steps, config.units] : [config.units];
      return { shapes: [output, ...(config.return_state ? states.map(() => [config.units]) : [])] };
    },
    masks: (config, [first = false]) => [
      first && config.return_sequences,
      ...(config.return_state ? states.map(() => false) : []),
    ],
    readsMask: (inputs) => inputs.length === 1,
    reach: (config) => [
      config.return_sequences ? { kind: config.go_backwards ? 'after' : 'before' } : allSteps,
      ...states.map(() => allSteps),
    ],
    sequenceSwitches: ['return_sequences'],
  };
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
    trainableWeight(config, 'kernel', [features, gates * config.units]),
    trainableWeight(config, 'recurrent_kernel', [config.units, gates * config.units], 'recurrent'),
  ];
  return config.use_bias ? [...weights, trainableWeight(config, 'bias', biasShape)] : weights;
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
    config.return_state ? msg`state` : null,
    config.go_backwards ? msg`backwards` : null,
  );
}

/** What Keras is asked about every recurrent layer. @param states how many it has */
export function recurrentCases(states: number): readonly KerasCase[] {
  const masked: CaseInput = { shape: [3, 5, 3], masked: true };
  const initial = Array.from({ length: states }, () => [3, 2]);
  return [
    ...casesOn([2, 6, 3], [{ units: 2 }, { units: 2, return_sequences: true }]),
    ...casesOn(
      [2, 5, 3],
      [
        { units: 2, go_backwards: true },
        { units: 2, go_backwards: true, return_sequences: true },
        { units: 2, use_bias: false },
        { units: 2, activation: 'relu' },
        { units: 2, activation: 'softsign', return_sequences: true },
        { units: 2, return_state: true },
        { units: 2, return_state: true, return_sequences: true },
      ],
    ),
    ...casesOn([2, 1, 3], [{ units: 2 }]),
    ...casesOn([3, 4, 1], [{ units: 1, return_sequences: true }]),
    ...casesOn(masked, [
      { units: 2 },
      { units: 2, return_sequences: true },
      { units: 2, return_sequences: true, go_backwards: true },
      { units: 2, return_sequences: true, zero_output_for_mask: true },
      { units: 2, activation: 'softsign', return_sequences: true, return_state: true },
    ]),
    { config: { units: 2 }, inputs: [[3, 4, 3], ...initial] },
    { config: { units: 2, return_sequences: true, return_state: true }, inputs: [[3, 4, 3], ...initial] },
    { config: { units: 2, return_sequences: true, return_state: true }, inputs: [masked, ...initial] },
  ];
}
