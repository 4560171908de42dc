// RMSNormalization: each step is scaled by the root mean square of its own features.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  fixedEverywhere,
  formatShape,
  onlyInput,
  summaryOf,
  trainableWeight,
} from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axesSchema, axisPart, checkedAxes } from '#shared/model/layer-rules/normalizing.ts';
import { reachAlong } from '#shared/model/layer-rules/reach.ts';

/** Arguments of RMSNormalization. */
export const rmsNormalizationConfigSchema = z.strictObject({
  axis: axesSchema.default(-1),
  /** Added to the mean square. */
  epsilon: z.number().min(0).default(1e-6),
});
export type RmsNormalizationConfig = z.output<typeof rmsNormalizationConfigSchema>;

/** RMSNormalization. */
export const definition: LayerDefinition<RmsNormalizationConfig> = {
  type: 'RMSNormalization',
  family: 'normalization',
  help: msg`Scales each step by the root mean square of its own features, without taking their mean away.`,
  configSchema: rmsNormalizationConfigSchema,
  fixedArguments: fixedEverywhere,
  shape({ axis }, inputShapes) {
    const axes = checkedAxes(axis, inputShapes);
    if ('problem' in axes) return axes;
    const input = onlyInput(inputShapes);
    // Keras multiplies with the scale as it is, which fits the last axes only.
    const first = input.length - axes.places.length;
    if (axes.places.every((place, i) => place === first + i)) return { shapes: [input] };
    const message = msg`has axis ${typeof axis === 'number' ? axis : `[${axis.join(', ')}]`}, but gets ${formatShape(input)}, whose last axes only can be scaled.`;
    return { problem: { code: 'not-last-axis', message, fit: msg`Axis -1 fits, or [-2, -1].` } };
  },
  weights({ axis }, inputShapes) {
    const axes = checkedAxes(axis, inputShapes);
    return [trainableWeight({ scale_initializer: 'ones' }, 'scale', 'problem' in axes ? [] : axes.sizes)];
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
  ...casesOn([3, 5], [{}, { epsilon: 0.1 }]),
  ...casesOn([2, 4, 3], [{}, { axis: [1, 2] }, { axis: [-2, -1] }, { axis: 2 }]),
  ...casesOn({ shape: [3, 5, 4], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Scales each step by the root mean square of its own features, without taking their mean away.':
    '스텝마다 자기 특성의 제곱평균제곱근(RMS)으로 나눕니다. 평균은 빼지 않습니다.',
  'has axis {0}, but gets {1}, whose last axes only can be scaled.':
    'axis가 {0}인데 입력은 {1}입니다. 마지막 축들만 스케일할 수 있습니다.',
  'Axis -1 fits, or [-2, -1].': 'axis를 -1이나 [-2, -1]로 하세요.',
};
