// MultiHeadAttention: several heads, each of which looks at a sequence in its own way.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  attentionCallArguments,
  attentionCases,
  attentionParts,
  attentionShapes,
  headArguments,
  headFixedArguments,
  headRules,
} from '#shared/model/layer-rules/attention.ts';
import { summaryOf, unitsSchema } from '#shared/model/layer-rules/common.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** Arguments of MultiHeadAttention. */
export const multiHeadAttentionConfigSchema = z.strictObject({
  num_heads: unitsSchema,
  /** The length of each head's queries and keys. */
  key_dim: unitsSchema,
  /** The length of each head's values; null: as the keys. */
  value_dim: unitsSchema.nullable().default(null),
  ...headArguments,
});
export type MultiHeadAttentionConfig = z.output<typeof multiHeadAttentionConfigSchema>;

/** MultiHeadAttention. */
export const definition: LayerDefinition<MultiHeadAttentionConfig> = {
  type: 'MultiHeadAttention',
  family: 'attention',
  help: msg`Each step looks at the steps of a sequence that matter to it, with several heads at once; the core of a Transformer.`,
  configSchema: multiHeadAttentionConfigSchema,
  starter: { num_heads: 4, key_dim: 16 },
  callArguments: attentionCallArguments,
  fixedArguments: { ...headFixedArguments, output_shape: [null], attention_axes: [null, 1, [1]] },
  ...headRules(({ num_heads: heads, key_dim: keySize, value_dim: valueSize }) => ({
    heads,
    sources: heads,
    keySize,
    valueSize: valueSize ?? keySize,
  })),
  shape({ num_heads: heads, return_attention_scores: scores }, inputShapes) {
    const shapes = attentionShapes(inputShapes);
    if ('problem' in shapes) return shapes;
    const { query, value } = shapes;
    return { shapes: [[query.steps, query.features], ...(scores ? [[heads, query.steps, value.steps]] : [])] };
  },
  summary: (config) =>
    summaryOf(
      config.num_heads === 1 ? msg`1 head × ${config.key_dim}` : msg`${config.num_heads} heads × ${config.key_dim}`,
      ...attentionParts(config),
    ),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...attentionCases({ num_heads: 2, key_dim: 3 }, 4),
  {
    config: { num_heads: 2, key_dim: 3, value_dim: 2, use_bias: false },
    inputs: [
      [2, 3, 4],
      [2, 5, 3],
      [2, 5, 2],
    ],
  },
  {
    config: { num_heads: 3, key_dim: 2, use_gate: true, value_dim: 4 },
    inputs: [
      [2, 3, 4],
      [2, 5, 4],
    ],
  },
  {
    config: { num_heads: 1, key_dim: 2, sliding_window: 2, use_causal_mask: true },
    inputs: [
      [2, 5, 4],
      [2, 5, 4],
    ],
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Each step looks at the steps of a sequence that matter to it, with several heads at once; the core of a Transformer.':
    '스텝마다 시퀀스에서 중요한 스텝에 주목하며, 여러 헤드가 동시에 봅니다. Transformer의 핵심입니다.',
  '1 head × {0}': '헤드 1개 × {0}',
  '{0} heads × {1}': '헤드 {0}개 × {1}',
};
