// GroupQueryAttention: heads that share keys and values in groups.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  attentionCallArguments,
  attentionCases,
  attentionParts,
  attentionShapes,
  differingFeatures,
  headArguments,
  headFixedArguments,
  headRules,
} from '#shared/model/layer-rules/attention.ts';
import { summaryOf, unitsSchema } from '#shared/model/layer-rules/common.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** Arguments of GroupQueryAttention. */
export const groupQueryAttentionConfigSchema = z.strictObject({
  /** The length of each head's queries, keys and values. */
  head_dim: unitsSchema,
  num_query_heads: unitsSchema,
  /** As many query heads share one of these. */
  num_key_value_heads: unitsSchema,
  ...headArguments,
});
export type GroupQueryAttentionConfig = z.output<typeof groupQueryAttentionConfigSchema>;

/** GroupQueryAttention. */
export const definition: LayerDefinition<GroupQueryAttentionConfig> = {
  type: 'GroupQueryAttention',
  aliases: ['GroupedQueryAttention'],
  family: 'attention',
  help: msg`Attention with several heads of which groups share their keys and values: fewer weights than MultiHeadAttention.`,
  configSchema: groupQueryAttentionConfigSchema,
  starter: { head_dim: 16, num_query_heads: 4, num_key_value_heads: 2 },
  callArguments: attentionCallArguments,
  fixedArguments: headFixedArguments,
  ...headRules(({ head_dim: size, num_query_heads: heads, num_key_value_heads: sources }) => ({
    heads,
    sources,
    keySize: size,
    valueSize: size,
  })),
  conflicts({ num_query_heads: heads, num_key_value_heads: sources }) {
    if (heads % sources === 0) return [];
    const message = msg`has num_query_heads ${heads} and num_key_value_heads ${sources}; the first must be a multiple of the second.`;
    return [{ path: 'num_query_heads', message }];
  },
  shape({ num_query_heads: heads, return_attention_scores: scores }, inputShapes) {
    const shapes = attentionShapes(inputShapes);
    if ('problem' in shapes) return shapes;
    const problem = differingFeatures(inputShapes, 'value');
    if (problem !== null) return { problem };
    const { query, value } = shapes;
    return { shapes: [[query.steps, query.features], ...(scores ? [[heads, query.steps, value.steps]] : [])] };
  },
  summary: (config) =>
    summaryOf(
      msg`${config.num_query_heads}/${config.num_key_value_heads} heads × ${config.head_dim}`,
      ...attentionParts(config),
    ),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...attentionCases({ head_dim: 3, num_query_heads: 4, num_key_value_heads: 2 }, 4),
  {
    config: { head_dim: 2, num_query_heads: 3, num_key_value_heads: 1, use_bias: false, use_gate: true },
    inputs: [
      [2, 3, 4],
      [2, 5, 4],
    ],
  },
  {
    config: { head_dim: 2, num_query_heads: 2, num_key_value_heads: 2, sliding_window: 2 },
    inputs: [
      [2, 5, 4],
      [2, 5, 4],
    ],
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Attention with several heads of which groups share their keys and values: fewer weights than MultiHeadAttention.':
    '여러 헤드가 그룹별로 키와 값을 공유하는 어텐션입니다. MultiHeadAttention보다 가중치가 적습니다.',
  'has num_query_heads {0} and num_key_value_heads {1}; the first must be a multiple of the second.':
    'num_query_heads가 {0}이고 num_key_value_heads가 {1}입니다. 앞의 값이 뒤의 값의 배수여야 합니다.',
  '{0}/{1} heads × {2}': '헤드 {0}/{1}개 × {2}',
};
