// Subtract: the difference of its two inputs.
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { merging } from '#shared/model/layer-rules/merging.ts';

/** Subtract. */
export const definition: LayerDefinition = {
  ...merging,
  type: 'Subtract',
  help: msg`Subtracts its second input from its first, value by value.`,
  inputs: { least: 2, most: 2 },
};

export { subtractingCases as kerasCases } from '#shared/model/layer-rules/merging.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Subtracts its second input from its first, value by value.': '첫째 입력에서 둘째 입력을 값마다 뺍니다.',
};
