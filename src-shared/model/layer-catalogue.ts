// Finds a layer by Keras's class name or one of its other names.
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
import { layerFamilies, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

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

/** The definition for a layer type or one of Keras's other names for it; undefined when Strata has no such layer. */
export function findLayer(type: string): LayerDefinition | undefined {
  return byName.get(type);
}
