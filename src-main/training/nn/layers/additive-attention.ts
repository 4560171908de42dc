// AdditiveAttention (Bahdanau et al., 2015): softmax(Σ scale · tanh(q + k))·v.
import * as tf from '@tensorflow/tfjs-core';
import { additiveAttentionConfigSchema } from '#shared/model/layers/additive-attention.ts';
import { attend, sumsOf } from '#main/training/nn/attention.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asGiven } from '#main/training/nn/tensors.ts';

/** Keras's AdditiveAttention: `[batch, queries, features]`, and the scores `[batch, queries, values]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = additiveAttentionConfigSchema.parse(spec.config);
  const scale = config.use_scale ? weights.get('scale') : null;
  return ([query, value, key = value], context, masks) => {
    const sums = tf.tanh(sumsOf(asGiven(query), asGiven(key)));
    const scores = tf.sum(scale === null ? sums : tf.mul(sums, scale), -1);
    return attend(scores, asGiven(value), masks, context, config);
  };
};
