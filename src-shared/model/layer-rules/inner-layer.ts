// The layer inside a wrapper, as Keras writes it: {"class_name": "LSTM", "config": {…}}.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { FindLayer, LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import type { WeightSpec } from '#shared/model/model-spec.ts';

/** Reads a layer in a wrapper's config. What else Keras writes there says nothing about the layer. */
export const innerLayerSchema = z
  .strictObject({
    class_name: z.string(),
    config: jsonObjectSchema.default({}),
    module: z.string().nullish(),
    registered_name: z.string().nullish(),
    build_config: jsonObjectSchema.nullish(),
  })
  .transform(({ class_name, config }): InnerLayer => ({ class_name, config }));

/** A layer in a wrapper's config. */
export type InnerLayer = {
  /** Keras's class name. */
  class_name: string;
  /** Complete once the wrapper has been read. */
  config: JsonObject;
};

/** The inner layer's definition. @throws Error when there is none, which reading the wrapper rules out */
export function definitionOf({ class_name: type }: InnerLayer, find: FindLayer): LayerDefinition {
  const definition = find(type);
  if (definition === undefined) throw new Error(`The catalogue has no layer ${type}.`);
  return definition;
}

/**
 * An inner layer's weights as the wrapper's.
 * @param holder the wrapper's argument that holds the layer
 * @param prefix before their names: `forward/`
 */
export function innerWeights(weights: readonly WeightSpec[], holder: string, prefix = ''): readonly WeightSpec[] {
  return weights.map((weight) => ({
    ...weight,
    name: `${prefix}${weight.name}`,
    argument: `${holder}.config.${weight.argument}`,
  }));
}
