// AdaptiveAveragePooling1D: a sequence of any length becomes one of a given length.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { channelsLast, fixedEverywhere, sequenceOf, sizeSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { allSteps, windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of AdaptiveAveragePooling1D. */
export const adaptiveAveragePooling1dConfigSchema = z.strictObject({ output_size: sizeSchema });
export type AdaptiveAveragePooling1DConfig = z.output<typeof adaptiveAveragePooling1dConfigSchema>;

/** AdaptiveAveragePooling1D. Of n steps in k windows, window i is of the steps ⌊i·n/k⌋ to ⌈(i+1)·n/k⌉ − 1. */
export const definition: LayerDefinition<AdaptiveAveragePooling1DConfig> = {
  type: 'AdaptiveAveragePooling1D',
  family: 'pooling',
  help: msg`Means of output_size windows that together cover the sequence, however long it is.`,
  configSchema: adaptiveAveragePooling1dConfigSchema,
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  starter: { output_size: 8 },
  shape({ output_size: size }, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    return 'problem' in sequence ? sequence : { shapes: [[size, sequence.features]] };
  },
  weights: () => [],
  reach({ output_size: size }, inputShapes) {
    const steps = inputShapes[0]?.[0] ?? null;
    return [steps === null ? allSteps : windowOf(steps + size - 1, 1 - size, steps, size)];
  },
  flops: () => 0,
  summary: ({ output_size: size }) => countOf(size, '{0} window', '{0} windows'),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 7, 2], [{ output_size: 3 }, { output_size: 2 }, { output_size: 7 }, { output_size: 5 }]),
  ...casesOn([2, 8, 3], [{ output_size: 4 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Means of output_size windows that together cover the sequence, however long it is.':
    '시퀀스 길이와 관계없이 전체를 output_size개의 구간으로 나누어 구간마다 평균을 냅니다.',
  '{0} window': '구간 {0}개',
  '{0} windows': '구간 {0}개',
};
