// Dilated convolutions over steps: tfjs has no gradient of them.
import * as tf from '@tensorflow/tfjs-core';
import { sequenceSizes } from '#main/training/nn/tensors.ts';

/** `[batch, 1, steps, features]` → `[batch, steps, features]` */
export function asSequence(image: tf.Tensor): tf.Tensor {
  return tf.squeeze(image, [1]);
}

interface Dilation {
  readonly rate: number;
  /** Steps of zeros at the start and at the end. */
  readonly before: number;
  readonly after: number;
}

/**
 * Every `rate`-th step is moved into its own batch (space to batch, with the padding), convolved without dilation, and the
 * results are put back in order.
 * @param convolve without padding and strides; `[batch, steps, features]` → `[batch, 1, steps', filters]`
 * @returns `[batch, 1, steps', filters]`
 */
export function dilated(
  x: tf.Tensor,
  { rate, before, after }: Dilation,
  convolve: (blocks: tf.Tensor) => tf.Tensor,
): tf.Tensor4D {
  const length = sequenceSizes(x).steps + before + after;
  // Blocks must have equal lengths; the results of the filling are cut off below.
  const filling = (rate - (length % rate)) % rate;
  const blocks = tf.spaceToBatchND(x, [rate], [[before, after + filling]]);
  return tf.expandDims<tf.Tensor4D>(tf.batchToSpaceND(asSequence(convolve(blocks)), [rate], [[0, filling]]), 1);
}
