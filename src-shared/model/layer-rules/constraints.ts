// Keras's weight constraints: what a weight is moved to after each update.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import { flattenIdentifier, identifierInputSchema } from '#shared/reading/identifier.ts';

/** The axes along which lengths are measured: 0 is the inputs of a unit. */
const axis = z
  .union([z.number().int(), z.array(z.number().int()).min(1)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .prefault(0);

/** Reads a constraint with all its arguments. */
export const canonicalConstraintSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('max_norm'), max_value: z.number().min(0).default(2), axis }),
  z.strictObject({ name: z.literal('non_neg') }),
  z.strictObject({ name: z.literal('unit_norm'), axis }),
  z.strictObject({
    name: z.literal('min_max_norm'),
    min_value: z.number().min(0).default(0),
    max_value: z.number().min(0).default(1),
    rate: z.number().min(0).max(1).default(1),
    axis,
  }),
]);

/** A constraint with all its arguments. */
export type Constraint = z.output<typeof canonicalConstraintSchema>;

const names = ['max_norm', 'non_neg', 'unit_norm', 'min_max_norm'] as const;
const findConstraint = createNameLookup<Constraint['name']>(names);

/** `null`, `'non_neg'`, `{ class_name: 'MaxNorm', config: { max_value: 2 } }` or `{ name: 'max_norm' }` → a `Constraint` or null. */
export const constraintSchema = identifierInputSchema(names)
  .transform((given): unknown => flattenIdentifier(given, findConstraint))
  .pipe(canonicalConstraintSchema)
  .nullable();
