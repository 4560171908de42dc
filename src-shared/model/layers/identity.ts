// Identity: passes its input on.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, onlyInput } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Identity has no arguments. */
export const identityConfigSchema = z.strictObject({});

/** Identity. */
export const definition: LayerDefinition<z.output<typeof identityConfigSchema>> = {
  type: 'Identity',
  family: 'reshape',
  help: msg`Passes its input on: a place to join edges at, or a name for an output.`,
  configSchema: identityConfigSchema,
  fixedArguments: fixedEverywhere,
  shape: (_config, inputShapes) => ({ shapes: [onlyInput(inputShapes)] }),
  masks: passesMask,
  weights: () => [],
  keepsValues: true,
  reach: () => [ownStep],
  flops: () => 0,
  summary: () => '',
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 3], [{}]),
  ...casesOn({ shape: [2, 4, 3], masked: true }, [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Passes its input on: a place to join edges at, or a name for an output.':
    '입력을 그대로 넘깁니다. 연결을 한곳에 모으거나 출력에 이름을 붙일 때 씁니다.',
};
