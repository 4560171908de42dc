// What normalizations share: the axes that they work along.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { formatShape, onlyInput } from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/** An axis, counted with the batch axis, which is 0; -1 is the last. Which ones there are, the input decides. */
export const axisSchema = z.number().int();

/** One axis or several. */
export const axesSchema = z.union([axisSchema, z.array(axisSchema).min(1)]);
type Axes = z.output<typeof axesSchema>;

/** Arguments of the normalizations with a factor and an offset. */
export const centerAndScale = {
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
  beta_initializer: initializerSchema.prefault('zeros'),
  gamma_initializer: initializerSchema.prefault('ones'),
  beta_regularizer: regularizerSchema.default(null),
  gamma_regularizer: regularizerSchema.default(null),
  beta_constraint: constraintSchema.default(null),
  gamma_constraint: constraintSchema.default(null),
};

/**
 * The size along an axis, which must be known.
 * @param axis counted with the batch axis, which is 0; -1 is the last
 */
export function checkedAxis(
  axis: number,
  inputShapes: readonly Shape[],
): { readonly size: number } | { readonly problem: ShapeProblem } {
  const found = checkedAxes(axis, inputShapes);
  return 'problem' in found ? found : { size: found.sizes[0] ?? 1 };
}

/** Places in a sample's shape, in Keras's order of the axes: by number as given, so that -1 is before 1. */
export function placesOf(
  axis: Axes,
  inputShapes: readonly Shape[],
): { readonly places: readonly number[] } | { readonly problem: ShapeProblem } {
  const input = onlyInput(inputShapes);
  const axes = typeof axis === 'number' ? [axis] : axis.toSorted((a, b) => a - b);
  const places = axes.map((each) => (each < 0 ? input.length + each : each - 1));
  const unknown = axes.find((_, i) => input[places[i] ?? -1] === undefined);
  if (unknown !== undefined) {
    const message = msg`has axis ${unknown}, but gets ${formatShape(input)}.`;
    return { problem: { code: 'no-such-axis', message, fit: msg`Axes 1 to ${input.length} fit; 0 is the batch.` } };
  }
  const twice = axes.find((_, i) => places.indexOf(places[i] ?? -1) !== i);
  if (twice === undefined) return { places };
  const message = msg`has axis ${`[${axes.join(', ')}]`}, which names an axis of ${formatShape(input)} twice.`;
  return { problem: { code: 'same-axis', message, fit: msg`Name each axis once.` } };
}

/** As `placesOf`, with the sizes along the axes, which must be known. */
export function checkedAxes(
  axis: Axes,
  inputShapes: readonly Shape[],
): { readonly places: readonly number[]; readonly sizes: readonly number[] } | { readonly problem: ShapeProblem } {
  const found = placesOf(axis, inputShapes);
  if ('problem' in found) return found;
  const input = onlyInput(inputShapes);
  const sizes = found.places.flatMap((place) => input[place] ?? []);
  if (sizes.length === found.places.length) return { ...found, sizes };
  const open = found.places.find((place) => input[place] === null) ?? 0;
  const message = msg`wants a known size along axis ${open + 1}, but gets ${formatShape(input)}.`;
  return { problem: { code: 'unknown-length', message, fit: msg`Give this size of the Input’s shape a number.` } };
}

/** `axis 1`; null for the last one. */
export function axisPart(axis: Axes): Message | null {
  return axis === -1 ? null : msg`axis ${typeof axis === 'number' ? axis : `[${axis.join(', ')}]`}`;
}
