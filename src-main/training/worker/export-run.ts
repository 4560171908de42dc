// Writes the best weights of a run as a model of another program, together with how its input is prepared.
import { existsSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import { pythonNames } from '#shared/model/code/python.ts';
import { vocabularyOf } from '#shared/model/layer-catalogue.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { ExportJob } from '#main/ports/trainer.ts';
import { preparationFile, type PreparationFile } from '#main/datasets/preparation-file.ts';
import { zipModel } from '#main/training/export/model-files.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { loadGraph } from '#main/training/step/graph/graph-session.node.ts';
import { inferenceGraph } from '#main/training/step/graph/inference-graph.ts';
import { encodeSavedModel } from '#main/training/step/graph/saved-model.ts';
import { tensorFlowBackend, typeOfValues } from '#main/training/step/graph/tensorflow-binding.ts';
import { createStepState, type StepOptions } from '#main/training/step/step-state.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { readWeights } from '#main/training/weights-file.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';

type Files = Record<string, Uint8Array>;

interface Model {
  readonly options: StepOptions;
  readonly names: ReadonlyMap<string, string>;
  readonly weights: readonly NamedArray[];
  readonly preparation: PreparationFile;
}

/**
 * @returns a zip
 * @throws AppError `conflict` with other data, `not-found` without weights or data, `invalid-experiment` where the format lacks a
 *   layer, `engine-unavailable`, `damaged`
 */
export async function exportRun(
  home: string,
  engines: () => Promise<EngineLoader>,
  job: ExportJob,
): Promise<Uint8Array<ArrayBuffer>> {
  const { compiled, format, run, version } = job;
  const { experiment, spec, training } = compiled;
  const preparation = await preparationFile(home, experiment.data, modelEnds(spec, training), job.dataHash);
  const path = bestWeightsPath(job.weightsDir);
  if (!existsSync(path)) throw new AppError('not-found', msg`The weights of this run are gone: ${path} is not there.`);
  const names = pythonNames(spec.layers.map(({ id }) => id));
  const options = { spec, training, seed: experiment.training.seed };
  const model: Model = { options, names, weights: readWeights(path), preparation };
  const written = async (): Promise<Files> => {
    if (format === 'keras') return kerasFiles(model);
    await (await engines()).load(job.engine);
    return format === 'tfjs' ? tfjsFiles(model) : savedModelFiles(model);
  };
  return zipModel({ format, compiled, run, version, names, preparation, files: await written() });
}

async function kerasFiles({ options: { spec }, names, weights }: Model): Promise<Files> {
  const { kerasArchive } = await import('#main/training/export/keras-archive.ts');
  return { 'model.keras': await kerasArchive(spec, names, weights) };
}

/** Some samples that reach all of a model, padding and zeros among them. */
function probe({ spec }: Pick<StepOptions, 'spec'>, { inputs }: PreparationFile): Pick<Batch, 'inputs' | 'size'> {
  const size = 4;
  return {
    size,
    inputs: inputs.map(({ id, shape, dtype }, place): BatchArray => {
      const count = shape.reduce((product, one) => product * one, size);
      const words = Math.max(1, vocabularyOf(spec, id) ?? 1);
      const values =
        dtype === 'int32'
          ? Int32Array.from({ length: count }, (_, i) => (i % 11 < 3 ? 0 : (i * 7919 + 31) % words))
          : Float32Array.from({ length: count }, (_, i) => (i % 23 < 4 ? 0 : Math.sin(i * 0.37 + place)));
      return { values, shape: [size, ...shape] };
    }),
  };
}

/** What Strata itself answers, on the current backend. */
async function answered({ options, weights, preparation }: Model) {
  const batch = probe(options, preparation);
  const step = createEagerStep(options);
  try {
    await step.setWeights(weights);
    return { inputs: batch.inputs, outputs: await step.predict(batch) };
  } finally {
    step.dispose();
  }
}

async function tfjsFiles(model: Model): Promise<Files> {
  const { tfjsModel } = await import('#main/training/export/tfjs-model.ts');
  const { options, names, weights } = model;
  const files = await tfjsModel(options.spec, names, weights, () => answered(model));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`model/${name}`, bytes]));
}

/** A protocol buffer holds no more. */
const largestSavedModel = 2 ** 31 - 2 ** 24;

async function savedModelFiles(model: Model): Promise<Files> {
  const { options, names, weights, preparation } = model;
  requireSize(weights);
  const backend = tensorFlowBackend();
  if (backend === null)
    throw new AppError('engine-unavailable', msg`A SavedModel is written by TensorFlow itself: by the native engine.`);
  const { inputs, outputs } = await answered(model);
  const state = createStepState(options);
  try {
    state.assignWeights(weights);
    const { graph, signature } = inferenceGraph(
      backend,
      { state, spec: options.spec, names },
      preparation.inputs,
      weights,
    );
    const { binding } = backend;
    const session = loadGraph(binding, graph);
    const given = inputs.map(({ values, shape }, place) => ({
      name: signature.inputs[place]?.tensor ?? '',
      id: binding.createTensor(shape, typeOfValues(values), values),
    }));
    try {
      const results = session.run(
        given,
        signature.outputs.map(({ tensor }) => tensor),
      );
      const numbers = results.map(({ id }) => binding.tensorDataSync(id));
      for (const { id } of results) binding.deleteTensor(id);
      requireEqual(numbers, outputs, options.spec);
    } finally {
      for (const { id } of given) binding.deleteTensor(id);
      session.dispose();
    }
    return { 'model/saved_model.pb': encodeSavedModel(graph, signature) };
  } finally {
    state.dispose();
  }
}

function requireSize(weights: readonly NamedArray[]): void {
  const bytes = weights.reduce((sum, { values }) => sum + values.byteLength, 0);
  if (bytes <= largestSavedModel) return;
  const size = (bytes / 2 ** 30).toFixed(1);
  throw new AppError(
    'invalid-experiment',
    msg`The weights take ${size} GiB; a SavedModel in one file holds less than 2.`,
    {
      hint: msg`Take the model as a Keras file instead.`,
    },
  );
}

function requireEqual(given: readonly ArrayLike<number>[], wanted: readonly Float32Array[], spec: ModelSpec): void {
  for (const [place, values] of wanted.entries()) {
    const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const isEqual = values.every((value, i) => Math.abs(value - (given[place]?.[i] ?? NaN)) <= 1e-4 * size);
    if (!isEqual)
      throw new AppError(
        'internal',
        msg`The SavedModel answers otherwise than the run in its output "${spec.outputs[place] ?? ''}".`,
      );
  }
}
