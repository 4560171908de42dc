// Models as the training core wants them, straight from the catalogue: the reference models are chains without a file around them.
import type { JsonObject } from '#shared/contract/json.ts';
import type { LayerSpec, ModelSpec, Shape } from '#shared/graph/model-spec.ts';
import { findLayer } from '#shared/layers/catalogue.ts';

export interface ChainNode {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
}

/** Layers one after the other; the first is the Input. */
export function chainSpec(nodes: readonly ChainNode[]): ModelSpec {
  const layers: LayerSpec[] = [];
  for (const node of nodes) {
    const before = layers.at(-1);
    layers.push(
      layerSpec(node, before === undefined ? [] : [before.id], before === undefined ? [] : [before.outputShape]),
    );
  }
  return modelSpec(layers, layers.slice(0, 1), layers.slice(-1));
}

export function modelSpec(
  layers: readonly LayerSpec[],
  inputs: readonly LayerSpec[],
  outputs: readonly LayerSpec[],
): ModelSpec {
  return {
    layers,
    inputs: inputs.map((layer) => layer.id),
    outputs: outputs.map((layer) => layer.id),
    parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
    flopsPerSample: 0,
  };
}

export function layerSpec(node: ChainNode, inputs: readonly string[], inputShapes: readonly Shape[]): LayerSpec {
  const definition = findLayer(node.type);
  if (definition === undefined) throw new Error(`The catalogue has no layer ${node.type}.`);
  const config = definition.configSchema.parse(node.config);
  const result = definition.shape(config, inputShapes);
  if ('problem' in result) throw new Error(`${node.id} ${result.problem.message}`);
  const weights = definition.weights(config, inputShapes);
  return {
    id: node.id,
    type: definition.type,
    config,
    inputs,
    inputShapes,
    outputShape: result.shape,
    weights,
    parameters: weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0),
    flopsPerSample: 0,
  };
}
