// What a layer family provides: it turns a checked layer and its weights into a function on tensors.
import type { Variable } from '@tensorflow/tfjs-core';
import type { LayerSpec } from '#shared/model/model-spec.ts';
import type { ApplyLayer } from '#main/training/nn/call-context.ts';

/** A layer's own weights. */
export interface LayerWeights {
  /** The layer's weight by Keras's name (`kernel`). @throws Error when the layer has no weight of this name */
  get(name: string): Variable;
}

/** Makes the function that applies a layer. The weights are owned by the model. */
export type LayerBuilder = (spec: LayerSpec, weights: LayerWeights) => ApplyLayer;

/** Makes one function of a layer and the only reader of its output; null for a reader with which it cannot be one. */
export type LayerFusion = (spec: LayerSpec, weights: LayerWeights, reader: LayerSpec) => ApplyLayer | null;
