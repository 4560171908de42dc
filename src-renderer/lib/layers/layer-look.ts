// How a layer is shown: its family's colour and a line of help, from the one catalogue.
import type { Message } from '#shared/base/message.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerFamily } from '#shared/model/layer-rules/layer-definition.ts';

const familyColors: Record<LayerFamily, string> = {
  input: '--family-input',
  embedding: '--family-embedding',
  convolution: '--family-convolution',
  pooling: '--family-pooling',
  recurrent: '--family-recurrent',
  attention: '--family-attention',
  dense: '--family-dense',
  reshape: '--family-dense',
  merging: '--family-input',
  activation: '--family-dense',
  normalization: '--family-regularization',
  regularization: '--family-regularization',
};

/** The colour's token; a layer that Strata does not know has a neutral one. */
export function layerColor(type: string): string {
  const family = findLayer(type)?.family;
  return family === undefined ? '--family-other' : familyColors[family];
}

export function layerHelp(type: string): Message | undefined {
  return findLayer(type)?.help;
}
