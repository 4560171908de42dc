// Attention: dot-product attention without projections.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  attentionArguments,
  attentionCallArguments,
  attentionCases,
  attentionInputs,
  attentionMasks,
  attentionParts,
  attentionReach,
  attentionShapes,
  differingFeatures,
  knownAttention,
} from '#shared/model/layer-rules/attention.ts';
import { fixedEverywhere, summaryOf, trainableWeight } from '#shared/model/layer-rules/common.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** Arguments of Attention. */
export const attentionConfigSchema = z.strictObject({
  /** Whether a learned number scales the scores. */
  use_scale: z.boolean().default(false),
  /** How a query is compared with a key: their product, or the sum of tanh(query + key). */
  score_mode: z.enum(['dot', 'concat']).default('dot'),
  ...attentionArguments,
});
export type AttentionConfig = z.output<typeof attentionConfigSchema>;

const ones = { scale_initializer: 'ones', concat_score_weight_initializer: 'ones' };

/** Attention. */
export const definition: LayerDefinition<AttentionConfig> = {
  type: 'Attention',
  family: 'attention',
  help: msg`Each step of the query takes from the steps of the value what fits it, by the product of query and key.`,
  inputs: attentionInputs,
  configSchema: attentionConfigSchema,
  callArguments: attentionCallArguments,
  fixedArguments: fixedEverywhere,
  shape({ return_attention_scores: scores }, inputShapes) {
    const shapes = attentionShapes(inputShapes);
    if ('problem' in shapes) return shapes;
    const problem = differingFeatures(inputShapes, 'key');
    if (problem !== null) return { problem };
    const { query, value } = shapes;
    return { shapes: [[query.steps, value.features], ...(scores ? [[query.steps, value.steps]] : [])] };
  },
  masks: attentionMasks,
  weights: ({ use_scale: hasScale, score_mode: mode }) => [
    ...(hasScale ? [trainableWeight(ones, 'scale', [])] : []),
    ...(mode === 'concat' ? [trainableWeight(ones, 'concat_score_weight', [])] : []),
  ],
  heldValues({ score_mode: mode }, inputShapes) {
    const { query, value } = knownAttention(inputShapes);
    return query.steps * value.steps * (mode === 'dot' ? 1 : query.features);
  },
  reach: attentionReach,
  flops({ score_mode: mode }, inputShapes) {
    const { query, value } = knownAttention(inputShapes);
    const compared = mode === 'dot' ? query.features : 0;
    return 2 * query.steps * value.steps * (compared + value.features);
  },
  summary: (config) => summaryOf(config.score_mode === 'dot' ? null : config.score_mode, ...attentionParts(config)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...attentionCases({}, 4),
  ...attentionCases({ use_scale: true, score_mode: 'concat' }, 3).slice(0, 6),
  {
    config: { use_scale: true },
    inputs: [
      [2, 3, 4],
      [2, 5, 4],
    ],
  },
  {
    config: { score_mode: 'concat' },
    inputs: [
      [2, 3, 4],
      [2, 5, 2],
      [2, 5, 4],
    ],
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Each step of the query takes from the steps of the value what fits it, by the product of query and key.':
    '쿼리의 스텝마다 쿼리와 키의 내적에 따라 값의 스텝에서 알맞은 것을 가져옵니다.',
  // What the attention layers share.
  'wants a {0} [steps, features], but gets {1}.': '{0:은} [steps, features] 형태여야 하는데 {1:이} 들어옵니다.',
  'gets a value of {0} and a key of {1}; both must have equally many steps.':
    '값은 {0}, 키는 {1}입니다. 스텝 수가 같아야 합니다.',
  'gets a query of {0} and a {1} of {2}; both must have equally many features.':
    '쿼리는 {0}, {1:은} {2}입니다. 특성 수가 같아야 합니다.',
  causal: '인과 마스크',
  scores: '점수 출력',
};
