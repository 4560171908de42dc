// AveragePooling1D: the mean of neighbouring steps.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { pooling, poolingConfigSchema } from '#shared/model/layer-rules/pooling.ts';

/** Keras has no default for this pool_size. */
export const averagePooling1dConfigSchema = poolingConfigSchema;
export type AveragePooling1DConfig = z.output<typeof averagePooling1dConfigSchema>;

/** AveragePooling1D. */
export const definition: LayerDefinition<AveragePooling1DConfig> = {
  type: 'AveragePooling1D',
  aliases: ['AvgPool1D'],
  help: msg`Keeps the mean of every pool_size neighbours: a shorter sequence.`,
  configSchema: averagePooling1dConfigSchema,
  starter: { pool_size: 2 },
  ...pooling,
};

export { poolingCases as kerasCases } from '#shared/model/layer-rules/pooling.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Keeps the mean of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 평균을 남겨 시퀀스를 줄입니다.',
};
