// UnitNormalization: each step gets the length 1.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { onlyInput, summaryOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axesSchema, axisPart, placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';
import { reachAlong } from '#shared/model/layer-rules/reach.ts';

/** Arguments of UnitNormalization. */
export const unitNormalizationConfigSchema = z.strictObject({ axis: axesSchema.default(-1) });
export type UnitNormalizationConfig = z.output<typeof unitNormalizationConfigSchema>;

/** UnitNormalization. */
export const definition: LayerDefinition<UnitNormalizationConfig> = {
  ...valueByValue,
  type: 'UnitNormalization',
  family: 'normalization',
  help: msg`Scales the features of each step so that the sum of their squares is 1.`,
  configSchema: unitNormalizationConfigSchema,
  shape({ axis }, inputShapes) {
    const axes = placesOf(axis, inputShapes);
    return 'problem' in axes ? axes : { shapes: [onlyInput(inputShapes)] };
  },
  reach({ axis }, inputShapes) {
    const axes = placesOf(axis, inputShapes);
    return [reachAlong('problem' in axes ? [] : axes.places)];
  },
  summary: ({ axis }) => summaryOf(axisPart(axis)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}]),
  ...casesOn([2, 4, 3], [{}, { axis: 1 }, { axis: [1, 2] }]),
  ...casesOn({ shape: [3, 5, 4], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Scales the features of each step so that the sum of their squares is 1.':
    '스텝마다 특성의 제곱합이 1이 되도록 크기를 맞춥니다.',
};
