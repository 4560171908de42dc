// MaxPooling1D: the largest of neighbouring steps.
import * as tf from '@tensorflow/tfjs-core';
import { maxPooling1dConfigSchema } from '#shared/model/layers/max-pooling1d.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import type { PoolingWindows } from '#main/training/nn/pooled-relu.ts';
import { asImage } from '#main/training/nn/tensors.ts';

/** Keras's MaxPooling1D: `[batch, steps, features]` to `[batch, steps', features]`. */
export const build: LayerBuilder = (spec) => {
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
