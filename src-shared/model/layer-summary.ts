// A layer's summary in a few words, also for unknown layers.
import type { Sentence } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';

/** A layer's arguments with Keras's defaults filled in; unchanged if they cannot be read. */
export function completeConfig(
  type: string,
  config: JsonObject,
): { readonly config: JsonObject; readonly isKnown: boolean } {
  const definition = findLayer(type);
  if (definition === undefined) return { config, isKnown: false };
  const { value } = readLayer(definition, config);
  return value === null ? { config, isKnown: false } : { config: value, isKnown: true };
}

/** `32 filters × 7 · relu`; the first plain arguments where the layer or one of them is unknown. */
export function layerSummary(type: string, config: JsonObject): Sentence {
  const complete = completeConfig(type, config);
  const definition = findLayer(type);
  if (definition !== undefined && complete.isKnown) return definition.summary(complete.config, findLayer);
  return Object.entries(config)
    .flatMap(([key, value]) => (typeof value === 'object' ? [] : [`${key} ${value}`]))
    .slice(0, 3)
    .join(' · ');
}
