// Checks whether the values that training holds for one batch fit into a machine.
import { settingFix } from '#shared/base/fix.ts';
import { countOf, msg, sentences } from '#shared/base/message.ts';
import { warningProblem, type Problem } from '#shared/base/problem.ts';
import type { DataFacts } from '#shared/experiment/data-facts.ts';
import { analyzeLayers } from '#shared/model/analysis/analyze-layers.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { Training } from '#shared/training/training-settings.ts';

/** All that WebAssembly can address; a graphics card for models has rarely more than a few times as much. */
const mostBytes = 4e9;

/** What one sample needs of a layer: its outputs, and what else a backward pass reads. */
function bytesOfSample(
  spec: ModelSpec,
): readonly { readonly layer: ModelSpec['layers'][number]; readonly bytes: number }[] {
  return analyzeLayers(spec.layers, 1).flatMap(({ activationBytes }, i) => {
    const layer = spec.layers[i];
    if (layer === undefined) return [];
    const held = findLayer(layer.type)?.heldValues?.(layer.config, layer.inputShapes) ?? 0;
    return [{ layer, bytes: activationBytes + 4 * held }];
  });
}

/** @param spec with the lengths that open Inputs have in training */
export function checkMemory(
  spec: ModelSpec,
  { batch_size: wanted }: Pick<Training, 'batch_size'>,
  { trainSamples }: Pick<DataFacts, 'trainSamples'>,
): Problem[] {
  const layers = bytesOfSample(spec);
  const ofSample = layers.reduce((sum, { bytes }) => sum + bytes, 0);
  const batch = Math.min(wanted, trainSamples ?? wanted);
  const bytes = batch * ofSample;
  const [first, ...others] = layers;
  if (bytes <= mostBytes || first === undefined) return [];
  const { layer } = others.reduce((largest, each) => (each.bytes > largest.bytes ? each : largest), first);
  const gigabytes = (bytes * 1e-9).toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const samples = countOf(batch, '{0} sample', '{0} samples');
  const found = msg`A batch of ${samples} takes ${gigabytes} GB for the layers’ values alone, most of them in ${nameOf(layer)}; WebAssembly has 4 GB in all.`;
  const fitting = Math.floor(mostBytes / ofSample);
  if (fitting === 0) {
    const message = sentences(found, msg`One sample is too large already: give the layer fewer steps or units.`);
    return [warningProblem('much-memory', message, { nodeId: layer.id })];
  }
  const message = sentences(found, msg`batch_size ${fitting} fits.`);
  const path = 'training.batch_size';
  return [warningProblem('much-memory', message, { nodeId: layer.id, path, fixes: [settingFix(path, fitting)] })];
}
