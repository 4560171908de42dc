// PositionEmbedding (Devlin et al., 2019): the first rows of a learned table, the same for every sample.
import * as tf from '@tensorflow/tfjs-core';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import { sequenceSizes, withoutGradient } from '#main/training/nn/tensors.ts';

/** KerasHub's PositionEmbedding: `[batch, steps, features]`; the input gives the sizes only. */
export const build: LayerBuilder = (_spec, weights) => {
  const table = weights.get('embeddings');
  return (inputs) => {
    const x = onlyTensor(inputs);
    const { steps, features } = sequenceSizes(x);
    const rows = tf.slice(table, [0, 0], [steps, features]);
    return plainOutput(
      tf.mul(
        tf.expandDims(rows, 0),
        withoutGradient(x, (x) => tf.onesLike(x)),
      ),
    );
  };
};
