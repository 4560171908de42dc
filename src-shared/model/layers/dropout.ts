// Dropout: reduces overfitting.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, layerSeedSchema, onlyInput, rateSchema } from '#shared/model/layer-rules/common.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Dropout. */
export const dropoutConfigSchema = z.strictObject({
  rate: rateSchema,
  seed: layerSeedSchema.default(null),
});
export type DropoutConfig = z.output<typeof dropoutConfigSchema>;

/** Dropout. */
export const definition: LayerDefinition<DropoutConfig> = {
  type: 'Dropout',
  family: 'regularization',
  help: msg`Sets a share of the values to zero while training, other ones each time; does nothing when the model answers.`,
  configSchema: dropoutConfigSchema,
  starter: { rate: 0.5 },
  fixedArguments: { ...fixedEverywhere, noise_shape: [null] },
  shape: (_config, inputShapes) => ({ shapes: [onlyInput(inputShapes)] }),
  masks: passesMask,
  weights: () => [],
  keepsValues: true,
  reach: () => [ownStep],
  flops: () => 0,
  summary: (config) => msg`rate ${config.rate}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn({ shape: [2, 3, 2], masked: true }, [{ rate: 0.4 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Sets a share of the values to zero while training, other ones each time; does nothing when the model answers.':
    '학습할 때 값의 일부를 매번 다르게 골라 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
  'rate {0}': '비율 {0}',
};
