// Fits the layers that need the data before training, such as Normalization: mean and variance of the training samples that
// reach them, each layer once, in the model's order.
import * as tf from '@tensorflow/tfjs-core';
import { msg } from '#shared/base/message.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { atInference } from '#main/training/step/backward-pass.ts';
import { toTensors } from '#main/training/step/eager-step.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { Split } from '#main/training/worker/batches/split.ts';

export interface FitLayers {
  readonly batchSize: number;
  /** A layer that was being fitted then stays as it was. */
  readonly isStopped: () => boolean;
  readonly emit: (event: TrainingEvent) => void;
}

/** Mean and variance so far, and of how many values each. */
interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly count: number;
}

/** The weights `<layer>/mean` and `<layer>/variance` of every layer that is fitted, on tfjs's current backend. */
export async function fittedWeights(spec: ModelSpec, train: Split, options: FitLayers): Promise<NamedArray[]> {
  const fitted: NamedArray[] = [];
  for (const layer of spec.layers) {
    const axes = findLayer(layer.type)?.fittedAxes?.(layer.config) ?? null;
    const [place] = layer.inputs;
    // A node that applies another's layer has that one's numbers.
    if (axes === null || place === undefined || layer.weightsOf !== layer.id) continue;
    const moments = await momentsAt(spec, layer, { place, axes, before: fitted, train }, options);
    if (moments === null) return fitted;
    for (const name of ['mean', 'variance'] as const) {
      const shape = layer.weights.find((weight) => weight.name === name)?.shape ?? [];
      fitted.push({ name: `${layer.id}/${name}`, shape, values: Float32Array.from(moments[name]) });
    }
  }
  return fitted;
}

interface Place {
  /** The output that reaches the layer. */
  readonly place: OutputRef;
  /** As `fittedAxes`. */
  readonly axes: readonly number[];
  /** The weights of the layers that were fitted before. */
  readonly before: readonly NamedArray[];
  readonly train: Split;
}

/** Over all training samples; null when the run was stopped. */
async function momentsAt(
  spec: ModelSpec,
  { id, inputShapes: [shape = []] }: LayerSpec,
  { place, axes, before, train }: Place,
  { batchSize, isStopped, emit }: FitLayers,
): Promise<Moments | null> {
  const rank = shape.length + 1;
  const kept = new Set(axes.map((axis) => (axis < 0 ? rank + axis : axis)));
  const others = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !kept.has(axis));
  const model = buildModel(upTo(spec, place.id), 0);
  for (const { name, variable } of model.weights) {
    const values = before.find((array) => array.name === name);
    if (values !== undefined) tf.tidy(() => variable.assign(tf.tensor(values.values.slice(), [...values.shape])));
  }
  const stream = new SampleStream(train, batchSize, null);
  let moments: Moments | null = null;
  try {
    for (let i = 1; i <= stream.batchesPerPass; i++) {
      if (isStopped()) return null;
      const batch = await stream.next();
      const { mean, variance, count } = tf.tidy(() => {
        const given = model.valueAt(place, toTensors(batch.inputs), atInference);
        const x = given.dtype === 'float32' ? given : tf.cast(given, 'float32');
        const center = tf.mean(x, others, true);
        const variance = tf.mean(tf.square(tf.sub(x, center)), others);
        return { mean: tf.squeeze(center, others), variance, count: x.size / variance.size };
      });
      const [means, variances] = await Promise.all([mean.data(), variance.data()]);
      tf.dispose([mean, variance]);
      moments = joined(moments, { mean: Float64Array.from(means), variance: Float64Array.from(variances), count });
      if (i % 32 === 0 || i === stream.batchesPerPass)
        emit({ type: 'preparing', label: msg`Fitting "${id}"`, done: i, total: stream.batchesPerPass });
    }
    return moments;
  } finally {
    model.dispose();
  }
}

/** The layers that a layer's output comes from, with it as the only output. */
function upTo(spec: ModelSpec, id: string): ModelSpec {
  const needed = new Set([id]);
  for (const layer of spec.layers.toReversed())
    if (needed.has(layer.id)) for (const before of layer.inputs) needed.add(before.id);
  return { ...spec, layers: spec.layers.filter((layer) => needed.has(layer.id)), outputs: [id] };
}

/** As in Keras: the variance of all is that within each part and between their means. */
function joined(a: Moments | null, b: Moments): Moments {
  if (a === null) return b;
  const count = a.count + b.count;
  const share = b.count / count;
  const mean = a.mean.map((value, i) => value + ((b.mean[i] ?? 0) - value) * share);
  const variance = a.variance.map((value, i) => {
    const distance = (b.mean[i] ?? 0) - (a.mean[i] ?? 0);
    return value * (1 - share) + (b.variance[i] ?? 0) * share + distance ** 2 * share * (1 - share);
  });
  return { mean, variance, count };
}
