// Rescaling: a fixed factor and offset.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { formatShape, onlyInput, summaryOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';

const numbersSchema = z.union([z.number(), z.array(z.number()).min(1)]);

/** Arguments of Rescaling: a number for all values, or a list with one for each feature. */
export const rescalingConfigSchema = z.strictObject({
  scale: numbersSchema,
  offset: numbersSchema.default(0),
});
export type RescalingConfig = z.output<typeof rescalingConfigSchema>;

/** Rescaling. */
export const definition: LayerDefinition<RescalingConfig> = {
  ...valueByValue,
  type: 'Rescaling',
  family: 'normalization',
  help: msg`Multiplies every value with scale and adds offset.`,
  configSchema: rescalingConfigSchema,
  starter: { scale: 1 },
  shape({ scale, offset }, inputShapes) {
    const input = onlyInput(inputShapes);
    const features = input.at(-1) ?? null;
    for (const [name, given] of [
      ['scale', scale],
      ['offset', offset],
    ] as const) {
      if (typeof given === 'number' || given.length === 1 || given.length === features) continue;
      const message = msg`has ${given.length} numbers in ${name}, but gets ${formatShape(input)}.`;
      const fit = features === null ? msg`Give one number.` : msg`Give one number, or a list of ${features}.`;
      return { problem: { code: 'unfit-list', message, fit } };
    }
    return { shapes: [input] };
  },
  summary: ({ scale, offset }) =>
    summaryOf(
      typeof scale === 'number' ? msg`× ${scale}` : null,
      typeof offset === 'number' && offset !== 0 ? msg`+ ${offset}` : null,
    ),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn(
    [3, 5],
    [
      { scale: 0.5, offset: 0 },
      { scale: 2, offset: -1 },
    ],
  ),
  ...casesOn(
    [2, 4, 3],
    [
      { scale: [1, 2, 3], offset: [0, 1, -1] },
      { scale: [2], offset: 1 },
    ],
  ),
  ...casesOn({ shape: [2, 4], below: 9 }, [{ scale: 0.1, offset: 0 }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{ scale: 3, offset: 0 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Multiplies every value with scale and adds offset.': '모든 값에 scale을 곱하고 offset을 더합니다.',
  'has {0} numbers in {1}, but gets {2}.': '{1}에 수가 {0}개인데, 입력은 {2}입니다.',
  'Give one number.': '수 하나를 쓰세요.',
  'Give one number, or a list of {0}.': '수 하나, 또는 수 {0}개의 목록을 쓰세요.',
};
