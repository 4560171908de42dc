// What the optimizers' rules share.
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import type { Gradient } from '#main/training/nn/row-gradient.ts';

/**
 * What changes from step to step besides the gradients, by name; scalars, float32. `correction` and `gradientShare`: of Nadam;
 * `averageMomentum`, and whether a weight is overwritten with its average: of `use_ema`.
 */
export const scalarNames = [
  'learningRate',
  'stepSize',
  'decay',
  'correction',
  'gradientShare',
  'averageMomentum',
  'overwrite',
] as const;
export type ScalarName = (typeof scalarNames)[number];

/** Something for each scalar. */
export function forEachScalar<Value>(make: (name: ScalarName) => Value): Record<ScalarName, Value> {
  return {
    learningRate: make('learningRate'),
    stepSize: make('stepSize'),
    decay: make('decay'),
    correction: make('correction'),
    gradientShare: make('gradientShare'),
    averageMomentum: make('averageMomentum'),
    overwrite: make('overwrite'),
  };
}

/** A weight and its slots after one update. */
export interface WeightUpdate {
  readonly weight: tf.Tensor;
  /** The slots' new values, as in `Optimizer.slots`. */
  readonly slots: Readonly<Record<string, tf.Tensor>>;
}

/** The update of one optimizer, without weight decay and clipping. */
export interface Rule {
  /** Names of the arrays kept for each weight. */
  readonly slots: readonly string[];
  update(
    weight: tf.Tensor,
    slots: Readonly<Record<string, tf.Tensor>>,
    gradient: Gradient,
    scalars: Readonly<Record<ScalarName, tf.Scalar>>,
  ): WeightUpdate;
  stepSize(learningRate: number, iterations: number): number;
  /** Further scalars. */
  scalars?(learningRate: number, iterations: number): Partial<Record<ScalarName, number>>;
}

/** The arguments of one optimizer, or of several. */
export type ConfigOf<Name extends OptimizerConfig['name']> = Extract<OptimizerConfig, { name: Name }>;

/** The slot, which must exist. */
export function slotOf(slots: Readonly<Record<string, tf.Tensor>>, name: string): tf.Tensor {
  const slot = slots[name];
  if (slot === undefined) throw new Error(`An optimizer was called without its slot ${name}.`);
  return slot;
}

/**
 * `1 - share` as TensorFlow's own optimizers compute it, from a 32-bit share: for 0.999 it is smaller by a relative 1.3e-5.
 * Both kinds of step use it. It is the exact optimizer for a share that differs in the eighth digit.
 */
export function complement(share: number): number {
  return Math.fround(1 - Math.fround(share));
}

/** `value + (goal - value) · share`. */
export function movedTowards(value: tf.Tensor, goal: tf.Tensor, share: number): tf.Tensor {
  return tf.add(value, tf.mul(tf.sub(goal, value), share));
}
