// Finds a layer by Keras's class name or one of its other names.
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
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

/** The number of words of an Input that an embedding reads; null for an Input of measurements. */
export function vocabularyOf({ layers }: Pick<ModelSpec, 'layers'>, inputId: string): number | null {
  for (const { type, config, inputs } of layers) {
    if (inputs[0]?.id !== inputId) continue;
    const words = findLayer(type)?.vocabulary?.(config);
    if (words !== undefined) return words;
  }
  return null;
}

/** The definition for a layer type or one of Keras's other names for it; undefined when Strata has no such layer. */
export function findLayer(type: string): LayerDefinition | undefined {
  return byName.get(type);
}
