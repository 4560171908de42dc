// Finds a layer by Keras's class name or one of its other names.
import type { JsonObject } from '#shared/base/json.ts';
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import { layerFamilies, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';

const definitions: readonly LayerDefinition[] = Object.values<LayerDefinition>(layerDefinitions).toSorted(
  (a, b) => layerFamilies.indexOf(a.family) - layerFamilies.indexOf(b.family),
);

/** Every layer's definition by its type, in the order in which a palette shows them: by family, then by name. */
export const layerCatalogue: ReadonlyMap<string, LayerDefinition> = new Map(
  definitions.map((definition) => [definition.type, definition]),
);

const byName: ReadonlyMap<string, LayerDefinition> = new Map(
  definitions.flatMap((definition) =>
    [definition.type, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),
  ),
);

/** Whether a layer of this type is one of the model's inputs. */
export function isInput(type: string): boolean {
  return findLayer(type)?.family === 'input';
}

/**
 * How many different words a layer's input may have, and the path of its config that says it; also of a layer inside it.
 * Undefined when its input is measurements.
 */
export function vocabularyIn(
  type: string,
  config: JsonObject,
  path = 'config',
): { readonly words: number; readonly path: string } | undefined {
  const definition = findLayer(type);
  const words = definition?.vocabulary?.(config);
  if (words !== undefined) return { words, path };
  for (const name of definition?.innerLayers ?? []) {
    const inner = innerLayerSchema.safeParse(config[name]).data;
    const found = inner && vocabularyIn(inner.class_name, inner.config, `${path}.${name}.config`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The number of words of an Input that an embedding reads; null for an Input of measurements. */
export function vocabularyOf({ layers }: Pick<ModelSpec, 'layers'>, inputId: string): number | null {
  for (const { type, config, inputs } of layers) {
    if (inputs[0]?.id !== inputId) continue;
    const found = vocabularyIn(type, config);
    if (found !== undefined) return found.words;
  }
  return null;
}

/** The definition for a layer type or one of Keras's other names for it; undefined when Strata has no such layer. */
export function findLayer(type: string): LayerDefinition | undefined {
  return byName.get(type);
}
