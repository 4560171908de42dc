// Checks that a layer that is fitted before training, such as Normalization, can be: what reaches it must be known by then.
import { msg } from '#shared/base/message.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';

function isFitted({ id, type, config, weightsOf }: LayerSpec): boolean {
  return weightsOf === id && (findLayer(type)?.fittedAxes?.(config) ?? null) !== null;
}

/** @param layers in the order of computation */
export function checkFitted(layers: readonly LayerSpec[]): Problem[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return layers.filter(isFitted).flatMap((layer) => {
    const before = new Set([layer]);
    for (const { inputs } of before)
      for (const { id } of inputs) {
        const found = byId.get(id);
        if (found !== undefined) before.add(found);
      }
    const unknown = [...before].find((each) => !isFitted(each) && (byId.get(each.weightsOf)?.weights.length ?? 0) > 0);
    if (unknown === undefined) return [];
    const message = msg`${nameOf(layer)} is fitted before training, but comes after ${nameOf(unknown)}, whose weights are not known then; put it before that layer, or give it mean and variance.`;
    return [errorProblem('not-fitted', message, { nodeId: layer.id })];
  });
}
