// GaussianNoise: normal noise added to every value while training.
import * as tf from '@tensorflow/tfjs-core';
import { gaussianNoiseConfigSchema } from '#shared/model/layers/gaussian-noise.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { normalNumbers } from '#main/training/nn/normal-numbers.ts';

/** Keras's GaussianNoise: any shape. */
export const build: LayerBuilder = (spec) => {
  const { stddev, seed } = gaussianNoiseConfigSchema.parse(spec.config);
  return (inputs, { training, random }) => {
    const x = onlyTensor(inputs);
    if (!training || stddev === 0) return plainOutput(x);
    return plainOutput(tf.add(x, tf.mul(normalNumbers(x.shape, random, seed), stddev)));
  };
};
