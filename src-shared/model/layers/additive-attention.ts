// AdditiveAttention: attention that compares by a sum.
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

/** Arguments of AdditiveAttention. */
export const additiveAttentionConfigSchema = z.strictObject({
  /** Whether each feature counts by a learned number. */
  use_scale: z.boolean().default(true),
  ...attentionArguments,
});
export type AdditiveAttentionConfig = z.output<typeof additiveAttentionConfigSchema>;

/** AdditiveAttention. */
export const definition: LayerDefinition<AdditiveAttentionConfig> = {
  type: 'AdditiveAttention',
  family: 'attention',
  help: msg`Each step of the query takes from the steps of the value what fits it, by the tanh of query plus key (Bahdanau).`,
  inputs: attentionInputs,
  configSchema: additiveAttentionConfigSchema,
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
  weights: ({ use_scale: hasScale }, inputShapes) =>
    hasScale
      ? [
          trainableWeight({ scale_initializer: 'glorot_uniform' }, 'scale', [
            knownAttention(inputShapes).query.features,
          ]),
        ]
      : [],
  heldValues(_config, inputShapes) {
    const { query, value } = knownAttention(inputShapes);
    return query.steps * value.steps * query.features;
  },
  reach: attentionReach,
  flops(_config, inputShapes) {
    const { query, value } = knownAttention(inputShapes);
    return 2 * query.steps * value.steps * value.features;
  },
  summary: (config) => summaryOf(...attentionParts(config)),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...attentionCases({}, 4),
  {
    config: { use_scale: false },
    inputs: [
      [2, 3, 4],
      [2, 5, 2],
      [2, 5, 4],
    ],
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Each step of the query takes from the steps of the value what fits it, by the tanh of query plus key (Bahdanau).':
    '쿼리의 스텝마다 쿼리와 키를 더한 값의 tanh에 따라 값의 스텝에서 알맞은 것을 가져옵니다(Bahdanau).',
};
