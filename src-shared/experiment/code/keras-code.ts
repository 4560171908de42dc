// An experiment as a Keras 3 program: data, model, compile, fit.
import { problemMessage } from '#shared/base/problem.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { preparedLength } from '#shared/data/series-plan.ts';
import { kerasData } from '#shared/experiment/code/keras-data.ts';
import { needsTimes } from '#shared/experiment/code/keras-derived.ts';
import { callbackCall, compileCall, lossFunction, pythonList } from '#shared/experiment/code/keras-training.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { kerasModel } from '#shared/model/code/keras-model.ts';
import { pythonCall, PythonCode, pythonValue, type PythonArgument } from '#shared/model/code/python.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { takesOneHot } from '#shared/training/losses.ts';
import { outputTrainings } from '#shared/training/output-training.ts';
import { outputsOf, resolveTraining, type ResolvedTraining } from '#shared/training/resolve-training.ts';

/** Code, or why there is none. */
export type CodeResult = { readonly code: string } | { readonly refused: Message };

/** The Keras 3 Python of an experiment. Muted layers are left out; a model with errors has no code. */
export function kerasCode(experiment: Experiment): CodeResult {
  const { spec, problems } = checkModel(experiment.model, (input) =>
    preparedLength(experiment.data.preparation, input),
  );
  const resolved = resolveTraining(experiment.training, spec === null ? null : outputsOf(spec));
  const { training } = resolved;
  if (spec !== null && training !== null) return { code: programOf(experiment, spec, training) };
  const first = [...problems, ...resolved.problems].find(({ severity }) => severity === 'error');
  const reason = first === undefined ? msg`The experiment is not complete.` : problemMessage(first);
  return { refused: msg`There is code when the model has no errors. ${reason}` };
}

function programOf(experiment: Experiment, spec: ModelSpec, resolved: ResolvedTraining): string {
  const { data, training } = experiment;
  const outputs = outputTrainings(resolved, spec.outputs);
  const model = kerasModel(spec);
  const isText = data.preparation.kind === 'text';
  const settings = { ...training, isRepeated: training.steps_per_epoch !== null };
  const { inputs, outputs: outputIds } = spec;
  const ofSteps = outputsOf(spec).map(({ shape }) => shape.length > 1);
  const ends = { oneHot: outputs.map(({ loss }) => takesOneHot(loss)), inputs, outputs: outputIds, ofSteps };
  const functions = [...new Map(outputs.map(({ loss }) => [JSON.stringify(loss), loss])).values()].flatMap(
    (loss) => lossFunction(loss) ?? [],
  );
  const written = [...model.classes, ...(functions.length === 0 ? [] : [functions.join('\n')])];
  return [
    `"""${comment(experiment.name)}${experiment.description === '' ? '' : `\n\n${comment(experiment.description)}\n`}"""`,
    '',
    'import csv',
    ...(data.preparation.kind === 'series' && needsTimes(data.preparation.derived ?? []) ? ['import datetime'] : []),
    'import math',
    ...(isText ? ['import re', 'from collections import Counter'] : []),
    '',
    'import keras',
    'import numpy as np',
    ...(isText ? [] : ['import tensorflow as tf']),
    'from keras import layers',
    '',
    `keras.utils.set_random_seed(${training.seed})`,
    '',
    ...kerasData(data.dataset, data.preparation, settings, ends),
    ...written.flatMap((part) => ['', '', part]),
    ...(written.length === 0 ? [''] : ['', '']),
    ...model.lines,
    'model.summary()',
    ...fittedLines(spec, model.names, isText),
    '',
    ...rowsComment(spec, resolved),
    compileCall(outputs, resolved.optimizer, model.names),
    fitCall(experiment, resolved, isText),
    ...evaluateLines(data.preparation),
    '',
  ].join('\n');
}

/** What is kept for the test, if anything is. */
function evaluateLines(preparation: Preparation): string[] {
  if (preparation.kind === 'series') return ['if test is not None:', '    model.evaluate(test)'];
  if ((preparation.test_split ?? 0) === 0) return [];
  const weights = preparation.sample_weight === undefined ? '' : ', sample_weight=w_test';
  return [`model.evaluate(x_test, y_test${weights})`];
}

/** Text that cannot end the docstring it stands in. */
function comment(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** Layers that measure the training samples before training. */
function fittedLines(spec: ModelSpec, names: ReadonlyMap<string, string>, isText: boolean): string[] {
  return spec.layers
    .filter(({ type, config }) => (findLayer(type)?.fittedAxes?.(config) ?? null) !== null)
    .flatMap(({ id }) => {
      const name = pythonValue(names.get(id) ?? id);
      const samples = isText ? 'x_train' : 'windows(0, train_end)';
      return [
        '# Mean and variance of what reaches the layer from the training samples.',
        `before = keras.Model(model.inputs, model.get_layer(${name}).input)`,
        `model.get_layer(${name}).adapt(before.predict(${samples}))`,
      ];
    });
}

function rowsComment(spec: ModelSpec, { embeddingGradient }: ResolvedTraining): string[] {
  const hasWords = spec.layers.some(({ type, config }) => findLayer(type)?.vocabulary?.(config) !== undefined);
  if (!hasWords || embeddingGradient === 'rows') return [];
  return [
    '# Strata sums an Embedding’s gradient for each word, as Keras does on JAX and PyTorch; on TensorFlow Keras gives the',
    '# optimizer one row for each place, so weights can differ after training.',
  ];
}

function fitCall({ training, data }: Experiment, { callbacks }: ResolvedTraining, isText: boolean): string {
  const { epochs, batch_size: size, steps_per_epoch: steps, validation_steps: validationSteps } = training;
  const classWeight = Object.entries(training.class_weight ?? {}).map(([label, weight]) => `${label}: ${weight}`);
  const isWeighted = data.preparation.sample_weight !== undefined;
  const held = isWeighted ? 'x_val, y_val, w_val' : 'x_val, y_val';
  const given: Record<string, PythonArgument> = {
    x: new PythonCode(isText ? 'x_train' : 'train'),
    ...(isText ? { y: new PythonCode('y_train') } : {}),
    ...(isText && size !== 32 ? { batch_size: size } : {}),
    ...(isText && isWeighted ? { sample_weight: new PythonCode('w_train') } : {}),
    epochs,
    validation_data: new PythonCode(isText ? `(${held}) if len(val_rows) > 0 else None` : 'validation'),
    ...(isText && !training.shuffle ? { shuffle: false } : {}),
    ...(steps === null ? {} : { steps_per_epoch: steps }),
    ...(validationSteps === null ? {} : { validation_steps: validationSteps }),
    ...(classWeight.length === 0 ? {} : { class_weight: new PythonCode(`{${classWeight.join(', ')}}`) }),
    ...(callbacks.length === 0 ? {} : { callbacks: pythonList(callbacks.map(callbackCall)) }),
  };
  return `history = ${pythonCall('model.fit', given)}`;
}
