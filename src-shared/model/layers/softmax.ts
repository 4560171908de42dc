// Softmax: values as shares of 1 along an axis.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, onlyInput, summaryOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axesSchema, axisPart, placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { reachAlong } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Softmax. */
export const softmaxConfigSchema = z.strictObject({ axis: axesSchema.default(-1) });
export type SoftmaxConfig = z.output<typeof softmaxConfigSchema>;

/** Softmax. Keras broadcasts a mask from the last axis on, so the mask of a sequence fits none of its shapes. */
export const definition: LayerDefinition<SoftmaxConfig> = {
  type: 'Softmax',
  family: 'activation',
  help: msg`Makes the values along an axis positive with the sum 1: shares or probabilities.`,
  configSchema: softmaxConfigSchema,
  fixedArguments: fixedEverywhere,
  shape({ axis }, inputShapes) {
    const axes = placesOf(axis, inputShapes);
    return 'problem' in axes ? axes : { shapes: [onlyInput(inputShapes)] };
  },
  refusesMask: msg`cannot take the mask of a sequence, as in Keras; use Activation "softmax", which passes the mask on.`,
  weights: () => [],
  reach({ axis }, inputShapes) {
    const axes = placesOf(axis, inputShapes);
    return [reachAlong('problem' in axes ? [] : axes.places)];
  },
  flops: () => 0,
  summary: ({ axis }) => summaryOf(axisPart(axis)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}]),
  ...casesOn([2, 4, 3], [{}, { axis: 1 }, { axis: [1, 2] }, { axis: [2] }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Makes the values along an axis positive with the sum 1: shares or probabilities.':
    '축을 따라 값을 합이 1인 양수로 바꿉니다. 비율이나 확률로 씁니다.',
  'cannot take the mask of a sequence, as in Keras; use Activation "softmax", which passes the mask on.':
    'Keras에서처럼 시퀀스의 마스크를 받을 수 없습니다. 마스크를 전달하는 Activation “softmax”를 쓰세요.',
};
