// What Add, Subtract, Multiply, Average, Maximum and Minimum share: they combine their inputs value by value.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, sizeOf } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition, ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { allSteps, ownStep } from '#shared/model/layer-rules/reach.ts';

/** Two sizes of one axis: equal, or one is 1 and repeated. Undefined when they differ. */
function combinedSize(a: number | null, b: number | null): number | null | undefined {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  if (a === null || b === null) return null;
  return undefined;
}

/** The shapes aligned at their last axis, as NumPy broadcasts them; null when they do not fit. */
function broadcast(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const combined = Array.from({ length: rank }, (_, i) => {
    const one = a[i - rank + a.length];
    const other = b[i - rank + b.length];
    return one === undefined ? other : other === undefined ? one : combinedSize(one, other);
  });
  return combined.every((size) => size !== undefined) ? combined : null;
}

function combinedShape(_config: unknown, inputShapes: readonly Shape[]): ShapeResult {
  let combined: Shape = inputShapes[0] ?? [];
  for (const shape of inputShapes.slice(1)) {
    const next = broadcast(combined, shape);
    if (next === null) {
      const message = msg`gets ${formatShape(combined)} and ${formatShape(shape)}, which cannot be combined;`;
      const fit = msg`give both the same sizes, or 1 where one should be repeated.`;
      return { problem: { code: 'shapes-differ', message, fit } };
    }
    combined = next;
  }
  return { shapes: [combined] };
}

/** These layers have no arguments. */
export const mergingConfigSchema = z.strictObject({});
type MergingConfig = z.output<typeof mergingConfigSchema>;

/** What the layers share. */
export const merging = {
  family: 'merging',
  inputs: { least: 2, most: Infinity },
  configSchema: mergingConfigSchema,
  fixedArguments: fixedEverywhere,
  shape: combinedShape,
  // A step counts where it counts in any of the inputs.
  masks: (_config, inputs) => [inputs.every(Boolean)],
  weights: () => [],
  reach: (_config, inputShapes) => {
    const rank = Math.max(...inputShapes.map(({ length }) => length));
    const steps = Math.max(...inputShapes.map(([first]) => first ?? 1));
    // A vector, or a single step, is repeated at every step.
    return inputShapes.map((shape) => (shape.length < rank || (shape[0] === 1 && steps > 1) ? allSteps : ownStep));
  },
  // One operation for each value of each further input.
  flops: (_config, inputShapes, outputShape) => (inputShapes.length - 1) * sizeOf(outputShape),
  summary: () => '',
} as const satisfies Omit<LayerDefinition<MergingConfig>, 'type' | 'help'>;

/** What Keras is asked about two inputs. */
export const subtractingCases: readonly KerasCase[] = [
  {
    config: {},
    inputs: [
      [2, 3, 4],
      [2, 3, 4],
    ],
  },
  {
    config: {},
    inputs: [
      [2, 3, 4],
      [2, 3, 1],
    ],
  },
  {
    config: {},
    inputs: [
      { shape: [2, 4, 3], masked: true },
      { shape: [2, 4, 3], masked: true },
    ],
  },
  { config: {}, inputs: [{ shape: [2, 4, 3], masked: true }, [2, 4, 3]] },
];

/** What Keras is asked where there can be more. */
export const mergingCases: readonly KerasCase[] = [
  ...subtractingCases,
  {
    config: {},
    inputs: [
      [2, 3],
      [2, 3],
      [2, 3],
    ],
  },
];
