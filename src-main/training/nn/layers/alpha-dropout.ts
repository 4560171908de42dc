// AlphaDropout (Klambauer et al., 2017): dropped values become selu's lower limit, and all are scaled and moved so that mean 0
// and deviation 1 stay.
import * as tf from '@tensorflow/tfjs-core';
import { alphaDropoutConfigSchema } from '#shared/model/layers/alpha-dropout.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** selu's output far below 0. */
const lowest = -1.673_263_242_354_377_2 * 1.050_700_987_355_480_5;

/** Keras's AlphaDropout: any shape. */
export const build: LayerBuilder = (spec) => {
  const { rate, seed } = alphaDropoutConfigSchema.parse(spec.config);
  const factor = ((1 - rate) * (1 + rate * lowest ** 2)) ** -0.5;
  const offset = -factor * lowest * rate;
  return (inputs, { training, random }) => {
    const x = onlyTensor(inputs);
    if (!training || rate === 0) return plainOutput(x);
    const kept = tf.cast(tf.greaterEqual(random.uniform(x.shape, seed), rate), 'float32');
    const dropped = tf.mul(tf.sub(1, kept), lowest);
    return plainOutput(tf.add(tf.mul(tf.add(tf.mul(x, kept), dropped), factor), offset));
  };
};
