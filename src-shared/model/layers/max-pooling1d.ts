// MaxPooling1D: the largest of neighbouring steps.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { sizeSchema } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { pooling, poolingConfigSchema } from '#shared/model/layer-rules/pooling.ts';

/** Arguments of MaxPooling1D. */
export const maxPooling1dConfigSchema = poolingConfigSchema.extend({ pool_size: sizeSchema.prefault(2) });
export type MaxPooling1DConfig = z.output<typeof maxPooling1dConfigSchema>;

/** MaxPooling1D. */
export const definition: LayerDefinition<MaxPooling1DConfig> = {
  type: 'MaxPooling1D',
  aliases: ['MaxPool1D'],
  help: msg`Keeps the largest of every pool_size neighbours: a shorter sequence.`,
  configSchema: maxPooling1dConfigSchema,
  ...pooling,
};

export { poolingCases as kerasCases } from '#shared/model/layer-rules/pooling.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Keeps the largest of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 가장 큰 값을 남겨 시퀀스를 줄입니다.',
};
