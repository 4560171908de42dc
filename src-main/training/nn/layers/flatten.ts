// Flatten: all values of a sample in one vector.
import * as tf from '@tensorflow/tfjs-core';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Flatten: `[batch, …]` to `[batch, product of the sizes]`. */
export const build: LayerBuilder = () => (inputs) => {
  const x = onlyTensor(inputs);
  return plainOutput(x.rank === 2 ? x : tf.reshape(x, [x.shape[0], -1]));
};
