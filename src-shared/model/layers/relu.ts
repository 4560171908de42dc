// ReLU: the activation with a slope, a limit and a threshold of its own.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { summaryOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

/** Arguments of ReLU. */
export const reluConfigSchema = z.strictObject({
  /** The largest output; null for none. */
  max_value: z.number().min(0).nullable().default(null),
  /** The slope below the threshold. */
  negative_slope: z.number().min(0).default(0),
  threshold: z.number().min(0).default(0),
});
export type ReLUConfig = z.output<typeof reluConfigSchema>;

/** ReLU. */
export const definition: LayerDefinition<ReLUConfig> = {
  ...valueByValue,
  type: 'ReLU',
  family: 'activation',
  help: msg`Lets values above the threshold pass, up to max_value, and sets or shrinks the others to zero.`,
  configSchema: reluConfigSchema,
  summary: ({ max_value: most, negative_slope: slope, threshold }) =>
    summaryOf(
      most === null ? null : msg`up to ${most}`,
      slope === 0 ? null : msg`slope ${slope}`,
      threshold === 0 ? null : msg`from ${threshold}`,
    ),
};

const options = [
  {},
  { max_value: 1 },
  { max_value: 6 },
  { negative_slope: 0.2 },
  { threshold: 0.5 },
  { threshold: 0.5, max_value: 1 },
  { negative_slope: 0.2, max_value: 1 },
  { negative_slope: 0.2, threshold: 0.5 },
  { negative_slope: 0.2, threshold: 0.5, max_value: 1 },
];

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 8], options),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Lets values above the threshold pass, up to max_value, and sets or shrinks the others to zero.':
    '임곗값보다 큰 값은 max_value까지 통과시키고, 나머지는 0으로 만들거나 줄입니다.',
  'up to {0}': '{0}까지',
  'slope {0}': '기울기 {0}',
  'from {0}': '{0}부터',
};
