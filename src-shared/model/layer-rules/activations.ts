// Keras's activation functions, by identifier.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';

/**
 * Formulas are Keras 3's: `gelu` is the exact one (approximate=False), `leaky_relu` has slope 0.2,
 * `elu` alpha 1, `hard_sigmoid` is relu6(x + 3) / 6, `softmax` works on the last axis.
 */
export const activationNames = [
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'softplus',
  'softsign',
  'elu',
  'selu',
  'gelu',
  'silu',
  'exponential',
  'leaky_relu',
  'relu6',
  'hard_sigmoid',
] as const;
export type ActivationName = (typeof activationNames)[number];

const findActivation = createNameLookup<ActivationName>(activationNames, { swish: 'silu' });

/** An activation's identifier in any of Keras's spellings (`swish`, null for none) → its canonical name. */
export const activationSchema = z
  .union([z.string().meta({ examples: [...activationNames] }), z.null()])
  .transform((given): unknown => (given === null ? 'linear' : (findActivation(given) ?? given)))
  .pipe(z.enum(activationNames));
