// Keras's losses: names, aliases, arguments and defaults.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed, type NamedThing } from '#shared/reading/named-thing.ts';

const fromLogits = z.boolean().default(false);

/** Canonical form: the loss's name and all its arguments in one flat object. */
export const lossSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('binary_crossentropy'),
    /** True when the output is logits, not probabilities. */
    from_logits: fromLogits,
  }),
  z.strictObject({ name: z.literal('categorical_crossentropy'), from_logits: fromLogits }),
  z.strictObject({ name: z.literal('sparse_categorical_crossentropy'), from_logits: fromLogits }),
  z.strictObject({ name: z.literal('mean_absolute_error') }),
  z.strictObject({ name: z.literal('mean_squared_error') }),
  z.strictObject({
    name: z.literal('huber'),
    /** Errors up to this count quadratically, larger ones linearly. */
    delta: z.number().gt(0).default(1),
  }),
]);
export type LossConfig = z.output<typeof lossSchema>;
export type LossName = LossConfig['name'];

/**
 * What tells the values of two losses apart, in words: `mean_absolute_error`, `huber (delta 2)`. Whether the output is squashed
 * already is none of it: the loss of the same probabilities is the same.
 */
export function lossText(loss: LossConfig): string {
  return loss.name === 'huber' ? `huber (delta ${loss.delta})` : loss.name;
}

/** Whether labels are rows of zeros and a one for this loss, instead of numbers. */
export function takesOneHot(loss: Pick<LossConfig, 'name'>): boolean {
  return loss.name === 'categorical_crossentropy';
}

/** The canonical names of the losses. */
export const lossNames: readonly LossName[] = lossSchema.options.map((option) => option.shape.name.value);

/** Keras's losses that Strata has. */
export const losses: NamedThing<LossConfig> = {
  kind: 'loss',
  names: lossNames,
  find: createNameLookup<LossName>(lossNames, {
    bce: 'binary_crossentropy',
    mae: 'mean_absolute_error',
    mse: 'mean_squared_error',
    huber_loss: 'huber',
  }),
  shortNames: ['mae', 'mse', 'bce'],
  schema: lossSchema,
  fixedArguments: { reduction: ['sum_over_batch_size'], label_smoothing: [0], axis: [-1], dtype: [null, 'float32'] },
};

/** A file's loss as `lossText` says it; null when it is none. */
export function readLossText(given: NamedConfig): string | null {
  const loss = readNamed(losses, given, '').value;
  return loss === null ? null : lossText(loss);
}
