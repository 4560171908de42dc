// AveragePooling1D: the mean of neighbouring steps.
import * as tf from '@tensorflow/tfjs-core';
import { averagePooling1dConfigSchema } from '#shared/model/layers/average-pooling1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asImage, sequenceSizes } from '#main/training/nn/tensors.ts';

/**
 * Where a window extends over the edge, Keras averages over the real steps only. tfjs's gradient divides by the whole window
 * on some backends, so the input is padded with zeros and the mean is corrected afterwards, which is exact everywhere.
 */
export const build: LayerBuilder = (spec) => {
  const config = averagePooling1dConfigSchema.parse(spec.config);
  const { pool_size: size } = config;
  const strides = config.strides ?? size;
  return (inputs) => {
    const x = onlyTensor(inputs);
    const { steps } = sequenceSizes(x);
    const windows = Math.ceil(steps / strides);
    const padding = config.padding === 'same' ? Math.max(0, (windows - 1) * strides + size - steps) : 0;
    if (padding === 0) return plainOutput(averageOfWindows(x, size, strides));
    const before = Math.floor(padding / 2);
    const padded = tf.pad(x, [
      [0, 0],
      [before, padding - before],
      [0, 0],
    ]);
    const corrections = Float32Array.from({ length: windows }, (_, window) => {
      const start = window * strides - before;
      return size / (Math.min(start + size, steps) - Math.max(start, 0));
    });
    return plainOutput(tf.mul(averageOfWindows(padded, size, strides), tf.tensor(corrections, [1, windows, 1])));
  };
};

function averageOfWindows(x: tf.Tensor, size: number, strides: number): tf.Tensor {
  return tf.squeeze(tf.avgPool(asImage(x), [1, size], [1, strides], 'valid'), [1]);
}
