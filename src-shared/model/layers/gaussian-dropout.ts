// GaussianDropout: multiplied noise while training.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { layerSeedSchema, rateSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of GaussianDropout. */
export const gaussianDropoutConfigSchema = z.strictObject({
  rate: rateSchema,
  seed: layerSeedSchema.default(null),
});
export type GaussianDropoutConfig = z.output<typeof gaussianDropoutConfigSchema>;

/** GaussianDropout. */
export const definition: LayerDefinition<GaussianDropoutConfig> = {
  ...valueByValue,
  type: 'GaussianDropout',
  family: 'regularization',
  help: msg`Multiplies every value with normal noise around 1 while training; does nothing when the model answers.`,
  configSchema: gaussianDropoutConfigSchema,
  starter: { rate: 0.5 },
  keepsValues: true,
  summary: ({ rate }) => msg`rate ${rate}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn({ shape: [2, 3, 2], masked: true }, [{ rate: 0.4 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Multiplies every value with normal noise around 1 while training; does nothing when the model answers.':
    '학습할 때 모든 값에 평균이 1인 정규분포 노이즈를 곱합니다. 추론할 때는 아무 일도 하지 않습니다.',
};
