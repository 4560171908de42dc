// Embedding: rows of a table by word number.
import * as tf from '@tensorflow/tfjs-core';
import { embeddingConfigSchema } from '#shared/model/layers/embedding.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layers/layer-builder.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's Embedding: `[batch, length]` of word numbers to `[batch, length, output_dim]`. */
export const buildEmbedding: LayerBuilder = (spec, weights) => {
  const config = embeddingConfigSchema.parse(spec.config);
  const table = weights.get('embeddings');
  return (inputs) => {
    const given = onlyTensor(inputs);
    const words = given.dtype === 'int32' ? given : tf.cast(given, 'int32');
    return plainOutput(lookUp(table, words, config.input_dim));
  };
};

/**
 * `[words, size]` at `[batch, length]` → `[batch, length, size]`. The gradient sums the rows of each word at once; tfjs's
 * own for `gather` transposes the whole batch there and back first.
 */
function lookUp(table: tf.Tensor, words: tf.Tensor, wordCount: number): tf.Tensor {
  const size = table.shape.at(-1) ?? 1;
  return tf.customGrad((rows, save) => {
    if (!(rows instanceof tf.Tensor) || typeof save !== 'function') throw new Error('The embedding has no table.');
    const value = tf.gather(rows, words);
    // Last: what is saved by a pass that then fails, as for a word that is not in the table, is never let go of.
    save([words]);
    return {
      value,
      gradFunc: (dy, saved) =>
        tf.unsortedSegmentSum(tf.reshape(dy, [-1, size]), tf.reshape<tf.Rank.R1>(tensorAt(saved, 0), [-1]), wordCount),
    };
  })(table);
}
