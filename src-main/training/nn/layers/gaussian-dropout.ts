// GaussianDropout (Srivastava et al., 2014): every value multiplied with normal noise around 1 while training.
import * as tf from '@tensorflow/tfjs-core';
import { gaussianDropoutConfigSchema } from '#shared/model/layers/gaussian-dropout.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { normalNumbers } from '#main/training/nn/normal-numbers.ts';

/** Keras's GaussianDropout: any shape; the deviation is that of dropout, `√(rate / (1 - rate))`. */
export const build: LayerBuilder = (spec) => {
  const { rate, seed } = gaussianDropoutConfigSchema.parse(spec.config);
  const deviation = Math.sqrt(rate / (1 - rate));
  return (inputs, { training, random }) => {
    const x = onlyTensor(inputs);
    if (!training || rate === 0) return plainOutput(x);
    return plainOutput(tf.mul(x, tf.add(tf.mul(normalNumbers(x.shape, random, seed), deviation), 1)));
  };
};
