// Convolutions over steps whose filters read one feature each.
import * as tf from '@tensorflow/tfjs-core';
import { dilated } from '#main/training/nn/dilation.ts';
import { asImage, sequenceSizes } from '#main/training/nn/tensors.ts';

interface Window {
  readonly kernel_size: number;
  readonly strides: number;
  readonly dilation_rate: number;
  readonly padding: 'valid' | 'same';
}

/**
 * With strides and a dilation, as in Keras, the dilated convolution of every step is computed and every `strides`-th kept.
 * @param x `[batch, steps, features]`
 * @param kernel `[kernel_size, features, multiplier]`
 * @returns `[batch, 1, steps', features · multiplier]`
 */
export function convolveDepthwise(x: tf.Tensor, kernel: tf.Tensor, window: Window): tf.Tensor4D {
  const { kernel_size: size, strides, dilation_rate: rate, padding } = window;
  const filter = tf.expandDims<tf.Tensor4D>(kernel, 0);
  // TensorFlow takes equal strides only; an image of height 1 has no other row.
  if (rate === 1) return tf.depthwiseConv2d(asImage(x), filter, [strides, strides], padding);
  const { steps } = sequenceSizes(x);
  const reach = rate * (size - 1);
  const missing = Math.max(0, (Math.ceil(steps / strides) - 1) * strides + reach + 1 - steps);
  const added = padding === 'same' ? missing : 0;
  const before = Math.floor(added / 2);
  const all = dilated(x, { rate, before, after: added - before }, (blocks) =>
    tf.depthwiseConv2d(asImage(blocks), filter, [1, 1], 'valid'),
  );
  return strides === 1 ? all : everyStep(all, strides);
}

/** Every `strides`-th step of `[batch, 1, steps, filters]`. A strided slice has no gradient in tfjs. */
function everyStep(image: tf.Tensor4D, strides: number): tf.Tensor4D {
  const [batch, , steps, filters] = image.shape;
  const kept = Math.ceil(steps / strides);
  const padded = tf.pad(image, [
    [0, 0],
    [0, 0],
    [0, kept * strides - steps],
    [0, 0],
  ]);
  const groups = tf.reshape(padded, [batch, kept, strides * filters]);
  return tf.reshape<tf.Rank.R4>(tf.slice(groups, [0, 0, 0], [batch, kept, filters]), [batch, 1, kept, filters]);
}
