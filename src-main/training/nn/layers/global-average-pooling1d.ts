// GlobalAveragePooling1D: the mean of each feature over a sequence.
import * as tf from '@tensorflow/tfjs-core';
import { globalAveragePooling1dConfigSchema } from '#shared/model/layers/global-average-pooling1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's GlobalAveragePooling1D: `[batch, steps, features]` to `[batch, features]`. */
export const build: LayerBuilder = (spec) => {
  const config = globalAveragePooling1dConfigSchema.parse(spec.config);
  return (inputs, _context, [mask = null]) => {
    const x = onlyTensor(inputs);
    if (mask === null) return plainOutput(tf.mean(x, 1, config.keepdims));
    const counts = tf.expandDims(mask, -1);
    const { keepdims } = config;
    return plainOutput(tf.div(tf.sum(tf.mul(x, counts), 1, keepdims), tf.sum(counts, 1, keepdims)));
  };
};
