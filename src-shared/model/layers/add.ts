// Add: the sum of its inputs.
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { merging } from '#shared/model/layer-rules/merging.ts';

/** Add. */
export const definition: LayerDefinition = {
  ...merging,
  type: 'Add',
  help: msg`Adds its inputs, value by value: a skip connection adds what came before.`,
};

export { mergingCases as kerasCases } from '#shared/model/layer-rules/merging.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Adds its inputs, value by value: a skip connection adds what came before.':
    '입력을 값마다 더합니다. 스킵 연결은 앞의 출력을 다시 더합니다.',
};
