// LayerNormalization: each step is scaled by the mean and deviation of its own features.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, onlyInput, summaryOf, trainableWeight } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axesSchema, axisPart, centerAndScale, checkedAxes } from '#shared/model/layer-rules/normalizing.ts';
import { reachAlong } from '#shared/model/layer-rules/reach.ts';

/** Arguments of LayerNormalization. */
export const layerNormalizationConfigSchema = z.strictObject({
  /** Mean and deviation are those along these axes. */
  axis: axesSchema.default(-1),
  /** Added to the variance. */
  epsilon: z.number().min(0).default(0.001),
  ...centerAndScale,
});
export type LayerNormalizationConfig = z.output<typeof layerNormalizationConfigSchema>;

/** LayerNormalization. */
export const definition: LayerDefinition<LayerNormalizationConfig> = {
  type: 'LayerNormalization',
  family: 'normalization',
  help: msg`Scales each step by the mean and deviation of its own features, in training and when the model answers.`,
  configSchema: layerNormalizationConfigSchema,
  fixedArguments: { ...fixedEverywhere, rms_scaling: [false] },
  shape(config, inputShapes) {
    const axes = checkedAxes(config.axis, inputShapes);
    return 'problem' in axes ? axes : { shapes: [onlyInput(inputShapes)] };
  },
  masks: passesMask,
  weights(config, inputShapes) {
    const axes = checkedAxes(config.axis, inputShapes);
    const shape = 'problem' in axes ? [] : axes.sizes;
    return [
      ...(config.scale ? [trainableWeight(config, 'gamma', shape)] : []),
      ...(config.center ? [trainableWeight(config, 'beta', shape)] : []),
    ];
  },
  reach({ axis }, inputShapes) {
    const axes = checkedAxes(axis, inputShapes);
    return [reachAlong('problem' in axes ? [] : axes.places)];
  },
  flops: () => 0,
  summary: ({ axis }) => summaryOf(axisPart(axis)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}, { center: false }, { scale: false, epsilon: 0.1 }, { center: false, scale: false }]),
  ...casesOn([2, 4, 3], [{}, { axis: 1 }, { axis: [1, 2] }, { axis: [-1, 1] }, { axis: [-1] }]),
  ...casesOn({ shape: [3, 5, 4], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Scales each step by the mean and deviation of its own features, in training and when the model answers.':
    '스텝마다 자기 특성의 평균과 표준편차로 정규화합니다. 학습할 때와 추론할 때가 같습니다.',
};
