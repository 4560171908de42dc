// Keras's losses: names, aliases, arguments and defaults.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed, type NamedThing } from '#shared/reading/named-thing.ts';

/** What every loss on probabilities takes. */
const onProbabilities = {
  /** True when the output is logits, not probabilities. */
  from_logits: z.boolean().default(false),
};
const smoothed = {
  ...onProbabilities,
  /** This share of a label is spread over all labels: labels 0 and 1 become `s / 2` and `1 - s / 2`. */
  label_smoothing: z.number().min(0).max(1).default(0),
};
const focal = {
  /** The weight of a label: of label 1 with `apply_class_balancing`, of every class in the categorical loss. */
  alpha: z.number().min(0).default(0.25),
  /** The larger, the less a sample counts that is answered well. */
  gamma: z.number().min(0).default(2),
};

/** Canonical form: the loss's name and all its arguments in one flat object. */
export const lossSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('binary_crossentropy'), ...smoothed }),
  z.strictObject({
    name: z.literal('binary_focal_crossentropy'),
    apply_class_balancing: z.boolean().default(false),
    ...focal,
    ...smoothed,
  }),
  z.strictObject({ name: z.literal('categorical_crossentropy'), ...smoothed }),
  z.strictObject({ name: z.literal('categorical_focal_crossentropy'), ...focal, ...smoothed }),
  z.strictObject({ name: z.literal('sparse_categorical_crossentropy'), ...onProbabilities }),
  z.strictObject({ name: z.literal('kl_divergence') }),
  z.strictObject({ name: z.literal('cosine_similarity') }),
  z.strictObject({ name: z.literal('mean_absolute_error') }),
  z.strictObject({ name: z.literal('mean_squared_error') }),
  z.strictObject({ name: z.literal('mean_absolute_percentage_error') }),
  z.strictObject({ name: z.literal('mean_squared_logarithmic_error') }),
  z.strictObject({
    name: z.literal('huber'),
    /** Errors up to this count quadratically, larger ones linearly. */
    delta: z.number().gt(0).default(1),
  }),
  z.strictObject({ name: z.literal('log_cosh') }),
  z.strictObject({ name: z.literal('poisson') }),
  z.strictObject({
    name: z.literal('quantile'),
    /** The share of targets that is to lie below the output; 0.5 is the median. Keras 3 has no such loss. */
    quantile: z.number().gt(0).lt(1).default(0.5),
  }),
]);
export type LossConfig = z.output<typeof lossSchema>;
export type LossName = LossConfig['name'];

/** What a loss compares. */
export interface LossTraits {
  /** Its targets: measurements, labels 0 and 1, class numbers, or rows of zeros and a one. */
  readonly target: 'number' | 'bit' | 'class' | 'one-hot';
  /** The activation that makes the outputs it wants of logits; null when it wants no probabilities. */
  readonly squash: 'sigmoid' | 'softmax' | null;
}

const ofNumbers: LossTraits = { target: 'number', squash: null };
const ofBits: LossTraits = { target: 'bit', squash: 'sigmoid' };
const ofOneHot: LossTraits = { target: 'one-hot', squash: 'softmax' };

const traits: Readonly<Record<LossName, LossTraits>> = {
  binary_crossentropy: ofBits,
  binary_focal_crossentropy: ofBits,
  categorical_crossentropy: ofOneHot,
  categorical_focal_crossentropy: ofOneHot,
  sparse_categorical_crossentropy: { target: 'class', squash: 'softmax' },
  kl_divergence: ofOneHot,
  cosine_similarity: { target: 'one-hot', squash: null },
  mean_absolute_error: ofNumbers,
  mean_squared_error: ofNumbers,
  mean_absolute_percentage_error: ofNumbers,
  mean_squared_logarithmic_error: ofNumbers,
  huber: ofNumbers,
  log_cosh: ofNumbers,
  poisson: ofNumbers,
  quantile: ofNumbers,
};

/** What a loss compares. */
export function traitsOf({ name }: Pick<LossConfig, 'name'>): LossTraits {
  return traits[name];
}

/** Arguments without effect on the value of a loss of given probabilities, or at these values. */
const silentArguments: Readonly<Record<string, unknown>> = { label_smoothing: 0, apply_class_balancing: false };

/**
 * What tells the values of two losses apart, in words: `mean_absolute_error`, `huber (delta 2)`. Whether the output is squashed
 * already is none of it: the loss of the same probabilities is the same.
 */
export function lossText(loss: LossConfig): string {
  const { name, ...rest } = loss;
  const isBalanced = 'apply_class_balancing' in loss ? loss.apply_class_balancing : true;
  const told = Object.entries(rest).filter(
    ([key, value]) => key !== 'from_logits' && value !== silentArguments[key] && (key !== 'alpha' || isBalanced),
  );
  const words = told.map(([key, value]) => (value === true ? key : `${key} ${String(value)}`));
  return words.length === 0 ? name : `${name} (${words.join(', ')})`;
}

/** Whether labels are rows of zeros and a one for this loss, instead of numbers. */
export function takesOneHot(loss: Pick<LossConfig, 'name'>): boolean {
  return traits[loss.name].target === 'one-hot';
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
    mape: 'mean_absolute_percentage_error',
    msle: 'mean_squared_logarithmic_error',
    kld: 'kl_divergence',
    huber_loss: 'huber',
    logcosh: 'log_cosh',
    pinball: 'quantile',
  }),
  shortNames: ['mae', 'mse', 'mape', 'msle', 'bce', 'kld'],
  schema: lossSchema,
  fixedArguments: {
    reduction: ['sum_over_batch_size'],
    label_smoothing: [0],
    ignore_class: [null],
    axis: [-1],
    dtype: [null, 'float32'],
  },
};

/** A file's loss as `lossText` says it; null when it is none. */
export function readLossText(given: NamedConfig): string | null {
  const loss = readNamed(losses, given, '').value;
  return loss === null ? null : lossText(loss);
}
