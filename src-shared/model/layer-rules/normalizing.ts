// What normalizations share: the axis of the features.
import { msg } from '#shared/base/message.ts';
import { formatShape, onlyInput } from '#shared/model/layer-rules/common.ts';
import type { ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/**
 * The size along an axis, which must be known.
 * @param axis counted with the batch axis, which is 0; -1 is the last
 */
export function checkedAxis(
  axis: number,
  inputShapes: readonly Shape[],
): { readonly size: number } | { readonly problem: ShapeProblem } {
  const input = onlyInput(inputShapes);
  const size = axis === 0 ? undefined : input.at(axis < 0 ? axis : axis - 1);
  if (typeof size === 'number') return { size };
  const message =
    size === null
      ? msg`wants a known size along axis ${axis}, but gets ${formatShape(input)}.`
      : msg`has axis ${axis}, but gets ${formatShape(input)}.`;
  return { problem: { code: size === null ? 'unknown-length' : 'no-such-axis', message } };
}
