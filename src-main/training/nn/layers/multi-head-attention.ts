// MultiHeadAttention (Vaswani et al., 2017): softmax(q·kᵀ / √size)·v for each head, then a product over all heads.
import { multiHeadAttentionConfigSchema } from '#shared/model/layers/multi-head-attention.ts';
import { attendWithHeads } from '#main/training/nn/attention.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's MultiHeadAttention: `[batch, queries, features]`, and the scores `[batch, heads, queries, values]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = multiHeadAttentionConfigSchema.parse(spec.config);
  const sizes = { ...config, heads: config.num_heads, sources: config.num_heads };
  return (inputs, context, masks) => attendWithHeads(inputs, masks, weights, context, sizes);
};
