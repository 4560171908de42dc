// How a layer is shown: its family's colour and a few words about its arguments, from the one catalogue.
import type { JsonObject } from '#shared/contract/json.ts';
import { findLayer } from '#shared/layers/catalogue.ts';
import type { LayerFamily } from '#shared/layers/layer-definition.ts';

const familyColors: Record<LayerFamily, string> = {
  input: '--family-input',
  embedding: '--family-embedding',
  convolution: '--family-convolution',
  pooling: '--family-pooling',
  recurrent: '--family-recurrent',
  dense: '--family-dense',
  reshape: '--family-dense',
  activation: '--family-dense',
  regularization: '--family-regularization',
};

/** The colour's token; a layer that Strata does not know has a neutral one. */
export function layerColor(type: string): string {
  const family = findLayer(type)?.family;
  return family === undefined ? '--family-other' : familyColors[family];
}

/** `32 filters × 7 · relu`; the bare arguments where they cannot be understood. */
export function layerSummary(type: string, config: JsonObject): string {
  const layer = findLayer(type);
  const parsed = layer?.configSchema.safeParse(config);
  if (layer && parsed?.success) return layer.summary(parsed.data);
  return Object.entries(config)
    .filter(([, value]) => typeof value !== 'object')
    .slice(0, 3)
    .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
    .join(' · ');
}

export function layerHelp(type: string): string | undefined {
  return findLayer(type)?.help;
}
