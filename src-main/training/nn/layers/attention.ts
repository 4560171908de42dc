// Attention (Luong et al., 2015): softmax(q·kᵀ)·v, or with the scores Σ tanh(q + k).
import * as tf from '@tensorflow/tfjs-core';
import { attentionConfigSchema } from '#shared/model/layers/attention.ts';
import { attend, sumsOf } from '#main/training/nn/attention.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asGiven } from '#main/training/nn/tensors.ts';

/** Keras's Attention: `[batch, queries, features]`, and the scores `[batch, queries, values]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = attentionConfigSchema.parse(spec.config);
  const scale = config.use_scale ? weights.get('scale') : null;
  const scaled = (x: tf.Tensor): tf.Tensor => (scale === null ? x : tf.mul(x, scale));
  const scoresOf = (query: tf.Tensor, key: tf.Tensor): tf.Tensor => {
    if (config.score_mode === 'dot') return scaled(tf.matMul(query, key, false, true));
    const sums = tf.sum(tf.tanh(scaled(sumsOf(query, key))), -1);
    return tf.mul(weights.get('concat_score_weight'), sums);
  };
  return ([query, value, key = value], context, masks) =>
    attend(scoresOf(asGiven(query), asGiven(key)), asGiven(value), masks, context, config);
};
