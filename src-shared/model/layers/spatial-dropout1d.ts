// SpatialDropout1D: dropout of whole features.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  fixedEverywhere,
  layerSeedSchema,
  onlyInput,
  rateSchema,
  sequenceOf,
} from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of SpatialDropout1D. */
export const spatialDropout1dConfigSchema = z.strictObject({
  rate: rateSchema,
  seed: layerSeedSchema.default(null),
});
export type SpatialDropout1DConfig = z.output<typeof spatialDropout1dConfigSchema>;

/** SpatialDropout1D. */
export const definition: LayerDefinition<SpatialDropout1DConfig> = {
  type: 'SpatialDropout1D',
  family: 'regularization',
  help: msg`Sets whole features to zero while training, over all steps at once; does nothing when the model answers.`,
  configSchema: spatialDropout1dConfigSchema,
  starter: { rate: 0.5 },
  fixedArguments: fixedEverywhere,
  shape(_config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    return 'problem' in sequence ? sequence : { shapes: [onlyInput(inputShapes)] };
  },
  masks: passesMask,
  weights: () => [],
  keepsValues: true,
  reach: () => [ownStep],
  flops: () => 0,
  summary: ({ rate }) => msg`rate ${rate}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn({ shape: [2, 3, 2], masked: true }, [{ rate: 0.4 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Sets whole features to zero while training, over all steps at once; does nothing when the model answers.':
    '학습할 때 특성 전체를 모든 스텝에서 한꺼번에 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
};
