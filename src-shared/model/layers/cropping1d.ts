// Cropping1D: a sequence without its first and last steps.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { endsOf, endsSchema, fixedEverywhere, sequenceOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Cropping1D. */
export const cropping1dConfigSchema = z.strictObject({
  /** Steps at both ends, or at the start and at the end. */
  cropping: endsSchema.default([1, 1]),
});
export type Cropping1DConfig = z.output<typeof cropping1dConfigSchema>;

/** Cropping1D. */
export const definition: LayerDefinition<Cropping1DConfig> = {
  type: 'Cropping1D',
  family: 'reshape',
  help: msg`Cuts steps off the start and the end of the sequence.`,
  configSchema: cropping1dConfigSchema,
  fixedArguments: fixedEverywhere,
  shape({ cropping }, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps, features } = sequence;
    const [start, end] = endsOf(cropping);
    if (steps === null) return { shapes: [[null, features]] };
    if (start + end < steps) return { shapes: [[steps - start - end, features]] };
    return {
      problem: {
        code: 'too-short',
        message: msg`cuts ${countOf(start + end, '{0} step', '{0} steps')} off, but only ${countOf(steps, '{0} step arrives', '{0} steps arrive')}.`,
        fit: msg`A cropping of ${steps - 1} or less in all fits.`,
        changes: [{ argument: 'cropping', value: 0 }],
      },
    };
  },
  weights: () => [],
  keepsValues: true,
  reach: ({ cropping }) => [windowOf(1, endsOf(cropping)[0])],
  flops: () => 0,
  summary({ cropping }) {
    const [start, end] = endsOf(cropping);
    return msg`without ${start} at the start, ${end} at the end`;
  },
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 5, 2], [{}, { cropping: 2 }, { cropping: [0, 3] }, { cropping: [4, 0] }, { cropping: 0 }]),
  ...casesOn({ shape: [2, 4, 2], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Cuts steps off the start and the end of the sequence.': '시퀀스의 앞과 뒤에서 스텝을 잘라냅니다.',
  'cuts {0} off, but only {1}.': '{0:을} 잘라내려는데 {1}.',
  'A cropping of {0} or less in all fits.': 'cropping을 모두 합해 {0} 이하로 하세요.',
  'without {0} at the start, {1} at the end': '앞 {0}, 뒤 {1} 제외',
};
