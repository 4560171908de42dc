// GroupQueryAttention (Ainslie et al., 2023): as MultiHeadAttention, but groups of query heads share a key and value head.
import { groupQueryAttentionConfigSchema } from '#shared/model/layers/group-query-attention.ts';
import { attendWithHeads } from '#main/training/nn/attention.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's GroupQueryAttention: `[batch, queries, features]`, and the scores `[batch, heads, queries, values]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = groupQueryAttentionConfigSchema.parse(spec.config);
  const sizes = { ...config, heads: config.num_query_heads, sources: config.num_key_value_heads };
  return (inputs, context, masks) => attendWithHeads(inputs, masks, weights, context, sizes);
};
