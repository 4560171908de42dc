// What layers share that change values only: the shape and the mask stay as they are, and there is nothing to learn.
import { fixedEverywhere, onlyInput } from '#shared/model/layer-rules/common.ts';
import { passesMask, type ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** What the layers share. */
export const valueByValue = {
  fixedArguments: fixedEverywhere,
  shape: (_config: unknown, inputShapes: readonly Shape[]): ShapeResult => ({ shapes: [onlyInput(inputShapes)] }),
  masks: passesMask,
  weights: (): readonly WeightSpec[] => [],
  reach: () => [ownStep],
  flops: () => 0,
} as const;
