// Conv1DTranspose: a convolution the other way round, to a longer sequence.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  activationPart,
  channelsLast,
  fixedEverywhere,
  knownSequence,
  sequenceOf,
  summaryOf,
  trainableWeight,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { windowArguments, windowParts } from '#shared/model/layer-rules/convolving.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Conv1DTranspose. */
export const conv1dTransposeConfigSchema = z.strictObject({
  filters: unitsSchema,
  ...windowArguments,
  padding: z.enum(['valid', 'same']).default('valid'),
  /** Further steps at the end; null: as many as give the usual length. */
  output_padding: z.preprocess(
    (given): unknown => (Array.isArray(given) && given.length === 1 ? given[0] : given),
    z.number().int().min(0).max(1_000_000).nullable().default(null),
  ),
  activation: activationSchema.prefault(null),
  use_bias: z.boolean().default(true),
  kernel_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  kernel_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  kernel_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
});
export type Conv1DTransposeConfig = z.output<typeof conv1dTransposeConfigSchema>;

/** The number of steps of the output, as in Keras. */
export function transposedSteps(
  { kernel_size: size, strides, padding, output_padding: further }: Conv1DTransposeConfig,
  steps: number,
): number {
  if (padding === 'valid') return (steps - 1) * strides + size + (further ?? Math.max(size, strides) - size);
  return further === null ? steps * strides : (steps - 1) * strides + (size % 2) + further;
}

/** Conv1DTranspose. */
export const definition: LayerDefinition<Conv1DTransposeConfig> = {
  type: 'Conv1DTranspose',
  aliases: ['Convolution1DTranspose'],
  family: 'convolution',
  help: msg`Writes a short pattern for every step, strides apart: a longer sequence, as in decoders.`,
  configSchema: conv1dTransposeConfigSchema,
  starter: { filters: 32, kernel_size: 7 },
  fixedArguments: {
    ...fixedEverywhere,
    data_format: channelsLast,
    // TensorFlow cannot compute another on a CPU, and Keras then refuses the layer.
    dilation_rate: [1, [1]],
  },
  conflicts({ kernel_size: size, strides, padding, output_padding: further }) {
    if (further === null) return [];
    const report = (message: ReturnType<typeof msg>) => [{ path: 'output_padding', message }];
    if (further >= strides) {
      return report(msg`has output_padding ${further} and strides ${strides}; output_padding must be smaller.`);
    }
    if (padding === 'valid' || (size % 2) + further > 0) return [];
    return report(
      msg`has output_padding 0, kernel_size ${size} and padding "same", which leaves less than ${countOf(strides, '{0} step', '{0} steps')} for each step; leave output_padding out.`,
    );
  },
  shape(config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps } = sequence;
    return { shapes: [[steps === null ? null : transposedSteps(config, steps), config.filters]] };
  },
  weights(config, inputShapes) {
    const { features } = knownSequence(inputShapes);
    const kernel = trainableWeight(config, 'kernel', [config.kernel_size, config.filters, features]);
    return config.use_bias ? [kernel, trainableWeight(config, 'bias', [config.filters])] : [kernel];
  },
  // Input step i is written to the output steps from i · strides on; padding "same" leaves the first ones out.
  reach(config, inputShapes) {
    const { kernel_size: size, strides, padding } = config;
    const { steps } = knownSequence(inputShapes);
    const beyond = Math.max(0, (steps - 1) * strides + size - transposedSteps(config, steps));
    const before = padding === 'same' ? Math.floor(beyond / 2) : 0;
    return [windowOf(size, before - size + 1, 1, strides)];
  },
  flops({ kernel_size: size, filters }, inputShapes) {
    const { steps, features } = knownSequence(inputShapes);
    return 2 * steps * size * features * filters;
  },
  summary: (config) =>
    summaryOf(
      msg`${countOf(config.filters, '{0} filter', '{0} filters')} × ${config.kernel_size}`,
      ...windowParts({ ...config, dilation_rate: 1 }),
      activationPart(config.activation),
    ),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...['valid', 'same'].flatMap((padding) =>
    casesOn(
      [2, 5, 3],
      [
        { filters: 2, kernel_size: 3, padding },
        { filters: 2, kernel_size: 3, padding, strides: 2 },
        { filters: 2, kernel_size: 2, padding, strides: 3 },
        { filters: 2, kernel_size: 4, padding, strides: 2 },
        { filters: 2, kernel_size: 3, padding, strides: 3, output_padding: 2 },
        { filters: 2, kernel_size: 3, padding, strides: 2, output_padding: 0 },
        { filters: 2, kernel_size: 2, padding, strides: 2, output_padding: 1 },
      ],
    ),
  ),
  ...casesOn(
    [2, 4, 2],
    [
      { filters: 3, kernel_size: 2, use_bias: false, activation: 'relu' },
      { filters: 1, kernel_size: 1 },
    ],
  ),
  { config: { filters: 2, kernel_size: 2 }, inputs: [{ shape: [2, 4, 2], masked: true }] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Writes a short pattern for every step, strides apart: a longer sequence, as in decoders.':
    '스텝마다 strides 간격으로 짧은 패턴을 써서 시퀀스를 늘립니다. 디코더에 씁니다.',
  'has output_padding {0} and strides {1}; output_padding must be smaller.':
    'output_padding이 {0}, strides가 {1}입니다. output_padding이 더 작아야 합니다.',
  'has output_padding 0, kernel_size {0} and padding "same", which leaves less than {1} for each step; leave output_padding out.':
    'output_padding이 0, kernel_size가 {0}, padding이 “same”이면 스텝마다 {1:이} 나오지 않습니다. output_padding을 지우세요.',
};
