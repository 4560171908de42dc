// What layers share that combine their inputs value by value, with Keras's rules for masks.
import * as tf from '@tensorflow/tfjs-core';
import type { Mask } from '#main/training/nn/call-context.ts';

/**
 * Combines tensors two by two, broadcast as NumPy does; without the batch axis they are aligned at their last axis:
 * `[batch, 4]` and `[batch, 7, 4]` give `[batch, 7, 4]`.
 */
export function combine(
  tensors: readonly tf.Tensor[],
  operation: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const rank = Math.max(...tensors.map((tensor) => tensor.rank));
  const aligned = tensors.map((tensor) => {
    const [batch = 1, ...sizes] = tensor.shape;
    const missing = rank - tensor.rank;
    return missing === 0 ? tensor : tf.reshape(tensor, [batch, ...Array<number>(missing).fill(1), ...sizes]);
  });
  return aligned.reduce((result, tensor) => operation(result, tensor));
}

/** A step counts where it counts in any input; null when an input has no mask. */
export function anyMask(masks: readonly Mask[]): Mask {
  const given = masks.filter((mask) => mask !== null);
  return given.length < masks.length ? null : given.reduce((any, mask) => tf.maximum(any, mask));
}

/** The first value where the mask is 1, else the second; all of the first without a mask. */
function where(mask: Mask, value: tf.Tensor, other: tf.Tensor): tf.Tensor {
  return mask === null ? value : tf.where(tf.greater(tf.expandDims(mask, -1), 0.5), value, other);
}

/**
 * For an operation without a neutral element, such as the maximum: at a masked step, an input takes the others' values. As in
 * Keras, inputs of different sizes are repeated.
 */
export function combineCounted(
  tensors: readonly tf.Tensor[],
  masks: readonly Mask[],
  operation: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  let counted = masks[0] ?? null;
  let place = 0;
  return combine(tensors, (result, next) => {
    place += 1;
    const mask = masks[place] ?? null;
    // tfjs's own gradient of the maximum does not sum over what was repeated.
    const shape = sharedShape(result, next);
    const [one, other] = [tf.broadcastTo(result, shape), tf.broadcastTo(next, shape)];
    const known = where(mask, other, one);
    const before = where(counted, one, known);
    counted = counted !== null && mask !== null ? tf.maximum(counted, mask) : null;
    return operation(before, known);
  });
}

function sharedShape(a: tf.Tensor, b: tf.Tensor): number[] {
  return a.shape.map((size, i) => Math.max(size, b.shape[i] ?? 1));
}

/** The product; a masked step of an input counts as 1, and the result is 0 where no input counts. */
export function multiplyCounted(tensors: readonly tf.Tensor[], masks: readonly Mask[]): tf.Tensor {
  const factors = tensors.map((tensor, i) => where(masks[i] ?? null, tensor, tf.onesLike(tensor)));
  const product = combine(factors, tf.mul);
  return where(anyMask(masks), product, tf.zerosLike(product));
}
