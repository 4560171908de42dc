// GroupNormalization: groups of features are scaled by their mean and deviation over all steps of a sample.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import {
  divisorsOf,
  fixedEverywhere,
  formatShape,
  onlyInput,
  summaryOf,
  trainableWeight,
} from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axisPart, axisSchema, centerAndScale, checkedAxis } from '#shared/model/layer-rules/normalizing.ts';
import { allSteps } from '#shared/model/layer-rules/reach.ts';

/** Arguments of GroupNormalization. */
export const groupNormalizationConfigSchema = z.strictObject({
  /** -1: as many as there are features. */
  groups: z.union([z.literal(-1), z.number().int().min(1)]).default(32),
  /** What is divided into groups. */
  axis: axisSchema.default(-1),
  /** Added to the variance. */
  epsilon: z.number().min(0).default(0.001),
  ...centerAndScale,
});
export type GroupNormalizationConfig = z.output<typeof groupNormalizationConfigSchema>;

/** GroupNormalization. */
export const definition: LayerDefinition<GroupNormalizationConfig> = {
  type: 'GroupNormalization',
  family: 'normalization',
  help: msg`Divides the features into groups and scales each by its mean and deviation over all steps of the sample.`,
  configSchema: groupNormalizationConfigSchema,
  fixedArguments: fixedEverywhere,
  shape({ groups, axis }, inputShapes) {
    const found = checkedAxis(axis, inputShapes);
    if ('problem' in found) return found;
    const { size } = found;
    const input = onlyInput(inputShapes);
    if (groups === -1 || size % groups === 0) return { shapes: [input] };
    const message = msg`divides axis ${axis} of ${formatShape(input)}, which has ${countOf(size, '{0} value', '{0} values')}, into ${groups} groups.`;
    const fit = msg`Groups of ${divisorsOf(size).join(', ')} fit.`;
    const largest = divisorsOf(size).findLast((divisor) => divisor <= groups) ?? 1;
    return { problem: { code: 'unfit-groups', message, fit, changes: [{ argument: 'groups', value: largest }] } };
  },
  masks: passesMask,
  weights(config, inputShapes) {
    const found = checkedAxis(config.axis, inputShapes);
    const shape = 'problem' in found ? [] : [found.size];
    return [
      ...(config.scale ? [trainableWeight(config, 'gamma', shape)] : []),
      ...(config.center ? [trainableWeight(config, 'beta', shape)] : []),
    ];
  },
  reach: () => [allSteps],
  flops: () => 0,
  summary: ({ groups, axis }) =>
    summaryOf(groups === -1 ? null : countOf(groups, '{0} group', '{0} groups'), axisPart(axis)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 6], [{ groups: 2 }, { groups: 3, scale: false }, { groups: 1, center: false, epsilon: 0.1 }]),
  ...casesOn(
    [2, 4, 6],
    [
      { groups: 2 },
      { groups: -1 },
      { groups: 6 },
      { groups: 2, axis: 1 },
      { groups: 2, axis: -2 },
      { groups: 3, axis: 2 },
    ],
  ),
  ...casesOn({ shape: [3, 5, 4], masked: true }, [{ groups: 2 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Divides the features into groups and scales each by its mean and deviation over all steps of the sample.':
    '특성을 그룹으로 나누고, 샘플의 모든 스텝에서 구한 그룹별 평균과 표준편차로 정규화합니다.',
  'divides axis {0} of {1}, which has {2}, into {3} groups.':
    '{1}의 축 {0}에는 {2} 있어 그룹 {3}개로 나눌 수 없습니다.',
  '{0} value': '값이 {0}개',
  '{0} values': '값이 {0}개',
  'Groups of {0} fit.': 'groups는 {0} 중 하나여야 합니다.',
  '{0} group': '그룹 {0}개',
  '{0} groups': '그룹 {0}개',
};
