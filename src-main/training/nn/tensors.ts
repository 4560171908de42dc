// Small tensor operations that several layers share.
import * as tf from '@tensorflow/tfjs-core';

/** `[..., inputs] · [inputs, outputs] → [..., outputs]` as one matrix product. */
export function multiplyLastAxis(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor {
  if (x.rank === 2) return tf.matMul(x, kernel);
  const features = x.shape.at(-1) ?? 1;
  const outputs = kernel.shape.at(-1) ?? 1;
  return tf.reshape(tf.matMul(tf.reshape(x, [-1, features]), kernel), [...x.shape.slice(0, -1), outputs]);
}

/** The sizes of `[batch, steps, features]`. */
export function sequenceSizes(x: tf.Tensor): {
  readonly batch: number;
  readonly steps: number;
  readonly features: number;
} {
  if (!isSequence(x)) throw new Error(`A sequence is [batch, steps, features], not [${x.shape.join(', ')}].`);
  const [batch, steps, features] = x.shape;
  return { batch, steps, features };
}

function isSequence(x: tf.Tensor): x is tf.Tensor3D {
  return x.rank === 3;
}

/** `|x|`. Its gradient at 0 is 0, as in TensorFlow; tfjs's own is -1 there, which would move zero biases away from zero. */
export const absolute = tf.customGrad((x, save) => {
  if (!(x instanceof tf.Tensor) || typeof save !== 'function') throw new Error('absolute wants one tensor.');
  save([x]);
  return { value: tf.abs(x), gradFunc: (dy, saved) => tf.mul(dy, tf.sign(tensorAt(saved, 0))) };
});

/** The tensor at an index, which must exist. */
export function tensorAt(tensors: readonly tf.Tensor[], index: number): tf.Tensor {
  const found = tensors[index];
  if (found === undefined) throw new Error(`There is no tensor at ${index} of ${tensors.length}.`);
  return found;
}

/** A tensor that must exist, from a destructured list. */
export function asGiven(tensor: tf.Tensor | undefined): tf.Tensor {
  if (tensor === undefined) throw new Error('A tensor is missing.');
  return tensor;
}

/** An image of height 1, as for convolutions; oneDNN is faster with windows along the width. */
export function asImage(x: tf.Tensor): tf.Tensor4D {
  const { batch, steps, features } = sequenceSizes(x);
  return tf.reshape<tf.Rank.R4>(x, [batch, 1, steps, features]);
}

/** What is computed from a tensor and passes no gradient back to it: masks, signs, places. */
export function withoutGradient(x: tf.Tensor, compute: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((given, save) => {
    if (!(given instanceof tf.Tensor) || typeof save !== 'function') throw new Error('It wants one tensor.');
    save([given]);
    return { value: compute(given), gradFunc: (_dy, saved) => tf.zerosLike(tensorAt(saved, 0)) };
  })(x);
}

/** The last axis scaled to a length of 1; at most 1e7 times as long (Keras's `normalize`). Its gradient at 0 is finite. */
export function unitVectors(values: tf.Tensor): tf.Tensor {
  const squares = tf.sum(tf.square(values), -1, true);
  return tf.mul(values, tf.rsqrt(tf.maximum(squares, 1e-14)));
}

/** Every step several times, `[batch, steps, features]` → `[batch, times · steps, features]`; its gradient is one sum. */
export function repeatSteps(x: tf.Tensor, times: number): tf.Tensor {
  const { batch, steps, features } = sequenceSizes(x);
  const repeat = (given: tf.Tensor): tf.Tensor =>
    tf.reshape(tf.tile(tf.reshape(given, [batch, steps, 1, features]), [1, 1, times, 1]), [batch, -1, features]);
  if (x.dtype !== 'float32') return repeat(x);
  return tf.customGrad((given) => {
    if (!(given instanceof tf.Tensor)) throw new Error('It wants one tensor.');
    return {
      value: repeat(given),
      gradFunc: (dy) => tf.sum(tf.reshape(dy, [batch, steps, times, features]), 2),
    };
  })(x);
}
