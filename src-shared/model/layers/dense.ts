// Dense: every output depends on every input.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import {
  activationPart,
  sizeOf,
  fixedEverywhere,
  formatShape,
  onlyInput,
  summaryOf,
  trainableWeight,
  unitsPart,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { allSteps, ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Dense. */
export const denseConfigSchema = z.strictObject({
  units: unitsSchema,
  activation: activationSchema.prefault(null),
  use_bias: z.boolean().default(true),
  kernel_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  kernel_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  kernel_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
});
export type DenseConfig = z.output<typeof denseConfigSchema>;

/** Dense. */
export const definition: LayerDefinition<DenseConfig> = {
  type: 'Dense',
  family: 'dense',
  help: msg`Weighs all its inputs for each of its units. One unit at the end gives the answer.`,
  configSchema: denseConfigSchema,
  starter: { units: 1 },
  fixedArguments: {
    ...fixedEverywhere,
    lora_rank: [null],
    lora_alpha: [null],
    quantization_config: [null],
  },
  shape(config, inputShapes) {
    const input = onlyInput(inputShapes);
    if (typeof input.at(-1) !== 'number') {
      return {
        problem: {
          code: 'unknown-length',
          message: msg`wants a known number of features, but gets ${formatShape(input)}.`,
          fit: msg`Give the Input a fixed length, or put a global pooling in place of the Flatten.`,
        },
      };
    }
    return { shapes: [[...input.slice(0, -1), config.units]] };
  },
  masks: passesMask,
  weights(config, inputShapes) {
    const kernel = trainableWeight(config, 'kernel', [onlyInput(inputShapes).at(-1) ?? 1, config.units]);
    return config.use_bias ? [kernel, trainableWeight(config, 'bias', [config.units])] : [kernel];
  },
  // A vector has no steps: all of it is one.
  reach: (_config, inputShapes) => [onlyInput(inputShapes).length === 1 ? allSteps : ownStep],
  flops: (config, inputShapes) => 2 * sizeOf(onlyInput(inputShapes)) * config.units,
  summary: (config) => summaryOf(unitsPart(config.units), activationPart(config.activation)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn(
    [3, 4],
    [{ units: 2 }, { units: 3, use_bias: false, activation: 'relu' }, { units: 3, activation: 'softmax' }],
  ),
  ...casesOn([2, 3, 4], [{ units: 2, activation: 'sigmoid' }]),
  ...casesOn({ shape: [2, 3, 4], masked: true }, [{ units: 2 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Weighs all its inputs for each of its units. One unit at the end gives the answer.':
    '유닛마다 모든 입력을 가중합니다. 마지막에 유닛 하나를 두면 그 값이 답이 됩니다.',
  'Give the Input a fixed length, or put a global pooling in place of the Flatten.':
    'Input의 길이를 고정하거나, Flatten 대신 전역 풀링을 쓰세요.',
};
