// SeparableConv1D: filters that read one feature each, then mixed at every step.
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
import { convolvedReach, convolvedSteps, windowArguments, windowParts } from '#shared/model/layer-rules/convolving.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';

/** Arguments of SeparableConv1D. */
export const separableConv1dConfigSchema = z.strictObject({
  filters: unitsSchema,
  ...windowArguments,
  padding: z.enum(['valid', 'same']).default('valid'),
  dilation_rate: sizeSchema.prefault(1),
  /** Filters for each feature, before they are mixed. */
  depth_multiplier: unitsSchema.default(1),
  activation: activationSchema.prefault(null),
  use_bias: z.boolean().default(true),
  depthwise_initializer: initializerSchema.prefault('glorot_uniform'),
  pointwise_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  depthwise_regularizer: regularizerSchema.default(null),
  pointwise_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  depthwise_constraint: constraintSchema.default(null),
  pointwise_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
});
export type SeparableConv1DConfig = z.output<typeof separableConv1dConfigSchema>;

/** SeparableConv1D. */
export const definition: LayerDefinition<SeparableConv1DConfig> = {
  type: 'SeparableConv1D',
  aliases: ['SeparableConvolution1D'],
  family: 'convolution',
  help: msg`Looks for patterns in each feature by itself and then mixes the features: a Conv1D with few weights.`,
  configSchema: separableConv1dConfigSchema,
  starter: { filters: 32, kernel_size: 7 },
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape(config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const convolved = convolvedSteps(config, sequence.steps);
    return 'problem' in convolved ? convolved : { shapes: [[convolved.steps, config.filters]] };
  },
  weights(config, inputShapes) {
    const { features } = knownSequence(inputShapes);
    const { kernel_size: size, depth_multiplier: each, filters } = config;
    const kernels = [
      trainableWeight(config, 'depthwise_kernel', [size, features, each], 'depthwise'),
      trainableWeight(config, 'pointwise_kernel', [1, features * each, filters], 'pointwise'),
    ];
    return config.use_bias ? [...kernels, trainableWeight(config, 'bias', [filters])] : kernels;
  },
  reach: (config, inputShapes) => [convolvedReach(config, inputShapes[0]?.[0] ?? null)],
  flops({ kernel_size: size, depth_multiplier: each, filters }, inputShapes, outputShape) {
    const between = knownSequence(inputShapes).features * each;
    return 2 * (outputShape[0] ?? 1) * between * (size + filters);
  },
  summary: (config) =>
    summaryOf(
      msg`${countOf(config.filters, '{0} filter', '{0} filters')} × ${config.kernel_size}`,
      ...windowParts(config),
      activationPart(config.activation),
    ),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...['valid', 'same'].flatMap((padding) =>
    casesOn(
      [2, 8, 3],
      [
        { filters: 4, kernel_size: 3, padding },
        { filters: 2, kernel_size: 2, padding, strides: 2, depth_multiplier: 2 },
        { filters: 4, kernel_size: 3, padding, dilation_rate: 2 },
        { filters: 4, kernel_size: 2, padding, dilation_rate: 2, strides: 3 },
      ],
    ),
  ),
  ...casesOn([2, 5, 2], [{ filters: 3, kernel_size: 2, use_bias: false, activation: 'relu' }]),
  { config: { filters: 2, kernel_size: 2 }, inputs: [{ shape: [2, 4, 2], masked: true }] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Looks for patterns in each feature by itself and then mixes the features: a Conv1D with few weights.':
    '특성마다 따로 패턴을 찾은 뒤 특성을 섞습니다. 가중치가 적은 Conv1D입니다.',
};
