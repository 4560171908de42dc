// Reshape: the values of a sample in another shape.
import * as tf from '@tensorflow/tfjs-core';
import { reshapeConfigSchema } from '#shared/model/layers/reshape.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Reshape: `[batch, …]` to `[batch, ...target_shape]`. */
export const build: LayerBuilder = (spec) => {
  const { target_shape: target } = reshapeConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    return plainOutput(tf.reshape(x, [x.shape[0], ...target]));
  };
};
