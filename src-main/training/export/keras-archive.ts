// A model with its weights as a `.keras` archive, which Keras 3 opens with `keras.models.load_model`.
import { strToU8, zipSync, type Zippable } from 'fflate';
import { kerasConfig } from '#main/training/export/keras-config.ts';
import { kerasLayerOrder } from '#main/training/export/keras-order.ts';
import { kerasWeights } from '#main/training/export/keras-weights.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

/** The version whose format this is. */
const kerasVersion = '3.15.0';

/**
 * @param names of the layers, by their ids
 * @param weights named `<layer id>/<weight>`
 */
export async function kerasArchive(
  spec: ModelSpec,
  names: ReadonlyMap<string, string>,
  weights: readonly NamedArray[],
): Promise<Uint8Array> {
  const order = kerasLayerOrder(spec);
  const saved = new Date().toISOString();
  const date = `${saved.slice(0, 10)}@${saved.slice(11, 19)}`;
  const files: Zippable = {
    'metadata.json': strToU8(JSON.stringify({ keras_version: kerasVersion, date_saved: date })),
    'config.json': strToU8(JSON.stringify(kerasConfig(spec, names, order))),
    'model.weights.h5': await kerasWeights(spec, order, weights, names),
  };
  return zipSync(files, { level: 0 });
}
