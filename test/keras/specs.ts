// Models as the training core wants them, straight from the catalogue: the reference models are chains without a file around them.
import type { JsonObject } from '#shared/base/json.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';

type GraphEdge = GraphDocument['edges'][number];

export interface ChainNode {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
  /** The id of the layer that it applies. */
  readonly layer?: string;
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
  return graphSpec(
    nodes,
    nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })),
  );
}

/** Layers and edges as in a file, checked. @throws Error with the problems */
export function graphSpec(nodes: readonly ChainNode[], edges: readonly GraphEdge[]): ModelSpec {
  const { spec, problems } = checkModel({ nodes: nodes.map((node) => ({ ...node })), edges: [...edges] });
  if (spec === null) throw new Error(problems.map(({ message }) => message).join(' '));
  return spec;
}
