// What becomes of a weight after its update, in both steps: its average is moved, it is overwritten with the average where that is
// due, and its constraint is applied; Keras does it in this order.
import type * as tf from '@tensorflow/tfjs-core';
import { constrained } from '#main/training/nn/constraints.ts';
import type { ModelWeight } from '#main/training/nn/model-weights.ts';
import type { ScalarName, WeightUpdate } from '#main/training/nn/optimizer-rule.ts';
import type { Optimizer } from '#main/training/nn/optimizers.ts';

interface Circumstances {
  readonly slots: Readonly<Record<string, tf.Tensor>>;
  readonly scalars: Readonly<Record<ScalarName, tf.Scalar>>;
  /** A weight without a gradient is averaged, but not constrained. */
  readonly hasGradient: boolean;
}

/** Whether `settled` does anything. */
export function isSettled({ spec: { constraint } }: ModelWeight, optimizer: Optimizer): boolean {
  return constraint !== null || optimizer.config.use_ema;
}

/** @param value the weight after its update. The caller's tidy disposes the results; the weight may be `value` itself. */
export function settled(
  { spec: { constraint } }: ModelWeight,
  optimizer: Optimizer,
  value: tf.Tensor,
  { slots, scalars, hasGradient }: Circumstances,
): WeightUpdate {
  const averaged = optimizer.averaged(value, slots, scalars);
  const isConstrained = constraint !== null && hasGradient;
  return { ...averaged, weight: isConstrained ? constrained(constraint, averaged.weight) : averaged.weight };
}
