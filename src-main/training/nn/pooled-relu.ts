// Bias, relu and max pooling after a convolution, with one gradient for all three. Pooling passes a gradient to a step that
// has the window's value, so that value shows whether relu was active, and a channel's gradients sum to those of its windows:
// the mask and the bias's sum need one value a window, not one a step.
import * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** The windows of one pooling over steps. */
export interface PoolingWindows {
  readonly size: number;
  readonly strides: number;
  readonly padding: 'valid' | 'same';
}

/**
 * @param sums `[batch, 1, steps, filters]`
 * @param bias `[filters]`
 * @returns `[batch, 1, windows, filters]`
 */
export function pooledRelu(sums: tf.Tensor, bias: tf.Tensor, { size, strides, padding }: PoolingWindows): tf.Tensor {
  return tf.customGrad((given, added, save) => {
    if (!(given instanceof tf.Tensor) || !(added instanceof tf.Tensor) || typeof save !== 'function')
      throw new Error('Bias, relu and pooling want two tensors.');
    const input = tf.relu(tf.add<tf.Tensor4D>(given, added));
    const output = tf.maxPool(input, [1, size], [1, strides], padding);
    save([input, output]);
    return {
      value: output,
      gradFunc: (gradient, saved) => {
        const windows = tensorAt(saved, 1);
        const dy = tf.mul(gradient, tf.cast(tf.greater(windows, 0), 'float32'));
        const places = { dy, input: tensorAt(saved, 0), output: windows };
        const attributes = { filterSize: [1, size], strides: [1, strides], pad: padding };
        const dx: tf.Tensor = tf.engine().runKernel(tf.MaxPoolGrad, places, attributes);
        return [dx, tf.sum(dy, [0, 1, 2])];
      },
    };
  })(sums, bias);
}
