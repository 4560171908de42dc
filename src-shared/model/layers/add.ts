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
