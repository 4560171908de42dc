// Reshapes targets to the outputs, and reduces values to one per sample. Losses and metrics share both.
import * as tf from '@tensorflow/tfjs-core';

/** Where only a last axis of 1 differs (`[batch]` and `[batch, 1]`), the target takes the output's shape. As float32. */
export function alignTarget(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const float = target.dtype === 'float32' ? target : tf.cast(target, 'float32');
  if (sameShape(float.shape, output.shape)) return float;
  const withOne = target.rank < output.rank ? [...target.shape, 1] : target.shape;
  const longer = target.rank < output.rank ? output.shape : [...output.shape, 1];
  if (Math.abs(target.rank - output.rank) === 1 && sameShape(withOne, longer)) return tf.reshape(float, output.shape);
  throw new Error(
    `A target of shape [${target.shape.join(', ')}] does not fit an output of [${output.shape.join(', ')}].`,
  );
}

/** Class ids `[batch, …]` for an output `[batch, …, classes]`, as int32; a last axis of 1 is removed. */
export function alignClasses(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const classes = target.dtype === 'int32' ? target : tf.cast(target, 'int32');
  const wanted = output.shape.slice(0, -1);
  if (sameShape(classes.shape, wanted)) return classes;
  if (sameShape(classes.shape, [...wanted, 1])) return tf.reshape(classes, wanted);
  throw new Error(
    `Classes of shape [${target.shape.join(', ')}] do not fit an output of [${output.shape.join(', ')}].`,
  );
}

/** `[batch, …] → [batch]`: the mean over all axes but the batch. */
export function meanPerSample(values: tf.Tensor): tf.Tensor {
  if (values.rank === 1) return values;
  return tf.mean(
    values,
    Array.from({ length: values.rank - 1 }, (_, i) => i + 1),
  );
}

/** The sum of the values where the mask is 1, after means over the axes that it lacks; and how many those are. */
export function maskedSum(values: tf.Tensor, mask: tf.Tensor): { readonly sum: tf.Scalar; readonly count: tf.Scalar } {
  const lacking = Array.from({ length: values.rank - mask.rank }, (_, i) => mask.rank + i);
  const means = lacking.length === 0 ? values : tf.mean(values, lacking);
  return { sum: tf.sum<tf.Scalar>(tf.mul(means, mask)), count: tf.sum<tf.Scalar>(mask) };
}

/** `[batch, …]` times `[batch]`. */
export function eachTimes(values: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return tf.mul(values, tf.reshape(weight, [...weight.shape, ...values.shape.slice(1).map(() => 1)]));
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
