// Masking: steps without data are left out by the layers after it.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Masking. */
export const maskingConfigSchema = z.strictObject({
  /** A step in which every feature has this value does not count. */
  mask_value: z.number().default(0),
});
export type MaskingConfig = z.output<typeof maskingConfigSchema>;

/** Masking. */
export const definition: LayerDefinition<MaskingConfig> = {
  type: 'Masking',
  family: 'reshape',
  help: msg`Marks the steps in which every feature is mask_value as padding, which the layers after it leave out.`,
  configSchema: maskingConfigSchema,
  fixedArguments: fixedEverywhere,
  shape(_config, inputShapes) {
    const input = onlyInput(inputShapes);
    if (input.length >= 2) return { shapes: [input] };
    const message = msg`wants [steps, features], but gets ${formatShape(input)}.`;
    return { problem: { code: 'wrong-rank', message } };
  },
  masks: () => [true],
  weights: () => [],
  reach: () => [ownStep],
  flops: () => 0,
  summary: ({ mask_value: value }) => msg`without ${value}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn({ shape: [3, 5, 2], tied: true }, [{}]),
  ...casesOn({ shape: [2, 6, 1], tied: true }, [{ mask_value: 2 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Marks the steps in which every feature is mask_value as padding, which the layers after it leave out.':
    '모든 특성이 mask_value인 스텝을 패딩으로 표시합니다. 뒤따르는 층은 그 스텝을 빼고 계산합니다.',
  'without {0}': '{0} 제외',
};
