// Which layers can take a shape: they come first where a layer is chosen. Pure.
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { readLayer } from '#shared/model/read-layer.ts';

/** Whether a new layer of this kind takes an input of the shape; word numbers go into an embedding only. */
export function fits(definition: LayerDefinition, shape: Shape | null, isWords = false): boolean {
  const { least, most } = definition.inputs ?? { least: 1, most: 1 };
  if (most === 0) return shape === null;
  if (shape === null || least > 1) return false;
  if (isWords !== (definition.vocabulary !== undefined)) return false;
  const { value } = readLayer(definition, { ...definition.starter });
  return value !== null && !('problem' in definition.shape(value, [shape], findLayer));
}

/** Those that fit before the others; each part in its order. */
export function fittingFirst(
  definitions: readonly LayerDefinition[],
  shape: Shape | null,
  isWords: boolean,
): readonly { readonly definition: LayerDefinition; readonly isFitting: boolean }[] {
  const all = definitions.map((definition) => ({ definition, isFitting: fits(definition, shape, isWords) }));
  return [...all.filter(({ isFitting }) => isFitting), ...all.filter(({ isFitting }) => !isFitting)];
}
