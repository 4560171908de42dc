// Average: the mean of its inputs.
import { msg } from '#shared/base/message.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { merging } from '#shared/model/layer-rules/merging.ts';

/** Average. */
export const definition: LayerDefinition = {
  ...merging,
  type: 'Average',
  help: msg`Takes the mean of its inputs, value by value.`,
};

export { mergingCases as kerasCases } from '#shared/model/layer-rules/merging.ts';

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Takes the mean of its inputs, value by value.': '입력의 평균을 값마다 구합니다.',
};
