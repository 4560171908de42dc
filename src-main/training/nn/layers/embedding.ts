// Embedding: looks up rows of a table by token id.
import * as tf from '@tensorflow/tfjs-core';
import { embeddingConfigSchema, type EmbeddingConfig } from '#shared/model/layers/embedding.ts';
import { onlyTensor, type CallContext } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { sumByWord } from '#main/training/nn/row-gradient.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's Embedding: `[batch, length]` of token ids to `[batch, length, output_dim]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = embeddingConfigSchema.parse(spec.config);
  const table = weights.get('embeddings');
  const hasRows = !isRegularized(config);
  return (inputs, { onRowGradient }) => {
    const given = onlyTensor(inputs);
    const words = given.dtype === 'int32' ? given : tf.cast(given, 'int32');
    const tensor = lookUp(table, words, config.input_dim, hasRows ? onRowGradient : undefined);
    const mask = config.mask_zero ? tf.cast(tf.notEqual(words, 0), 'float32') : null;
    return { tensor, logits: null, mask };
  };
};

/** A regularizer's gradient is dense, and so is the sum of both. Keras adds none for an L1L2 of zeros. */
function isRegularized({ embeddings_regularizer: regularizer }: EmbeddingConfig): boolean {
  return regularizer !== null && !(regularizer.name === 'l1_l2' && regularizer.l1 === 0 && regularizer.l2 === 0);
}

/**
 * `[words, size]` at `[batch, length]` → `[batch, length, size]`. The gradient sums each word's rows directly; tfjs's
 * gradient of `gather` transposes the whole batch twice.
 */
function lookUp(
  table: tf.Variable,
  words: tf.Tensor,
  wordCount: number,
  onRowGradient: CallContext['onRowGradient'],
): tf.Tensor {
  const size = table.shape.at(-1) ?? 1;
  return tf.customGrad((values, save) => {
    if (!(values instanceof tf.Tensor) || typeof save !== 'function') throw new Error('The embedding has no table.');
    const value = tf.gather(values, words);
    // Save last: tensors saved by a pass that then fails (a word outside the table) are never freed.
    save([words]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const gradient = { rows: tf.reshape(dy, [-1, size]), words: tensorAt(saved, 0), wordCount };
        onRowGradient?.(table, gradient);
        return sumByWord(gradient.rows, gradient);
      },
    };
  })(table);
}
