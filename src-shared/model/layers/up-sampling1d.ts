// UpSampling1D: every step several times.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, sequenceOf, unitsSchema } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of UpSampling1D. */
export const upSampling1dConfigSchema = z.strictObject({ size: unitsSchema.default(2) });
export type UpSampling1DConfig = z.output<typeof upSampling1dConfigSchema>;

/** UpSampling1D. */
export const definition: LayerDefinition<UpSampling1DConfig> = {
  type: 'UpSampling1D',
  family: 'reshape',
  help: msg`Repeats every step size times: a longer sequence.`,
  configSchema: upSampling1dConfigSchema,
  fixedArguments: fixedEverywhere,
  shape({ size }, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps, features } = sequence;
    return { shapes: [[steps === null ? null : steps * size, features]] };
  },
  weights: () => [],
  keepsValues: true,
  reach: ({ size }) => [windowOf(size, 1 - size, 1, size)],
  flops: () => 0,
  summary: ({ size }) => msg`× ${size}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 3, 2], [{}, { size: 3 }, { size: 1 }]),
  ...casesOn({ shape: [2, 4, 2], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Repeats every step size times: a longer sequence.': '모든 스텝을 size번씩 반복해 시퀀스를 늘립니다.',
};
