// AlphaDropout: dropout that keeps mean and deviation.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, layerSeedSchema, rateSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of AlphaDropout. */
export const alphaDropoutConfigSchema = z.strictObject({
  rate: rateSchema,
  seed: layerSeedSchema.default(null),
});
export type AlphaDropoutConfig = z.output<typeof alphaDropoutConfigSchema>;

/** AlphaDropout. */
export const definition: LayerDefinition<AlphaDropoutConfig> = {
  ...valueByValue,
  type: 'AlphaDropout',
  family: 'regularization',
  help: msg`Dropout for selu layers: it keeps mean and deviation. While training only.`,
  configSchema: alphaDropoutConfigSchema,
  starter: { rate: 0.5 },
  fixedArguments: { ...fixedEverywhere, noise_shape: [null] },
  keepsValues: true,
  summary: ({ rate }) => msg`rate ${rate}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn({ shape: [2, 3, 2], masked: true }, [{ rate: 0.4 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Dropout for selu layers: it keeps mean and deviation. While training only.':
    'selu 층을 위한 드롭아웃입니다. 평균과 표준편차를 유지하며 학습할 때만 동작합니다.',
};
