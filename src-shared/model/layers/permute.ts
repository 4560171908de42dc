// Permute: the axes of a sample in another order.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { allSteps, ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Permute. */
export const permuteConfigSchema = z.strictObject({
  /** The axes in their new order, counted from 1. */
  dims: z.array(z.number().int().min(1)).min(1),
});
export type PermuteConfig = z.output<typeof permuteConfigSchema>;

/** Permute. */
export const definition: LayerDefinition<PermuteConfig> = {
  type: 'Permute',
  family: 'reshape',
  help: msg`Puts the axes in another order: with dims [2, 1], [steps, features] become [features, steps].`,
  configSchema: permuteConfigSchema,
  starter: { dims: [2, 1] },
  fixedArguments: fixedEverywhere,
  // Whether each axis is named once, the input decides, so that it is told once.
  shape({ dims }, inputShapes) {
    const input = onlyInput(inputShapes);
    const isOrder = dims.toSorted((a, b) => a - b).every((axis, i) => axis === i + 1);
    if (isOrder && input.length === dims.length) return { shapes: [dims.map((axis) => input[axis - 1] ?? null)] };
    const axes = countOf(input.length, '{0} axis', '{0} axes');
    const message = msg`has dims ${formatShape(dims)}, but gets ${formatShape(input)}, which has ${axes}.`;
    const fit = msg`Name each axis from 1 to ${input.length} once.`;
    return { problem: { code: 'wrong-rank', message, fit } };
  },
  weights: () => [],
  keepsValues: true,
  reach: ({ dims }) => [dims[0] === 1 ? ownStep : allSteps],
  flops: () => 0,
  summary: ({ dims }) => formatShape(dims),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 4, 3], [{ dims: [2, 1] }, { dims: [1, 2] }]),
  ...casesOn([2, 4, 3, 2], [{ dims: [3, 1, 2] }]),
  ...casesOn([2, 4], [{ dims: [1] }]),
  ...casesOn({ shape: [2, 4, 3], masked: true }, [{ dims: [2, 1] }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Puts the axes in another order: with dims [2, 1], [steps, features] become [features, steps].':
    '축의 순서를 바꿉니다. dims가 [2, 1]이면 [steps, features]가 [features, steps]가 됩니다.',
  'has dims {0}, but gets {1}, which has {2}.': 'dims가 {0}인데 입력 {1}에는 {2} 있습니다.',
  '{0} axis': '축이 {0}개',
  '{0} axes': '축이 {0}개',
  'Name each axis from 1 to {0} once.': '1부터 {0}까지의 축을 한 번씩 쓰세요.',
};
