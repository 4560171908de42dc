// GaussianNoise: noise while training.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { layerSeedSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of GaussianNoise. */
export const gaussianNoiseConfigSchema = z.strictObject({
  /** The standard deviation of what is added. */
  stddev: z.number().min(0).max(1),
  seed: layerSeedSchema.default(null),
});
export type GaussianNoiseConfig = z.output<typeof gaussianNoiseConfigSchema>;

/** GaussianNoise. */
export const definition: LayerDefinition<GaussianNoiseConfig> = {
  ...valueByValue,
  type: 'GaussianNoise',
  family: 'regularization',
  help: msg`Adds normal noise to every value while training; does nothing when the model answers.`,
  configSchema: gaussianNoiseConfigSchema,
  starter: { stddev: 0.1 },
  keepsValues: true,
  summary: ({ stddev }) => msg`deviation ${stddev}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn({ shape: [2, 3, 2], masked: true }, [{ stddev: 0.4 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Adds normal noise to every value while training; does nothing when the model answers.':
    '학습할 때 모든 값에 정규분포 노이즈를 더합니다. 추론할 때는 아무 일도 하지 않습니다.',
  'deviation {0}': '표준편차 {0}',
};
