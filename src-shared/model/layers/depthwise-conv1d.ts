// DepthwiseConv1D: filters that read one feature each.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
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

/** Arguments of DepthwiseConv1D. */
export const depthwiseConv1dConfigSchema = z.strictObject({
  ...windowArguments,
  padding: z.enum(['valid', 'same']).default('valid'),
  /** Filters for each feature. */
  depth_multiplier: unitsSchema.default(1),
  dilation_rate: sizeSchema.prefault(1),
  activation: activationSchema.prefault(null),
  use_bias: z.boolean().default(true),
  depthwise_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  depthwise_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  depthwise_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
});
export type DepthwiseConv1DConfig = z.output<typeof depthwiseConv1dConfigSchema>;

/** DepthwiseConv1D. */
export const definition: LayerDefinition<DepthwiseConv1DConfig> = {
  type: 'DepthwiseConv1D',
  family: 'convolution',
  help: msg`Looks for short patterns in each feature by itself, with depth_multiplier filters for each.`,
  configSchema: depthwiseConv1dConfigSchema,
  starter: { kernel_size: 7 },
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape(config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const convolved = convolvedSteps(config, sequence.steps);
    if ('problem' in convolved) return convolved;
    return { shapes: [[convolved.steps, sequence.features * config.depth_multiplier]] };
  },
  weights(config, inputShapes) {
    const { features } = knownSequence(inputShapes);
    const { kernel_size: size, depth_multiplier: filters } = config;
    const kernel = trainableWeight(config, 'kernel', [size, features, filters], 'depthwise');
    return config.use_bias ? [kernel, trainableWeight(config, 'bias', [features * filters])] : [kernel];
  },
  reach: (config, inputShapes) => [convolvedReach(config, inputShapes[0]?.[0] ?? null)],
  flops: ({ kernel_size: size }, _inputShapes, outputShape) => 2 * (outputShape[0] ?? 1) * size * (outputShape[1] ?? 1),
  summary: (config) =>
    summaryOf(
      msg`${config.depth_multiplier} each × ${config.kernel_size}`,
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
        { kernel_size: 3, padding },
        { kernel_size: 2, padding, strides: 2 },
        { kernel_size: 3, padding, strides: 3, depth_multiplier: 2 },
        { kernel_size: 3, padding, dilation_rate: 2 },
        { kernel_size: 2, padding, dilation_rate: 3, depth_multiplier: 2 },
        { kernel_size: 3, padding, dilation_rate: 2, strides: 2 },
      ],
    ),
  ),
  ...casesOn([2, 5, 2], [{ kernel_size: 2, use_bias: false, activation: 'relu' }, { kernel_size: 5 }]),
  { config: { kernel_size: 2 }, inputs: [{ shape: [2, 4, 2], masked: true }] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Looks for short patterns in each feature by itself, with depth_multiplier filters for each.':
    '특성마다 따로, 특성당 depth_multiplier개의 필터로 짧은 패턴을 찾습니다.',
  '{0} each × {1}': '특성당 {0}개 × {1}',
};
