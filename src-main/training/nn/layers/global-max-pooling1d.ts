// GlobalMaxPooling1D: the largest value of each feature in a sequence.
import * as tf from '@tensorflow/tfjs-core';
import { globalMaxPooling1dConfigSchema } from '#shared/model/layers/global-max-pooling1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's GlobalMaxPooling1D: `[batch, steps, features]` to `[batch, features]`. */
export const build: LayerBuilder = (spec) => {
  const config = globalMaxPooling1dConfigSchema.parse(spec.config);
  return (inputs) => {
    const largest = maxOverSteps(onlyTensor(inputs));
    return plainOutput(config.keepdims ? largest : tf.squeeze(largest, [1]));
  };
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
