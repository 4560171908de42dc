// RepeatVector: a sequence of one vector.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput, unitsSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { allSteps } from '#shared/model/layer-rules/reach.ts';

/** Arguments of RepeatVector. */
export const repeatVectorConfigSchema = z.strictObject({ n: unitsSchema });
export type RepeatVectorConfig = z.output<typeof repeatVectorConfigSchema>;

/** RepeatVector. */
export const definition: LayerDefinition<RepeatVectorConfig> = {
  type: 'RepeatVector',
  family: 'reshape',
  help: msg`Makes a sequence of n equal steps from one row: what a decoder reads.`,
  configSchema: repeatVectorConfigSchema,
  starter: { n: 10 },
  fixedArguments: fixedEverywhere,
  shape({ n }, inputShapes) {
    const input = onlyInput(inputShapes);
    if (input.length === 1) return { shapes: [[n, ...input]] };
    const message = msg`wants one row, [features], but gets ${formatShape(input)}.`;
    const fit = msg`Put a Flatten, a pooling over all steps or a GRU without return_sequences before it.`;
    return { problem: { code: 'wrong-rank', message, fit } };
  },
  weights: () => [],
  keepsValues: true,
  reach: () => [allSteps],
  flops: () => 0,
  summary: ({ n }) => msg`× ${n}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn([3, 4], [{ n: 3 }, { n: 1 }]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Makes a sequence of n equal steps from one row: what a decoder reads.':
    '벡터 하나를 n번 반복해 시퀀스로 만듭니다. 디코더의 입력으로 씁니다.',
  'wants one row, [features], but gets {0}.': '입력은 벡터 [features]여야 하는데 {0:이} 들어옵니다.',
  'Put a Flatten, a pooling over all steps or a GRU without return_sequences before it.':
    '앞에 Flatten이나 전역 풀링, 또는 return_sequences가 false인 GRU를 두세요.',
};
