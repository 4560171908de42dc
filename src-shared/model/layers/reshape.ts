// Reshape: the values of a sample in another shape.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput, sizeOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition, ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { allSteps, reshapedReach } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Reshape. */
export const reshapeConfigSchema = z.strictObject({
  /** Without the batch; -1 once, for what is left. */
  target_shape: z.array(z.union([z.literal(-1), z.number().int().min(1).max(1_000_000)])).min(1),
});
export type ReshapeConfig = z.output<typeof reshapeConfigSchema>;

function reshaped({ target_shape: target }: ReshapeConfig, input: Shape): ShapeResult {
  const isOpen = input.includes(null);
  // Of an open length, each step has this many values.
  const count = sizeOf(input);
  const rest = target.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const fits = target.includes(-1) ? count % rest === 0 : !isOpen && count === rest;
  if (fits) return { shapes: [target.map((size) => (size !== -1 ? size : isOpen ? null : count / rest))] };
  if (isOpen) {
    const message = msg`gets ${formatShape(input)}, whose length is open, and has target_shape ${formatShape(target)}, which does not fit every length.`;
    return {
      problem: {
        code: 'unknown-length',
        message,
        fit: msg`Put -1 in place of a size, or give the Input a fixed length.`,
      },
    };
  }
  const values = countOf(count, '{0} value', '{0} values');
  const message = msg`gets ${formatShape(input)}, which are ${values}, and has target_shape ${formatShape(target)}, which takes ${target.includes(-1) ? msg`a multiple of ${rest}` : countOf(rest, '{0} value', '{0} values')}.`;
  const fit = target.includes(-1)
    ? msg`Give the other sizes a product that divides ${count}.`
    : msg`Give the sizes a product of ${count}, or put -1 in place of one.`;
  return { problem: { code: 'unfit-shape', message, fit } };
}

/** Reshape. */
export const definition: LayerDefinition<ReshapeConfig> = {
  type: 'Reshape',
  family: 'reshape',
  help: msg`Gives the values of a sample another shape, in the same order.`,
  configSchema: reshapeConfigSchema,
  starter: { target_shape: [-1] },
  fixedArguments: fixedEverywhere,
  conflicts: ({ target_shape: target }) =>
    target.filter((size) => size === -1).length > 1
      ? [{ path: 'target_shape', message: msg`has target_shape ${formatShape(target)}; only one size can be -1.` }]
      : [],
  shape: (config, inputShapes) => reshaped(config, onlyInput(inputShapes)),
  weights: () => [],
  keepsValues: true,
  reach(config, inputShapes) {
    const result = reshaped(config, onlyInput(inputShapes));
    return ['shapes' in result ? reshapedReach(onlyInput(inputShapes), result.shapes[0] ?? []) : allSteps];
  },
  flops: () => 0,
  summary: ({ target_shape: target }) => formatShape(target),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 6], [{ target_shape: [3, 2] }, { target_shape: [-1, 3] }, { target_shape: [1, 2, 3] }]),
  ...casesOn([2, 4, 3], [{ target_shape: [12] }, { target_shape: [6, -1] }, { target_shape: [-1] }]),
  ...casesOn({ shape: [2, 4, 2], masked: true }, [{ target_shape: [2, 4] }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Gives the values of a sample another shape, in the same order.': '샘플의 값을 같은 순서로 다른 형태에 담습니다.',
  'gets {0}, whose length is open, and has target_shape {1}, which does not fit every length.':
    '입력 {0:은} 길이가 정해져 있지 않아 target_shape {1}에 항상 맞지는 않습니다.',
  'Put -1 in place of a size, or give the Input a fixed length.': '크기 하나를 -1로 하거나, Input의 길이를 고정하세요.',
  'gets {0}, which are {1}, and has target_shape {2}, which takes {3}.':
    '입력 {0}에는 {1} 있는데 target_shape {2}에는 {3} 필요합니다.',
  'a multiple of {0}': '값이 {0}의 배수만큼',
  'Give the other sizes a product that divides {0}.': '나머지 크기의 곱이 {0}의 약수가 되게 하세요.',
  'Give the sizes a product of {0}, or put -1 in place of one.': '크기의 곱이 {0:이} 되게 하거나, 하나를 -1로 하세요.',
  'has target_shape {0}; only one size can be -1.': 'target_shape가 {0}입니다. -1은 하나만 쓸 수 있습니다.',
};
