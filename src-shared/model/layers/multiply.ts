// Multiply: the product of its inputs.
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { merging } from '#shared/model/layer-rules/merging.ts';

/** Multiply. */
export const definition: LayerDefinition = {
  ...merging,
  type: 'Multiply',
  help: msg`Multiplies its inputs, value by value: a gate multiplies by values between 0 and 1.`,
};

export { mergingCases as kerasCases } from '#shared/model/layer-rules/merging.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Multiplies its inputs, value by value: a gate multiplies by values between 0 and 1.':
    '입력을 값마다 곱합니다. 게이트는 0과 1 사이의 값을 곱합니다.',
};
