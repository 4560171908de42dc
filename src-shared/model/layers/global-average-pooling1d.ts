// GlobalAveragePooling1D: the mean of each feature over a sequence.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { endsMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { globalPooling, globalPoolingConfigSchema } from '#shared/model/layer-rules/pooling.ts';

/** Arguments of GlobalAveragePooling1D. */
export const globalAveragePooling1dConfigSchema = globalPoolingConfigSchema;
export type GlobalAveragePooling1DConfig = z.output<typeof globalAveragePooling1dConfigSchema>;

/** GlobalAveragePooling1D. */
export const definition: LayerDefinition<GlobalAveragePooling1DConfig> = {
  type: 'GlobalAveragePooling1D',
  aliases: ['GlobalAvgPool1D'],
  help: msg`Keeps each feature’s mean over the whole sequence; the order is forgotten.`,
  configSchema: globalAveragePooling1dConfigSchema,
  ...globalPooling,
  masks: endsMask,
};

export { globalPoolingCases as kerasCases } from '#shared/model/layer-rules/pooling.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Keeps each feature’s mean over the whole sequence; the order is forgotten.':
    '특성마다 시퀀스 전체의 평균을 남깁니다. 순서는 사라집니다.',
};
