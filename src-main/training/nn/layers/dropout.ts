// Dropout: while training, some values are set to zero and the others are scaled up.
import * as tf from '@tensorflow/tfjs-core';
import { dropoutConfigSchema } from '#shared/model/layers/dropout.ts';
import { onlyTensor, plainOutput, type RandomSource } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Dropout: sets a share of values to 0 in training and scales the others by 1 / (1 - rate). */
export const build: LayerBuilder = (spec) => {
  const config = dropoutConfigSchema.parse(spec.config);
  return (inputs, context) => {
    const x = onlyTensor(inputs);
    if (!context.training || config.rate === 0) return plainOutput(x);
    return plainOutput(tf.mul(x, dropoutMask(x.shape, config.rate, context.random, config.seed)));
  };
};

/**
 * A mask that keeps a value with probability `1 - rate` and scales it by `1 / (1 - rate)` (Srivastava et al., 2014, in the
 * "inverted" form, which needs no scaling at inference). A value is kept where its random number is at least `rate`,
 * as in TensorFlow's `stateless_dropout`.
 */
export function dropoutMask(
  shape: readonly number[],
  rate: number,
  random: RandomSource,
  seed: number | null,
): tf.Tensor {
  const kept = tf.cast(tf.greaterEqual(random.uniform(shape, seed), rate), 'float32');
  return tf.mul(kept, 1 / (1 - rate));
}
