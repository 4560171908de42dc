// ELU: the activation with a scale of its own.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of ELU. */
export const eluConfigSchema = z.strictObject({
  /** The output goes to its negative where the input is far below 0. */
  alpha: z.number().default(1),
});
export type ELUConfig = z.output<typeof eluConfigSchema>;

/** ELU. */
export const definition: LayerDefinition<ELUConfig> = {
  ...valueByValue,
  type: 'ELU',
  family: 'activation',
  help: msg`Lets positive values pass and bends negative ones towards -alpha.`,
  configSchema: eluConfigSchema,
  summary: ({ alpha }) => msg`alpha ${alpha}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}, { alpha: 0.4 }, { alpha: 2 }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Lets positive values pass and bends negative ones towards -alpha.':
    '양수는 그대로 통과시키고 음수는 -alpha로 수렴하게 합니다.',
  'alpha {0}': '알파 {0}',
};
