// Input: a model's input. Keras's class is InputLayer; users write Input.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Input. */
export const inputConfigSchema = z.strictObject({
  /** A sample's sizes without the batch axis; null where the length may vary. */
  shape: z.array(z.number().int().min(1).max(10_000_000).nullable()).min(1).max(4),
  /** `int32` for token ids, `float32` for measurements. */
  dtype: z.enum(['float32', 'int32']).default('float32'),
});
export type InputConfig = z.output<typeof inputConfigSchema>;

/** Input. */
export const definition: LayerDefinition<InputConfig> = {
  type: 'Input',
  aliases: ['InputLayer'],
  family: 'input',
  help: msg`Where samples come in. The shape is without the batch: [length] for words, [steps, features] for measurements.`,
  inputs: { least: 0, most: 0 },
  configSchema: inputConfigSchema,
  starter: { shape: [100] },
  fixedArguments: {
    trainable: [true],
    batch_size: [null],
    // Reading a model has made a shape of it.
    batch_shape: [null],
    sparse: [false, null],
    ragged: [false, null],
    optional: [false],
    tensor: [null],
  },
  shape: (config) => ({ shapes: [config.shape] }),
  weights: () => [],
  reach: () => [ownStep],
  flops: () => 0,
  summary: (config) => `${formatShape(config.shape)}${config.dtype === 'int32' ? ' · int32' : ''}`,
};

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Where samples come in. The shape is without the batch: [length] for words, [steps, features] for measurements.':
    '샘플이 들어오는 곳입니다. shape에는 배치 축을 넣지 않습니다. 단어는 [length], 측정값은 [steps, features]입니다.',
};
