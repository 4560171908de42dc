// Keras's weight regularizers: what a layer's weights add to the loss.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import { flattenIdentifier, identifierInputSchema } from '#shared/reading/identifier.ts';

const factor = z.number().min(0);

/** Reads a regularizer with all its arguments. */
export const canonicalRegularizerSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('l1'), l1: factor.default(0.01) }),
  z.strictObject({ name: z.literal('l2'), l2: factor.default(0.01) }),
  z.strictObject({ name: z.literal('l1_l2'), l1: factor.default(0), l2: factor.default(0) }),
  z.strictObject({
    name: z.literal('orthogonal_regularizer'),
    factor: factor.default(0.01),
    /** What is to be orthogonal. */
    mode: z.enum(['rows', 'columns']).default('rows'),
  }),
]);

/**
 * Adds `l1 · Σ|w| + l2 · Σw²` to the loss (Keras: without a factor of one half); or the mean over all pairs of rows or columns of the
 * size of their cosine, times the factor.
 */
export type Regularizer = z.output<typeof canonicalRegularizerSchema>;

const names = ['l1', 'l2', 'l1_l2', 'orthogonal_regularizer'] as const;
const findRegularizer = createNameLookup<Regularizer['name']>(names, { orthogonal: 'orthogonal_regularizer' });

/** Whether the regularizer can be one of a weight of this shape; Keras raises a ValueError where it cannot. */
export function canRegularize({ name }: Regularizer, shape: readonly number[]): boolean {
  return name !== 'orthogonal_regularizer' || shape.length === 2;
}

/** `null`, `'l2'`, `{ class_name: 'L2', config: { l2: 0.01 } }` or `{ name: 'l2', l2: 0.01 }` → a `Regularizer` or null. */
export const regularizerSchema = identifierInputSchema(names)
  .transform((given): unknown => flattenIdentifier(given, findRegularizer))
  .pipe(canonicalRegularizerSchema)
  .nullable();
