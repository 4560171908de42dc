// Keras's weight constraints: where a weight is moved to after an update.
import * as tf from '@tensorflow/tfjs-core';
import type { Constraint } from '#shared/model/layer-rules/constraints.ts';

/** `keras.config.epsilon()`. */
const epsilon = 1e-7;

/** The nearest weight that fulfils the constraint, as Keras computes it. The caller disposes it. */
export function constrained(constraint: Constraint, weight: tf.Tensor): tf.Tensor {
  switch (constraint.name) {
    case 'non_neg':
      return tf.relu(weight);
    case 'unit_norm':
      return tf.div(weight, tf.add(lengths(weight, constraint.axis), epsilon));
    case 'max_norm': {
      const norms = lengths(weight, constraint.axis);
      const wanted = tf.clipByValue(norms, 0, constraint.max_value);
      return tf.mul(weight, tf.div(wanted, tf.add(norms, epsilon)));
    }
    case 'min_max_norm': {
      const { min_value: least, max_value: most, rate, axis } = constraint;
      const norms = lengths(weight, axis);
      const wanted = tf.add(tf.mul(tf.clipByValue(norms, least, most), rate), tf.mul(norms, 1 - rate));
      return tf.mul(weight, tf.div(wanted, tf.add(norms, epsilon)));
    }
  }
}

function lengths(weight: tf.Tensor, axis: readonly number[]): tf.Tensor {
  return tf.sqrt(tf.sum(tf.square(weight), [...axis], true));
}
