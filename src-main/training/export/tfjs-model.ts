// A model with its weights as a layers model of TensorFlow.js. What was written is loaded by TensorFlow.js itself and answers a
// batch before it leaves: one that answers otherwise than Strata is refused.
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, models, type LayersModel } from '@tensorflow/tfjs';
import { AppError } from '#shared/base/app-error.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import type { BatchArray } from '#shared/data/samples.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { otherFormats, tfjsTopology } from '#main/training/export/tfjs-config.ts';

/** The files of a layers model. */
export interface TfjsFiles {
  readonly 'model.json': Uint8Array;
  readonly 'weights.bin': Uint8Array;
}

/** A batch and Strata's answer to it, one array for each output. */
export interface Answer {
  readonly inputs: readonly BatchArray[];
  readonly outputs: readonly Float32Array[];
}

const weightsFile = 'weights.bin';

/** Sums are rounded in another order. */
const tolerance = 1e-4;

/**
 * On tfjs's current backend.
 * @param names of the layers, by their ids
 * @param weights named `<layer id>/<weight>`
 * @param answer asked when TensorFlow.js has all layers
 * @throws AppError `invalid-experiment` where TensorFlow.js lacks a layer or answers otherwise
 */
export async function tfjsModel(
  spec: ModelSpec,
  names: ReadonlyMap<string, string>,
  weights: readonly NamedArray[],
  answer: () => Promise<Answer>,
): Promise<TfjsFiles> {
  const topology = tfjsTopology(spec, names);
  const model = await built(topology);
  const { specs, data } = namedWeights(model, { spec, names }, weights);
  model.dispose();
  await check({ modelTopology: topology, weightSpecs: specs, weightData: data.buffer }, await answer());
  const json = {
    format: 'layers-model',
    generatedBy: 'Strata',
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: [weightsFile], weights: specs }],
  };
  return { 'model.json': new TextEncoder().encode(JSON.stringify(json)), [weightsFile]: data };
}

/** The model with weights of its own. @throws AppError with TensorFlow.js's reason */
async function built(topology: JsonObject): Promise<LayersModel> {
  try {
    return await models.modelFromJSON({ modelTopology: topology });
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('invalid-experiment', msg`TensorFlow.js cannot load this model: ${why}`, {
    hint: otherFormats,
    cause,
  });
}

/** The weights one after the other, by the names under which TensorFlow.js looks for them. */
function namedWeights(
  model: LayersModel,
  { spec, names }: { readonly spec: ModelSpec; readonly names: ReadonlyMap<string, string> },
  weights: readonly NamedArray[],
): { readonly specs: WeightsEntry[]; readonly data: Uint8Array<ArrayBuffer> } {
  const known = new Map(weights.map((weight) => [weight.name, weight]));
  const found = spec.layers.flatMap((layer) => {
    if (layer.weights.length === 0) return [];
    const own = model.getLayer(names.get(layer.id) ?? layer.id).weights;
    return layer.weights.map(({ name }, place) => {
      const weight = known.get(`${layer.id}/${name}`);
      const there = own[place];
      if (weight === undefined || there?.shape.join() !== weight.shape.join())
        throw new AppError('internal', msg`TensorFlow.js has no weight ${`${layer.id}/${name}`}.`);
      return { ...weight, shape: [...weight.shape], there: there.originalName };
    });
  });
  const data = new Float32Array(found.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of found) {
    data.set(values, at);
    at += values.length;
  }
  return {
    specs: found.map(({ there, shape }) => ({ name: there, shape, dtype: 'float32' })),
    data: new Uint8Array(data.buffer),
  };
}

interface WeightsEntry {
  name: string;
  shape: number[];
  dtype: 'float32';
}

/** @throws AppError `invalid-experiment` where the loaded model answers otherwise */
async function check(
  artifacts: { modelTopology: JsonObject; weightSpecs: WeightsEntry[]; weightData: ArrayBuffer },
  { inputs, outputs }: Answer,
): Promise<void> {
  const model = await loadLayersModel({ load: () => Promise.resolve(artifacts) }).catch((cause: unknown) => {
    throw refused(cause);
  });
  try {
    const given = tf.tidy(() => {
      const tensors = inputs.map(({ values, shape }) =>
        tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
      );
      return [model.predict(tensors)].flat().map((tensor) => tensor.dataSync());
    });
    for (const [place, wanted] of outputs.entries()) {
      const size = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      if (wanted.every((value, i) => Math.abs(value - (given[place]?.[i] ?? NaN)) <= tolerance * size)) continue;
      throw new AppError('invalid-experiment', msg`TensorFlow.js computes this model in another way than Keras.`, {
        hint: otherFormats,
      });
    }
  } finally {
    model.dispose();
  }
}
