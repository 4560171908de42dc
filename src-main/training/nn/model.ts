// A checked model that computes: applies its layers in order, on any tfjs backend.
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerType } from '#shared/model/layer-definitions.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';
import type { ApplyLayer, CallContext, LayerOutput } from '#main/training/nn/call-context.ts';
import type { FindBuilder, LayerFusion, LayerWeights } from '#main/training/nn/layer-builder.ts';
import { layerBuilders, layerFusions } from '#main/training/nn/layer-builders.ts';
import { createWeights, type ModelWeight } from '#main/training/nn/model-weights.ts';
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
  /** One layer's output, which the model must not have joined with the layer after it: one of `spec.outputs`. */
  valueAt(place: OutputRef, inputs: readonly tf.Tensor[], context: CallContext): tf.Tensor;
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
  const regularized = weights.flatMap(({ spec: { regularizer }, variable }) =>
    regularizer === null ? [] : [{ regularizer, variable }],
  );

  const compute = (inputs: readonly tf.Tensor[], context: CallContext): ((place: OutputRef) => LayerOutput) => {
    const results = new Map<string, readonly LayerOutput[]>();
    const resultOf = ({ id, output }: OutputRef): LayerOutput => {
      const result = results.get(id)?.[output];
      if (result === undefined)
        throw new Error(`Output ${output} of the layer ${id} was asked for before it was computed.`);
      return result;
    };
    for (const { id, inputs: wanted, outputMasks, apply } of layers) {
      const place = spec.inputs.indexOf(id);
      const before = wanted.map(resultOf);
      const given = place >= 0 ? inputs.slice(place, place + 1) : before.map(({ tensor }) => tensor);
      const masks = before.map(({ mask = null }) => mask);
      const outputs = [namingLayer(spec, id, () => apply(given, context, masks))].flat();
      results.set(
        id,
        outputs.map((output, i) => ({ ...output, mask: outputMasks[i] ? (output.mask ?? masks[0]) : null })),
      );
    }
    return resultOf;
  };
  const run = (inputs: readonly tf.Tensor[], context: CallContext): LayerOutput[] => {
    const resultOf = compute(inputs, context);
    return spec.outputs.map((id) => resultOf({ id, output: 0 }));
  };

  return {
    spec,
    weights,
    run,
    apply: (inputs, context) => run(inputs, context).map((output) => output.tensor),
    valueAt: (place, inputs, context) => compute(inputs, context)(place).tensor,
    regularizationLoss() {
      const terms = regularized.map(({ regularizer, variable }) => regularization(regularizer, variable));
      return terms.length === 0 ? null : terms.reduce((sum, term) => tf.add(sum, term));
    },
    dispose() {
      for (const { variable } of weights) variable.dispose();
    },
  };
}

/** The engine's own errors do not say which layer they are about; those with a meaning of their own stay as they are. */
function namingLayer<Result>({ layers }: ModelSpec, id: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof Error) || Object.getPrototypeOf(cause) !== Error.prototype) throw cause;
    const type = layers.find((layer) => layer.id === id)?.type ?? 'Layer';
    throw new Error(`${type} "${id}": ${cause.message}`, { cause });
  }
}

interface BuiltLayer {
  /** The id of the layer that has this output. */
  readonly id: string;
  readonly inputs: readonly OutputRef[];
  readonly outputMasks: readonly boolean[];
  readonly apply: ApplyLayer;
}

/** In order; two layers of which the second is the only reader of the first can be one. */
function buildLayers(spec: ModelSpec, all: readonly ModelWeight[]): BuiltLayer[] {
  const built = new Set<LayerSpec>();
  return spec.layers.flatMap((layer) => {
    if (built.has(layer)) return [];
    const { inputs, outputMasks } = layer;
    const weights = weightsOf(layer, all);
    const reader = onlyReaderOf(spec, layer);
    const fused = reader === null ? null : (fusionOf(layer)?.(layer, weights, reader) ?? null);
    if (reader !== null && fused !== null) {
      built.add(reader);
      return [{ id: reader.id, inputs, outputMasks: reader.outputMasks, apply: fused }];
    }
    return [{ id: layer.id, inputs, outputMasks, apply: findBuilder(layer.type)(layer, weights, findBuilder) }];
  });
}

/** The builder of every layer. */
export const findBuilder: FindBuilder = (type) => {
  const builder = Object.hasOwn(layerBuilders, type) ? layerBuilders[type as LayerType] : undefined;
  if (builder === undefined) throw new Error(`There is no builder for layers of type ${type}.`);
  return builder;
};

function fusionOf({ type }: LayerSpec): LayerFusion | undefined {
  return Object.hasOwn(layerFusions, type) ? layerFusions[type] : undefined;
}

/** The layer that is the only reader of another's output, and reads nothing else. */
function onlyReaderOf(spec: ModelSpec, layer: LayerSpec): LayerSpec | null {
  if (spec.outputs.includes(layer.id)) return null;
  const [reader, ...others] = spec.layers.filter(({ inputs }) => inputs.some(({ id }) => id === layer.id));
  return reader?.inputs.length === 1 && others.length === 0 ? reader : null;
}

/** A layer's own weights, or those that it shares. */
export function weightsOf(layer: LayerSpec, all: readonly ModelWeight[]): LayerWeights {
  const own = all.filter((weight) => weight.layerId === layer.weightsOf);
  return {
    get(name) {
      const weight = own.find((candidate) => candidate.spec.name === name);
      if (weight === undefined) throw new Error(`The layer ${layer.id} has no weight ${name}.`);
      return weight.variable;
    },
  };
}
