// The files of a zip that takes a trained model away: the model in a format of other programs, how its input is prepared, programs
// that use both, and what must be said.
import { strToU8, zipSync, type Zippable } from 'fflate';
import { predictPython } from '#shared/experiment/code/predict-python.ts';
import { predictTypeScript } from '#shared/experiment/code/predict-typescript.ts';
import { givesOf, predictFacts, type ModelFormat, type PredictFacts } from '#shared/experiment/code/predict-facts.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { writtenOut } from '#shared/model/code/layer-call.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { outputTrainings } from '#shared/training/output-training.ts';
import type { PreparationFile } from '#main/datasets/preparation-file.ts';

/** A run's model, ready to be written. */
export interface TakenModel {
  readonly format: ModelFormat;
  readonly compiled: CompiledExperiment;
  readonly run: { readonly id: string; readonly name: string; readonly epoch: number };
  /** The version of Strata. */
  readonly version: string;
  /** What layers are called in the model, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly preparation: PreparationFile;
  /** The model's own files, by their paths in the zip. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** The zip. */
export function zipModel(model: TakenModel): Uint8Array<ArrayBuffer> {
  const { format, compiled, run, preparation, files } = model;
  const facts = predictFacts({
    title: run.name,
    experiment: compiled.experiment,
    training: compiled.training,
    outputs: compiled.spec.outputs,
    tokens: preparation.kind === 'text' ? preparation.tokens : 'words',
  });
  const texts: Record<string, string> = {
    'README.txt': readme(model, facts),
    'preparation.json': `${JSON.stringify(preparationJson(model), null, 1)}\n`,
    ...(format === 'tfjs' ? {} : { 'predict.py': predictPython(facts, format) }),
    ...(format === 'keras' ? {} : { 'predict.ts': predictTypeScript(facts, format) }),
    ...(format === 'keras' && facts.hasOwnLayers ? { 'layers.py': ownLayers(compiled.spec) } : {}),
  };
  const zipped: Zippable = {};
  for (const [path, text] of Object.entries(texts)) zipped[path] = strToU8(text);
  // An archive of Keras is a zip already, and weights do not get smaller.
  for (const [path, bytes] of Object.entries(files)) zipped[path] = [bytes, { level: path.endsWith('.pb') ? 6 : 0 }];
  return new Uint8Array(zipSync(zipped));
}

function preparationJson({ compiled, run, version, names, preparation }: TakenModel): object {
  const named = <End extends { readonly id: string }>({ id, ...rest }: End) => ({ name: names.get(id) ?? id, ...rest });
  const { spec, training, experiment } = compiled;
  const head = { strata: version, run, dataset: experiment.data.dataset };
  const { inputs, outputs, ...rest } = preparation;
  if (preparation.kind === 'series')
    return { ...head, ...rest, inputs: inputs.map(named), outputs: outputs.map(named) };
  const trained = outputTrainings(training, spec.outputs);
  const labelled = preparation.outputs.map((output) => {
    const loss = trained.find(({ id }) => id === output.id)?.loss;
    return { ...named(output), gives: loss === undefined ? 'number' : givesOf(loss) };
  });
  // The words, which are many, stand last and in one line each.
  const { words, ...others } = rest as Omit<typeof preparation, 'inputs' | 'outputs'>;
  return { ...head, ...others, inputs: inputs.map(named), outputs: labelled, words };
}

/** The module layers.py. */
export function ownLayers({ layers }: ModelSpec): string {
  const classes = new Set(
    layers.flatMap(({ type, config }) => {
      const definition = findLayer(type);
      return definition === undefined ? [] : writtenOut(definition, config);
    }),
  );
  const types = [...classes].flatMap((text) => /^class (\w+)/.exec(text)?.[1] ?? []);
  return [
    '"""Layers that Keras does not have."""',
    '',
    'import keras',
    'import numpy as np',
    'from keras import layers',
    ...[...classes].flatMap((text) => ['', '', text]),
    '',
    '',
    `custom_objects = {${types.map((type) => `"${type}": ${type}`).join(', ')}}`,
    '',
  ].join('\n');
}

const modelLines: Readonly<Record<ModelFormat, string>> = {
  'saved-model': 'model/            the model as a TensorFlow SavedModel, signature serving_default, any batch size',
  keras: 'model.keras       the model as an archive of Keras 3 (made for Keras 3.15), not compiled',
  tfjs: 'model/            the model as a layers model of TensorFlow.js 4',
};

/** Which language has no program, and why. */
const withoutLines: Readonly<Record<ModelFormat, readonly string[]>> = {
  'saved-model': [],
  keras: ['No TypeScript: only Python opens a Keras archive. The other formats have a program for it.'],
  tfjs: ['No Python: it opens the other formats.'],
};

function readme({ format, run, version, preparation }: TakenModel, facts: PredictFacts): string {
  const { kind } = facts;
  const isText = kind === 'text';
  const input = isText ? (facts.tokens === 'numbers' ? '"14 22 16"' : '"a text"') : 'rows.csv';
  return [
    `${run.name.replace(/\s+/g, ' ')}: the weights of epoch ${run.epoch}, the best one of run ${run.id}, from Strata ${version}.`,
    '',
    modelLines[format],
    'preparation.json  how an input becomes the arrays that the model takes, and what its outputs are',
    ...(format === 'tfjs' ? [] : [`predict.py        python predict.py ${input}`]),
    ...(format === 'keras' ? [] : [`predict.ts        node predict.ts ${input}`]),
    ...(format === 'keras' && facts.hasOwnLayers
      ? ['layers.py         layers of this model that Keras does not have']
      : []),
    '',
    ...withoutLines[format],
    ...(preparation.kind === 'series'
      ? [
          `A prediction needs ${preparation.rows} rows in a row, equally spaced as in the data of the run, oldest first.`,
          'Each value is given and predicted in its own unit; the programs scale them as in training.',
        ]
      : preparation.tokens === 'numbers'
        ? ['The data set has no words: a text is given as the numbers of its words, as in the data.']
        : ['A text is split and numbered as in training; a word that is not in preparation.json is unknown.']),
    '',
  ].join('\n');
}
