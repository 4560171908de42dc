// Keras's initializers: names, arguments and defaults.
import { z } from 'zod';
import type { JsonObject } from '#shared/base/json.ts';
import { createNameLookup } from '#shared/reading/names.ts';
import { flattenIdentifier, identifierInputSchema } from '#shared/reading/identifier.ts';

/** Null: drawn from the run's seed. */
const seed = z.number().int().nullable().default(null);

/** Reads an initializer with all its arguments. */
export const canonicalInitializerSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('zeros') }),
  z.strictObject({ name: z.literal('ones') }),
  z.strictObject({ name: z.literal('constant'), value: z.number().default(0) }),
  z.strictObject({ name: z.literal('identity'), gain: z.number().default(1) }),
  z.strictObject({ name: z.literal('orthogonal'), gain: z.number().default(1), seed }),
  z.strictObject({ name: z.literal('glorot_uniform'), seed }),
  z.strictObject({ name: z.literal('glorot_normal'), seed }),
  z.strictObject({ name: z.literal('he_uniform'), seed }),
  z.strictObject({ name: z.literal('he_normal'), seed }),
  z.strictObject({ name: z.literal('lecun_uniform'), seed }),
  z.strictObject({ name: z.literal('lecun_normal'), seed }),
  z.strictObject({
    name: z.literal('random_uniform'),
    minval: z.number().default(-0.05),
    maxval: z.number().default(0.05),
    seed,
  }),
  z.strictObject({
    name: z.literal('random_normal'),
    mean: z.number().default(0),
    stddev: z.number().min(0).default(0.05),
    seed,
  }),
  z.strictObject({
    name: z.literal('truncated_normal'),
    mean: z.number().default(0),
    stddev: z.number().min(0).default(0.05),
    seed,
  }),
  z.strictObject({
    name: z.literal('variance_scaling'),
    scale: z.number().gt(0).default(1),
    mode: z.enum(['fan_in', 'fan_out', 'fan_avg']).default('fan_in'),
    distribution: z.enum(['truncated_normal', 'untruncated_normal', 'uniform']).default('truncated_normal'),
    seed,
  }),
]);

/** An initializer with all its arguments, e.g. `{ name: 'random_uniform', minval: -0.05, maxval: 0.05, seed: null }`. */
export type Initializer = z.output<typeof canonicalInitializerSchema>;
export type InitializerName = Initializer['name'];

/** The canonical names of Keras's initializers. */
export const initializerNames: readonly InitializerName[] = canonicalInitializerSchema.options.map(
  (option) => option.shape.name.value,
);

const findInitializer = createNameLookup<InitializerName>(initializerNames, {
  uniform: 'random_uniform',
  normal: 'random_normal',
  zero: 'zeros',
  one: 'ones',
  identity_initializer: 'identity',
  orthogonal_initializer: 'orthogonal',
});

/** Initializers whose numbers are as large as the sizes of the weight say; Keras writes the axes of these sizes, null for its own rule. */
const scaled: ReadonlySet<unknown> = new Set<InitializerName>([
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_uniform',
  'lecun_normal',
  'variance_scaling',
]);

/** Leaves out axes that are null, and refuses others: Strata has Keras's rule only. */
function withoutAxes(flat: JsonObject, context: z.RefinementCtx): JsonObject {
  if (!scaled.has(flat['name'])) return flat;
  const { input_axes: input = null, output_axes: output = null, ...rest } = flat;
  for (const [name, value] of Object.entries({ input_axes: input, output_axes: output }))
    if (value !== null) context.addIssue({ code: 'custom', path: [name], message: 'null' });
  return rest;
}

/** `'he_normal'`, `{ class_name: 'HeNormal', config: { seed: 1 } }` or `{ name: 'he_normal', seed: 1 }` → an `Initializer`. */
export const initializerSchema = identifierInputSchema(initializerNames)
  .transform((given, context): unknown => withoutAxes(flattenIdentifier(given, findInitializer), context))
  .pipe(canonicalInitializerSchema);

/** Initializers that cannot fill every weight, with the minimum and maximum number of dimensions, as in Keras. */
const fillableRanks: Partial<Readonly<Record<InitializerName, readonly [least: number, most: number]>>> = {
  orthogonal: [2, Infinity],
  identity: [2, 2],
};

/** The least number that the initializer can draw; for a weight of one dimension. */
export function leastDrawn(initializer: Initializer): number {
  switch (initializer.name) {
    case 'zeros':
    case 'identity':
      return 0;
    case 'ones':
      return 1;
    case 'constant':
      return initializer.value;
    case 'random_uniform':
      return Math.min(initializer.minval, initializer.maxval);
    case 'truncated_normal':
      // What is further away than two deviations is drawn again.
      return initializer.mean - 2 * initializer.stddev;
    case 'random_normal':
      return initializer.stddev === 0 ? initializer.mean : -Infinity;
    default:
      return -Infinity;
  }
}

/** Whether the initializer can fill a weight of this shape; Keras raises a ValueError where it cannot. */
export function canFill({ name }: Initializer, shape: readonly number[]): boolean {
  const [least, most] = fillableRanks[name] ?? [0, Infinity];
  return shape.length >= least && shape.length <= most;
}
