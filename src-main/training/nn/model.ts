// A checked model that computes: applies its layers in order, on any tfjs backend.
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerType } from '#shared/model/layer-definitions.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';
import type { ApplyLayer, CallContext, LayerOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder, LayerWeights } from '#main/training/nn/layer-builder.ts';
import { buildPooledConv1D } from '#main/training/nn/layers/conv1d.ts';
import { layerBuilders } from '#main/training/nn/layer-builders.ts';
import { createWeights, type ModelWeight } from '#main/training/nn/model-weights.ts';
import { maxPoolingWindows } from '#main/training/nn/layers/max-pooling1d.ts';
import { regularization } from '#main/training/nn/regularizers.ts';

/** A model with its weights. `dispose` frees them. */
export interface Model {
  readonly spec: ModelSpec;
  /** All weights, in model order. Owned by the model. */
  readonly weights: readonly ModelWeight[];
  /**
   * @param inputs in the order of `spec.inputs`, `[batch, ...shape]`
   * @returns outputs in the order of `spec.outputs`; the caller's tidy disposes them
   */
  apply(inputs: readonly tf.Tensor[], context: CallContext): tf.Tensor[];
  /** As `apply`, with the logits of a last sigmoid or softmax. */
  run(inputs: readonly tf.Tensor[], context: CallContext): LayerOutput[];
  /** The sum over all regularized weights; null when there is none. */
  regularizationLoss(): tf.Scalar | null;
  dispose(): void;
}

/**
 * @param seed decides the initial weights
 * @throws Error for a layer without a builder; the model check lets none through
 */
export function buildModel(spec: ModelSpec, seed: number): Model {
  const weights = createWeights(spec, seed);
  const layers = buildLayers(spec, weights);
  const regularized = weights.flatMap(({ regularizer, variable }) =>
    regularizer === null ? [] : [{ regularizer, variable }],
  );

  const run = (inputs: readonly tf.Tensor[], context: CallContext): LayerOutput[] => {
    const results = new Map<string, readonly LayerOutput[]>();
    const resultOf = ({ id, output }: OutputRef): LayerOutput => {
      const result = results.get(id)?.[output];
      if (result === undefined)
        throw new Error(`Output ${output} of the layer ${id} was asked for before it was computed.`);
      return result;
    };
    for (const { id, inputs: wanted, apply } of layers) {
      const place = spec.inputs.indexOf(id);
      const given = place >= 0 ? inputs.slice(place, place + 1) : wanted.map((each) => resultOf(each).tensor);
      results.set(id, [apply(given, context)].flat());
    }
    return spec.outputs.map((id) => resultOf({ id, output: 0 }));
  };

  return {
    spec,
    weights,
    run,
    apply: (inputs, context) => run(inputs, context).map((output) => output.tensor),
    regularizationLoss() {
      const terms = regularized.map(({ regularizer, variable }) => regularization(regularizer, variable));
      return terms.length === 0 ? null : terms.reduce((sum, term) => tf.add(sum, term));
    },
    dispose() {
      for (const { variable } of weights) variable.dispose();
    },
  };
}

interface BuiltLayer {
  /** The id of the layer that has this output. */
  readonly id: string;
  readonly inputs: readonly OutputRef[];
  readonly apply: ApplyLayer;
}

/** In order; a convolution and the pooling right after it can be one. */
function buildLayers(spec: ModelSpec, all: readonly ModelWeight[]): BuiltLayer[] {
  const built = new Set<LayerSpec>();
  return spec.layers.flatMap((layer) => {
    if (built.has(layer)) return [];
    const { inputs } = layer;
    const weights = weightsOf(layer, all);
    const pooling = onlyPoolingOf(spec, layer);
    const pooled = pooling === null ? null : buildPooledConv1D(layer, weights, maxPoolingWindows(pooling));
    if (pooling !== null && pooled !== null) {
      built.add(pooling);
      return [{ id: pooling.id, inputs, apply: pooled }];
    }
    return [{ id: layer.id, inputs, apply: builderOf(layer)(layer, weights) }];
  });
}

function builderOf({ type }: LayerSpec): LayerBuilder {
  const builder = Object.hasOwn(layerBuilders, type) ? layerBuilders[type as LayerType] : undefined;
  if (builder === undefined) throw new Error(`There is no builder for layers of type ${type}.`);
  return builder;
}

/** The MaxPooling1D that is the only reader of a Conv1D's output. */
function onlyPoolingOf(spec: ModelSpec, layer: LayerSpec): LayerSpec | null {
  if (layer.type !== 'Conv1D' || spec.outputs.includes(layer.id)) return null;
  const [reader, ...others] = spec.layers.filter(({ inputs }) => inputs.some(({ id }) => id === layer.id));
  return reader?.type === 'MaxPooling1D' && others.length === 0 ? reader : null;
}

function weightsOf(layer: LayerSpec, all: readonly ModelWeight[]): LayerWeights {
  const own = all.filter((weight) => weight.layerId === layer.weightsOf);
  return {
    get(name) {
      const weight = own.find((candidate) => candidate.spec.name === name);
      if (weight === undefined) throw new Error(`The layer ${layer.id} has no weight ${name}.`);
      return weight.variable;
    },
  };
}
