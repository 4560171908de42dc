// Conv1D: the same small filters at every position of a sequence.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  activationPart,
  channelsLast,
  divisorsOf,
  fixedEverywhere,
  formatShape,
  knownSequence,
  sequenceOf,
  sizeSchema,
  summaryOf,
  trainableWeight,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import {
  convolvedReach,
  convolvedSteps,
  strideConflicts,
  windowArguments,
  windowParts,
} from '#shared/model/layer-rules/convolving.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';

/** Arguments of Conv1D. */
export const conv1dConfigSchema = z.strictObject({
  filters: unitsSchema,
  ...windowArguments,
  /** `causal` pads on the left only: no step sees a later one. */
  padding: z.enum(['valid', 'same', 'causal']).default('valid'),
  dilation_rate: sizeSchema.prefault(1),
  /** Features and filters are divided into as many groups; a filter reads the features of its group. */
  groups: unitsSchema.default(1),
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
  starter: { filters: 32, kernel_size: 7 },
  fixedArguments: {
    ...fixedEverywhere,
    data_format: channelsLast,
  },
  conflicts: (config) => [
    ...strideConflicts(config),
    ...(config.filters % config.groups === 0
      ? []
      : [
          {
            path: 'groups',
            message: msg`has ${countOf(config.filters, '{0} filter', '{0} filters')} in ${config.groups} groups; the filters must divide into equal groups.`,
          },
        ]),
  ],
  shape(config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { features } = sequence;
    if (features % config.groups !== 0) {
      const message = msg`has ${config.groups} groups, but gets ${formatShape([sequence.steps, features])}, whose ${countOf(features, '{0} feature', '{0} features')} do not divide into them.`;
      const fitting = divisorsOf(features).filter((groups) => config.filters % groups === 0);
      const fit = msg`Groups of ${fitting.join(', ')} fit.`;
      const largest = fitting.findLast((groups) => groups <= config.groups) ?? 1;
      return { problem: { code: 'unfit-groups', message, fit, changes: [{ argument: 'groups', value: largest }] } };
    }
    const convolved = convolvedSteps(config, sequence.steps);
    return 'problem' in convolved ? convolved : { shapes: [[convolved.steps, config.filters]] };
  },
  weights(config, inputShapes) {
    const { features } = knownSequence(inputShapes);
    const kernel = trainableWeight(config, 'kernel', [config.kernel_size, features / config.groups, config.filters]);
    return config.use_bias ? [kernel, trainableWeight(config, 'bias', [config.filters])] : [kernel];
  },
  reach: (config, inputShapes) => [convolvedReach(config, inputShapes[0]?.[0] ?? null)],
  flops(config, inputShapes, outputShape) {
    const { features } = knownSequence(inputShapes);
    return 2 * (outputShape[0] ?? 1) * config.kernel_size * (features / config.groups) * config.filters;
  },
  summary(config) {
    return summaryOf(
      msg`${countOf(config.filters, '{0} filter', '{0} filters')} × ${config.kernel_size}`,
      ...windowParts(config),
      config.groups === 1 ? null : countOf(config.groups, '{0} group', '{0} groups'),
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
  ...casesOn(
    [2, 6, 4],
    [
      { filters: 6, kernel_size: 3, groups: 2 },
      { filters: 4, kernel_size: 2, groups: 4, padding: 'same', strides: 2 },
      { filters: 4, kernel_size: 2, groups: 2, padding: 'causal', dilation_rate: 2, activation: 'relu' },
      { filters: 8, kernel_size: 3, groups: 4, use_bias: false },
    ],
  ),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Looks for short patterns, kernel_size steps long, at every place of the sequence.':
    '시퀀스의 모든 위치에서 길이가 kernel_size 스텝인 짧은 패턴을 찾습니다.',
  'has {0} in {1} groups; the filters must divide into equal groups.':
    '{0:을} 그룹 {1}개로 똑같이 나눌 수 없습니다. 필터 수가 groups의 배수여야 합니다.',
  'has {0} groups, but gets {1}, whose {2} do not divide into them.':
    'groups가 {0}인데 입력 {1}의 {2:을} 똑같이 나눌 수 없습니다.',
  '{0} filter': '필터 {0}개',
  '{0} filters': '필터 {0}개',
};
