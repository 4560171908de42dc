// Concatenate: its inputs one after the other along an axis.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { reachAlong } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Concatenate. */
export const concatenateConfigSchema = z.strictObject({
  /** Counted with the batch axis, which is 0; -1 is the features. */
  axis: z.number().int().default(-1),
});
export type ConcatenateConfig = z.output<typeof concatenateConfigSchema>;

/** Concatenate. */
export const definition: LayerDefinition<ConcatenateConfig> = {
  type: 'Concatenate',
  family: 'merging',
  help: msg`Puts its inputs side by side: [steps, 3] and [steps, 5] become [steps, 8].`,
  inputs: { least: 2, most: Infinity },
  configSchema: concatenateConfigSchema,
  fixedArguments: fixedEverywhere,
  conflicts: ({ axis }) =>
    axis === 0
      ? [{ path: 'axis', message: msg`has axis 0, which is the batch; 1 is the first axis of a sample.` }]
      : [],
  shape({ axis }, inputShapes) {
    const [first = []] = inputShapes;
    // Without the batch axis.
    const at = axis < 0 ? first.length + axis : axis - 1;
    if (at < 0 || at >= first.length) {
      const message = msg`has axis ${axis}, but gets ${formatShape(first)}.`;
      return { problem: { code: 'no-such-axis', message, fit: msg`Axes 1 to ${first.length} fit; 0 is the batch.` } };
    }
    const other = inputShapes.find(
      (shape) => shape.length !== first.length || shape.some((size, i) => i !== at && !isSame(size, first[i])),
    );
    if (other !== undefined) {
      const message = msg`gets ${formatShape(first)} and ${formatShape(other)}, which cannot be joined along axis ${axis};`;
      return { problem: { code: 'shapes-differ', message, fit: msg`all other sizes must be equal.` } };
    }
    const joined = inputShapes.reduce<number | null>((sum, shape) => {
      const size = shape[at] ?? null;
      return sum === null || size === null ? null : sum + size;
    }, 0);
    return {
      shapes: [first.map((size, i) => (i === at ? joined : (known(inputShapes.map((shape) => shape[i])) ?? size)))],
    };
  },
  masks: (_config, inputs) => [inputs.some(Boolean)],
  weights: () => [],
  // One after the other along the steps, each step is of one input: which, its place decides.
  reach: ({ axis }, [first = []]) => [reachAlong([axis < 0 ? first.length + axis : axis - 1])],
  flops: () => 0,
  summary: ({ axis }) => (axis === -1 ? '' : msg`axis ${axis}`),
};

/** An open size may turn out to be equal. */
function isSame(a: number | null, b: number | null | undefined): boolean {
  return a === b || a === null || b === null;
}

function known(sizes: readonly (number | null | undefined)[]): number | undefined {
  return sizes.find((size) => typeof size === 'number');
}

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  {
    config: {},
    inputs: [
      [2, 3, 4],
      [2, 3, 2],
    ],
  },
  {
    config: { axis: 1 },
    inputs: [
      [2, 3, 4],
      [2, 2, 4],
      [2, 1, 4],
    ],
  },
  {
    config: {},
    inputs: [
      { shape: [2, 3, 4], masked: true },
      { shape: [2, 3, 2], masked: true },
    ],
  },
  { config: {}, inputs: [{ shape: [2, 3, 4], masked: true }, [2, 3, 2]] },
  { config: { axis: 1 }, inputs: [{ shape: [2, 3, 4], masked: true }, [2, 2, 4]] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Puts its inputs side by side: [steps, 3] and [steps, 5] become [steps, 8].':
    '입력을 나란히 이어 붙입니다. [steps, 3]과 [steps, 5]는 [steps, 8]이 됩니다.',
  'has axis 0, which is the batch; 1 is the first axis of a sample.':
    'axis가 0이면 배치 축입니다. 샘플의 첫 축은 1입니다.',
  'has axis {0}, but gets {1}.': 'axis가 {0}인데, 입력은 {1}입니다.',
  'gets {0} and {1}, which cannot be joined along axis {2};':
    '입력 {0:과} {1:은} 축 {2:을} 따라 이어 붙일 수 없습니다.',
  'all other sizes must be equal.': '나머지 크기가 모두 같아야 합니다.',
  'axis {0}': '축 {0}',
};
