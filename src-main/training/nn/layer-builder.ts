// What a layer family provides: it turns a checked layer and its weights into a function on tensors.
import type { Variable } from '@tensorflow/tfjs-core';
import type { LayerSpec } from '#shared/model/model-spec.ts';
import type { ApplyLayer } from '#main/training/nn/call-context.ts';

/** A layer's own weights. */
export interface LayerWeights {
  /** The layer's weight by Keras's name (`kernel`). @throws Error when the layer has no weight of this name */
  get(name: string): Variable;
}

/**
 * Makes the function that applies a layer. The weights are owned by the model.
 * @param findBuilder for the layer inside a wrapper
 */
export type LayerBuilder = (spec: LayerSpec, weights: LayerWeights, findBuilder: FindBuilder) => ApplyLayer;

/** Finds a layer's builder by its type. @throws Error when there is none, which the model check rules out */
export type FindBuilder = (type: string) => LayerBuilder;

/** The weights of a layer inside a wrapper, whose names there begin with a prefix. */
export function innerWeights(weights: LayerWeights, prefix: string): LayerWeights {
  return { get: (name) => weights.get(`${prefix}${name}`) };
}

/** Makes one function of a layer and the only reader of its output; null for a reader with which it cannot be one. */
export type LayerFusion = (spec: LayerSpec, weights: LayerWeights, reader: LayerSpec) => ApplyLayer | null;
