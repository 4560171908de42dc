// BatchNormalization: each feature is scaled by its mean and deviation in the batch.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, onlyInput, stateWeight, trainableWeight } from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { checkedAxis } from '#shared/model/layer-rules/normalizing.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of BatchNormalization. */
export const batchNormalizationConfigSchema = z.strictObject({
  /** The features' axis, counted with the batch axis. */
  axis: z.number().int().default(-1),
  /** How much of the moving averages stays at each step. */
  momentum: z.number().min(0).max(1).default(0.99),
  /** Added to the variance. */
  epsilon: z.number().min(0).default(0.001),
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
  beta_initializer: initializerSchema.prefault('zeros'),
  gamma_initializer: initializerSchema.prefault('ones'),
  moving_mean_initializer: initializerSchema.prefault('zeros'),
  moving_variance_initializer: initializerSchema.prefault('ones'),
  beta_regularizer: regularizerSchema.default(null),
  gamma_regularizer: regularizerSchema.default(null),
  beta_constraint: constraintSchema.default(null),
  gamma_constraint: constraintSchema.default(null),
});
export type BatchNormalizationConfig = z.output<typeof batchNormalizationConfigSchema>;

/** BatchNormalization. */
export const definition: LayerDefinition<BatchNormalizationConfig> = {
  type: 'BatchNormalization',
  family: 'normalization',
  help: msg`Scales each feature by its mean and deviation in the batch; when the model answers, by their moving averages.`,
  configSchema: batchNormalizationConfigSchema,
  fixedArguments: {
    ...fixedEverywhere,
    synchronized: [false],
    renorm: [false],
    renorm_clipping: [null],
    renorm_momentum: [0.99],
  },
  shape(config, inputShapes) {
    const axis = checkedAxis(config.axis, inputShapes);
    return 'problem' in axis ? axis : { shapes: [onlyInput(inputShapes)] };
  },
  masks: passesMask,
  weights(config, inputShapes) {
    const axis = checkedAxis(config.axis, inputShapes);
    const shape = 'problem' in axis ? [] : [axis.size];
    return [
      ...(config.scale ? [trainableWeight(config, 'gamma', shape)] : []),
      ...(config.center ? [trainableWeight(config, 'beta', shape)] : []),
      stateWeight(config, 'moving_mean', shape),
      stateWeight(config, 'moving_variance', shape),
    ];
  },
  reach: () => [ownStep],
  flops: () => 0,
  summary: ({ momentum }) => (momentum === 0.99 ? '' : msg`momentum ${momentum}`),
};

const masked = { shape: [3, 5, 4], masked: true } as const;

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([6, 4], [{}, { center: false }, { scale: false, epsilon: 0.1 }]),
  ...casesOn([3, 5, 4], [{}, { axis: 1 }]),
  ...casesOn(masked, [{}]),
  ...[{}, { momentum: 0.6, scale: false }].map((config) => ({ config, inputs: [[6, 4]], training: true as const })),
  { config: { momentum: 0.8 }, inputs: [[3, 5, 4]], training: true },
  { config: { axis: 1 }, inputs: [[3, 5, 4]], training: true },
  { config: { momentum: 0.8 }, inputs: [masked], training: true },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Scales each feature by its mean and deviation in the batch; when the model answers, by their moving averages.':
    '특성마다 배치의 평균과 표준편차로 정규화합니다. 추론할 때는 이동 평균을 씁니다.',
  'momentum {0}': '모멘텀 {0}',
};
