// Minimum: the smallest of its inputs.
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { merging } from '#shared/model/layer-rules/merging.ts';

/** Minimum. */
export const definition: LayerDefinition = {
  ...merging,
  type: 'Minimum',
  help: msg`Keeps the smallest of its inputs, value by value.`,
};

export { mergingCases as kerasCases } from '#shared/model/layer-rules/merging.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Keeps the smallest of its inputs, value by value.': '입력 가운데 가장 작은 값을 값마다 남깁니다.',
};
