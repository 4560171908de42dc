// LeakyReLU: relu with a slope below 0.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of LeakyReLU. */
export const leakyReluConfigSchema = z.strictObject({
  negative_slope: z.number().min(0).default(0.3),
});
export type LeakyReLUConfig = z.output<typeof leakyReluConfigSchema>;

/** LeakyReLU. */
export const definition: LayerDefinition<LeakyReLUConfig> = {
  ...valueByValue,
  type: 'LeakyReLU',
  family: 'activation',
  help: msg`Lets positive values pass and multiplies negative ones with negative_slope.`,
  configSchema: leakyReluConfigSchema,
  summary: ({ negative_slope: slope }) => msg`slope ${slope}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}, { negative_slope: 0 }, { negative_slope: 1.5 }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{ negative_slope: 0.1 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Lets positive values pass and multiplies negative ones with negative_slope.':
    '양수는 그대로 통과시키고 음수에는 negative_slope를 곱합니다.',
};
