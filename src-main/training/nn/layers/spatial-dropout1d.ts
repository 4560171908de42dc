// SpatialDropout1D (Tompson et al., 2015): dropout of whole features, over all steps at once.
import * as tf from '@tensorflow/tfjs-core';
import { spatialDropout1dConfigSchema } from '#shared/model/layers/spatial-dropout1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { dropoutMask } from '#main/training/nn/layers/dropout.ts';
import { sequenceSizes } from '#main/training/nn/tensors.ts';

/** Keras's SpatialDropout1D: `[batch, steps, features]`. */
export const build: LayerBuilder = (spec) => {
  const { rate, seed } = spatialDropout1dConfigSchema.parse(spec.config);
  return (inputs, { training, random }) => {
    const x = onlyTensor(inputs);
    if (!training || rate === 0) return plainOutput(x);
    const { batch, features } = sequenceSizes(x);
    return plainOutput(tf.mul(x, dropoutMask([batch, 1, features], rate, random, seed)));
  };
};
