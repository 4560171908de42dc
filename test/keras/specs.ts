// Models as the training core wants them, straight from the catalogue: the reference models are chains without a file around them.
import type { JsonObject } from '#shared/base/json.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { firstOutput, type LayerSpec, type ModelSpec, type Shape } from '#shared/model/model-spec.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';

export interface ChainNode {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
}

/** A model of `[12, 3]` with everything in it that is chance. */
export const chanceNodes: readonly ChainNode[] = [
  { id: 'input', type: 'Input', config: { shape: [12, 3] } },
  {
    id: 'conv1d',
    type: 'Conv1D',
    config: { filters: 4, kernel_size: 3, activation: 'relu', kernel_regularizer: 'l2' },
  },
  { id: 'dropout', type: 'Dropout', config: { rate: 0.3 } },
  { id: 'gru', type: 'GRU', config: { units: 3, dropout: 0.2, recurrent_dropout: 0.4 } },
  { id: 'dense', type: 'Dense', config: { units: 1 } },
];

export const maeMetric = [{ name: 'mae', function: 'mean_absolute_error', threshold: 0.5 }] as const;

/** How the models of the steps' tests are trained. */
export const stepTraining = {
  loss: lossSchema.parse({ name: 'mean_squared_error' }),
  optimizer: optimizerSchema.parse({ name: 'Adam', learning_rate: 0.01, clipnorm: 1 }),
  metrics: maeMetric,
};

/** Layers one after the other; the first is the Input. */
export function chainSpec(nodes: readonly ChainNode[]): ModelSpec {
  const layers: LayerSpec[] = [];
  for (const node of nodes) {
    const before = layers.at(-1);
    layers.push(
      layerSpec(node, before === undefined ? [] : [before.id], before === undefined ? [] : [firstOutput(before)]),
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
  if ('problem' in result) throw new Error(`${node.id} ${result.problem.code}`);
  const weights = definition.weights(config, inputShapes);
  return {
    id: node.id,
    type: definition.type,
    config,
    inputs: inputs.map((id) => ({ id, output: 0 })),
    inputShapes,
    outputShapes: result.shapes,
    weightsOf: node.id,
    weights,
    parameters: weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0),
    flopsPerSample: 0,
  };
}
