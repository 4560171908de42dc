// Pooling: maximum or mean over windows, or over a whole sequence.
import * as tf from '@tensorflow/tfjs-core';
import {
  averagePooling1dConfigSchema,
  globalAveragePooling1dConfigSchema,
  globalMaxPooling1dConfigSchema,
  maxPooling1dConfigSchema,
} from '#shared/model/layers/pooling.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layers/layer-builder.ts';
import type { PoolingWindows } from '#main/training/nn/layers/pooled-relu.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's MaxPooling1D: `[batch, steps, features]` to `[batch, steps', features]`. */
export const buildMaxPooling1D: LayerBuilder = (spec) => {
  const { size, strides, padding } = maxPoolingWindows(spec);
  return (inputs) => {
    const image = asImage(onlyTensor(inputs));
    return plainOutput(tf.squeeze(tf.maxPool(image, [1, size], [1, strides], padding), [1]));
  };
};

/** The windows of a MaxPooling1D. */
export function maxPoolingWindows(spec: LayerSpec): PoolingWindows {
  const { pool_size: size, strides, padding } = maxPooling1dConfigSchema.parse(spec.config);
  return { size, strides: strides ?? size, padding };
}

/**
 * Where a window extends over the edge, Keras averages over the real steps only. tfjs's gradient divides by the whole window
 * on some backends, so the input is padded with zeros and the mean is corrected afterwards, which is exact everywhere.
 */
export const buildAveragePooling1D: LayerBuilder = (spec) => {
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

/** An image of height 1, as for convolutions; oneDNN is faster with windows along the width. */
function asImage(x: tf.Tensor): tf.Tensor4D {
  const { batch, steps, features } = sequenceSizes(x);
  return tf.reshape<tf.Rank.R4>(x, [batch, 1, steps, features]);
}

/** Keras's GlobalMaxPooling1D: `[batch, steps, features]` to `[batch, features]`. */
export const buildGlobalMaxPooling1D: LayerBuilder = (spec) => {
  const config = globalMaxPooling1dConfigSchema.parse(spec.config);
  return (inputs) => {
    const largest = maxOverSteps(onlyTensor(inputs));
    return plainOutput(config.keepdims ? largest : tf.squeeze(largest, [1]));
  };
};

/** Keras's GlobalAveragePooling1D: `[batch, steps, features]` to `[batch, features]`. */
export const buildGlobalAveragePooling1D: LayerBuilder = (spec) => {
  const config = globalAveragePooling1dConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(tf.mean(onlyTensor(inputs), 1, config.keepdims));
};

/**
 * `[batch, steps, features] → [batch, 1, features]`. Steps that share the largest value share its gradient, as in TensorFlow;
 * tfjs gives each of them the whole gradient. Equal steps are common: padded texts repeat the same window many times.
 */
const maxOverSteps = tf.customGrad((x, save) => {
  if (!(x instanceof tf.Tensor) || typeof save !== 'function') throw new Error('Global pooling wants one tensor.');
  const largest = tf.max(x, 1, true);
  save([x, largest]);
  return {
    value: largest,
    gradFunc: (dy, saved) => {
      const places = tf.cast(tf.equal(tensorAt(saved, 0), tensorAt(saved, 1)), 'float32');
      return tf.mul(places, tf.div(dy, tf.sum(places, 1, true)));
    },
  };
});
