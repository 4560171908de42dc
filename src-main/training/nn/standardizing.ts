// The core of normalizations: values scaled by what is measured along some axes. The gradient is written out, since tfjs's own
// passes every mean and square by itself.
import * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';

interface Standardizing {
  /** Counted with the batch axis. */
  readonly axes: readonly number[];
  /** Added to the mean square. */
  readonly epsilon: number;
  /** Whether the mean is taken away first. */
  readonly centers: boolean;
}

/**
 * `(x - mean) / √(variance + ε)`, or without centring `x / √(mean of squares + ε)`. The derivative is
 * `(dy - mean(dy) - y · mean(dy · y)) / √(variance + ε)`, without centring that without its second term.
 */
export function standardized(x: tf.Tensor, { axes: given, epsilon, centers }: Standardizing): tf.Tensor {
  const axes = [...given];
  const centred = (values: tf.Tensor): tf.Tensor => (centers ? tf.sub(values, tf.mean(values, axes, true)) : values);
  return tf.customGrad((input, save) => {
    if (!(input instanceof tf.Tensor) || typeof save !== 'function') throw new Error('It wants one tensor.');
    const values = centred(input);
    const factor = tf.rsqrt(tf.add(tf.mean(tf.square(values), axes, true), epsilon));
    const value = tf.mul(values, factor);
    save([value, factor]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const y = tensorAt(saved, 0);
        const along = tf.mul(y, tf.mean(tf.mul(dy, y), axes, true));
        return tf.mul(tf.sub(centred(dy), along), tensorAt(saved, 1));
      },
    };
  })(x);
}

/** `x / max(‖x‖, ε)`, with a derivative also where x is 0. */
export function ofUnitLength(x: tf.Tensor, axes: readonly number[], epsilon: number): tf.Tensor {
  const squares = tf.sum(tf.square(x), [...axes], true);
  return tf.mul(x, tf.rsqrt(tf.maximum(squares, epsilon ** 2)));
}

/** A weight of some axes, shaped to be combined with x; one of the last axis needs no shape. */
export function along(weight: tf.Tensor, x: tf.Tensor, axes: readonly number[]): tf.Tensor {
  if (axes.length === 1 && axes[0] === x.rank - 1) return weight;
  return tf.reshape(
    weight,
    x.shape.map((size, i) => (axes.includes(i) ? size : 1)),
  );
}
