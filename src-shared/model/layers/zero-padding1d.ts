// ZeroPadding1D: steps of zeros at the start and the end of a sequence.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { channelsLast, endsOf, endsSchema, fixedEverywhere, sequenceOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of ZeroPadding1D. */
export const zeroPadding1dConfigSchema = z.strictObject({
  /** Steps at both ends, or at the start and at the end. */
  padding: endsSchema.default(1),
});
export type ZeroPadding1DConfig = z.output<typeof zeroPadding1dConfigSchema>;

/** ZeroPadding1D. */
export const definition: LayerDefinition<ZeroPadding1DConfig> = {
  type: 'ZeroPadding1D',
  family: 'reshape',
  help: msg`Puts steps of zeros before and after the sequence.`,
  configSchema: zeroPadding1dConfigSchema,
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape({ padding }, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps, features } = sequence;
    const [start, end] = endsOf(padding);
    return { shapes: [[steps === null ? null : steps + start + end, features]] };
  },
  weights: () => [],
  reach: ({ padding }) => [windowOf(1, -endsOf(padding)[0])],
  flops: () => 0,
  summary({ padding }) {
    const [start, end] = endsOf(padding);
    return msg`${start} before, ${end} after`;
  },
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 3, 2], [{}, { padding: 2 }, { padding: [0, 3] }, { padding: [2, 0] }, { padding: 0 }]),
  ...casesOn({ shape: [2, 4, 2], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Puts steps of zeros before and after the sequence.': '시퀀스의 앞과 뒤에 0으로 된 스텝을 붙입니다.',
  '{0} before, {1} after': '앞 {0}, 뒤 {1}',
};
