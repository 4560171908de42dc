// GlobalMaxPooling1D: the largest value of each feature in a sequence.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { globalPooling, globalPoolingConfigSchema } from '#shared/model/layer-rules/pooling.ts';

/** Arguments of GlobalMaxPooling1D. */
export const globalMaxPooling1dConfigSchema = globalPoolingConfigSchema;
export type GlobalMaxPooling1DConfig = z.output<typeof globalMaxPooling1dConfigSchema>;

/** GlobalMaxPooling1D. */
export const definition: LayerDefinition<GlobalMaxPooling1DConfig> = {
  type: 'GlobalMaxPooling1D',
  aliases: ['GlobalMaxPool1D'],
  help: msg`Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.`,
  configSchema: globalMaxPooling1dConfigSchema,
  ...globalPooling,
};

export { globalPoolingCases as kerasCases } from '#shared/model/layer-rules/pooling.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.':
    '특성마다 시퀀스 전체에서 가장 큰 값을 남깁니다. 그 값의 위치는 사라집니다.',
};
