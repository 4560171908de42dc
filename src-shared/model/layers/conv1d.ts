// Conv1D: the same small filters at every position of a sequence.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  activationPart,
  channelsLast,
  fixedEverywhere,
  knownSequence,
  sequenceOf,
  sizeSchema,
  summaryOf,
  trainableWeight,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';

/** Arguments of Conv1D. */
export const conv1dConfigSchema = z.strictObject({
  filters: unitsSchema,
  kernel_size: sizeSchema,
  strides: sizeSchema.prefault(1),
  /** `causal` pads on the left only: no step sees a later one. */
  padding: z.enum(['valid', 'same', 'causal']).default('valid'),
  dilation_rate: sizeSchema.prefault(1),
  activation: activationSchema.prefault(null),
  use_bias: z.boolean().default(true),
  kernel_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  kernel_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  kernel_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
});
export type Conv1DConfig = z.output<typeof conv1dConfigSchema>;

/** Conv1D. */
export const definition: LayerDefinition<Conv1DConfig> = {
  type: 'Conv1D',
  aliases: ['Convolution1D'],
  family: 'convolution',
  help: msg`Looks for short patterns, kernel_size steps long, at every place of the sequence.`,
  configSchema: conv1dConfigSchema,
  fixedArguments: {
    ...fixedEverywhere,
    data_format: channelsLast,
    groups: [1],
  },
  conflicts(config) {
    if (config.strides === 1 || config.dilation_rate === 1) return [];
    return [
      {
        path: 'strides',
        message: msg`has strides ${config.strides} and dilation_rate ${config.dilation_rate}; one of the two must be 1.`,
      },
    ];
  },
  shape(config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps } = sequence;
    if (steps === null) return { shapes: [[null, config.filters]] };
    if (config.padding !== 'valid') return { shapes: [[Math.ceil(steps / config.strides), config.filters]] };
    const reach = config.dilation_rate * (config.kernel_size - 1) + 1;
    if (reach > steps) {
      const largest = Math.floor((steps - 1) / config.dilation_rate) + 1;
      const kernel =
        config.dilation_rate === 1
          ? `kernel_size ${config.kernel_size}`
          : msg`kernel_size ${config.kernel_size} with dilation_rate ${config.dilation_rate}`;
      return {
        problem: {
          code: 'too-short',
          message: msg`has ${kernel}, which reaches over ${countOf(reach, '{0} step', '{0} steps')}, but only ${countOf(steps, '{0} step arrives', '{0} steps arrive')}.`,
          fit: msg`A kernel_size of ${largest} or less fits, or padding "same".`,
        },
      };
    }
    return { shapes: [[Math.floor((steps - reach) / config.strides) + 1, config.filters]] };
  },
  weights(config, inputShapes) {
    const { features } = knownSequence(inputShapes);
    const kernel = trainableWeight(config, 'kernel', [config.kernel_size, features, config.filters]);
    return config.use_bias ? [kernel, trainableWeight(config, 'bias', [config.filters])] : [kernel];
  },
  flops(config, inputShapes, outputShape) {
    const { features } = knownSequence(inputShapes);
    return 2 * (outputShape[0] ?? 1) * config.kernel_size * features * config.filters;
  },
  summary(config) {
    return summaryOf(
      msg`${countOf(config.filters, '{0} filter', '{0} filters')} × ${config.kernel_size}`,
      config.strides === 1 ? null : msg`strides ${config.strides}`,
      config.dilation_rate === 1 ? null : msg`dilation ${config.dilation_rate}`,
      config.padding === 'valid' ? null : config.padding,
      activationPart(config.activation),
    );
  },
};

const timings = [
  { strides: 1, dilation_rate: 1 },
  { strides: 2, dilation_rate: 1 },
  { strides: 3, dilation_rate: 1 },
  { strides: 1, dilation_rate: 2 },
  { strides: 1, dilation_rate: 3 },
];

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...['valid', 'same', 'causal'].flatMap((padding) =>
    timings.flatMap((timing) =>
      casesOn(
        [2, 8, 2],
        [2, 3].map((size) => ({ filters: 3, kernel_size: size, padding, ...timing })),
      ),
    ),
  ),
  ...casesOn(
    [2, 5, 2],
    [
      { filters: 3, kernel_size: 1 },
      { filters: 3, kernel_size: 1, padding: 'causal', dilation_rate: 2 },
      { filters: 2, kernel_size: 5, use_bias: false },
    ],
  ),
  ...casesOn(
    [2, 6, 2],
    [
      { filters: 3, kernel_size: 3, activation: 'relu' },
      { filters: 3, kernel_size: 4, padding: 'same', activation: 'tanh' },
    ],
  ),
  { config: { filters: 3, kernel_size: 2 }, inputs: [{ shape: [2, 4, 2], masked: true }] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Looks for short patterns, kernel_size steps long, at every place of the sequence.':
    '시퀀스의 모든 위치에서 길이가 kernel_size 스텝인 짧은 패턴을 찾습니다.',
  'has strides {0} and dilation_rate {1}; one of the two must be 1.':
    'strides가 {0}, dilation_rate가 {1}입니다. 둘 중 하나는 1이어야 합니다.',
  'kernel_size {0} with dilation_rate {1}': 'dilation_rate {1}에서 kernel_size {0}',
  'has {0}, which reaches over {1}, but only {2}.': '{0:은} {1}에 걸치는데 {2}.',
  'A kernel_size of {0} or less fits, or padding "same".':
    'kernel_size를 {0} 이하로 하거나 padding을 “same”으로 하세요.',
  '{0} filter': '필터 {0}개',
  '{0} filters': '필터 {0}개',
  'dilation {0}': '딜레이션 {0}',
};
