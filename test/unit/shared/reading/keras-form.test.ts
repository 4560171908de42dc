// Arguments as Keras writes them, { class_name, config }: read like the short form, refused with the same sentence.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { formatExperiment, parseExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { checkModel } from '#shared/model/check-model.ts';

function layerProblems(config: JsonObject): { message: string; path: string | undefined }[] {
  const nodes = [
    { id: 'in', type: 'Input', config: { shape: [20, 4] } },
    { id: 'x', type: 'Dense', config: { units: 4, ...config } },
    { id: 'f', type: 'Flatten', config: {} },
  ];
  const edges = [
    { from: 'in', to: 'x' },
    { from: 'x', to: 'f' },
  ];
  const { problems } = checkModel({ nodes, edges });
  return problems.flatMap(({ severity, message, path }) => (severity === 'error' ? [{ message, path }] : []));
}

const file = (training: JsonObject): JsonObject => ({
  strata: 2,
  name: 'keras',
  data: { dataset: 'waves', preparation: { kind: 'series', target: 'a', lookback: 20, delay: 3 } },
  model: {
    nodes: [
      { id: 'in', type: 'Input', config: { shape: [20, 4] } },
      { id: 'f', type: 'Flatten', config: {} },
      { id: 'd', type: 'Dense', config: { units: 1 } },
    ],
    edges: [
      { from: 'in', to: 'f' },
      { from: 'f', to: 'd' },
    ],
  },
  training: { loss: 'mse', optimizer: 'SGD', ...training },
});

function trainingProblems(training: JsonObject): { message: string; path: string | undefined }[] {
  const { problems } = checkExperiment(parseExperiment(file(training)), null);
  return problems.flatMap(({ severity, message, path }) => (severity === 'error' ? [{ message, path }] : []));
}

const asKeras = (className: string, config: JsonObject): JsonObject => ({
  module: 'keras',
  class_name: className,
  config,
  registered_name: null,
});

describe('a layer’s arguments', () => {
  it.each<[string, JsonObject, string, string]>([
    [
      'a number that cannot be',
      { kernel_initializer: asKeras('RandomNormal', { stddev: -1 }) },
      'has kernel_initializer.stddev -1; it must be at least 0.',
      'config.kernel_initializer.config.stddev',
    ],
    [
      'the same in the short form',
      { kernel_initializer: { name: 'random_normal', stddev: -1 } },
      'has kernel_initializer.stddev -1; it must be at least 0.',
      'config.kernel_initializer.stddev',
    ],
    [
      'the same with a name and a config',
      { kernel_initializer: { name: 'random_normal', config: { stddev: -1 } } },
      'has kernel_initializer.stddev -1; it must be at least 0.',
      'config.kernel_initializer.config.stddev',
    ],
    [
      'a regularizer',
      { kernel_regularizer: asKeras('L2', { l2: -1 }) },
      'has kernel_regularizer.l2 -1; it must be at least 0.',
      'config.kernel_regularizer.config.l2',
    ],
    [
      'a value of another type',
      { bias_regularizer: asKeras('L1L2', { l1: 'much' }) },
      'has bias_regularizer.l1 "much"; it must be a number.',
      'config.bias_regularizer.config.l1',
    ],
    [
      'an argument there is not',
      { kernel_regularizer: asKeras('L2', { l3: 1 }) },
      'has no argument "kernel_regularizer.l3". Did you mean "l2"?',
      'config.kernel_regularizer.config.l3',
    ],
    [
      'a mistyped name',
      { kernel_initializer: asKeras('HeNorml', {}) },
      'has kernel_initializer "HeNorml", which Strata does not know. Did you mean "he_normal"?',
      'config.kernel_initializer.class_name',
    ],
    [
      'a choice that is none',
      { kernel_initializer: asKeras('VarianceScaling', { mode: 'fan_on' }) },
      'has kernel_initializer.mode "fan_on", which Strata does not know. Did you mean "fan_in"?',
      'config.kernel_initializer.config.mode',
    ],
  ])('%s', (_what, config, message, path) => {
    expect(layerProblems(config)).toEqual([{ message: `Dense "x" ${message}`, path }]);
  });

  it('have no problem where nothing is wrong', () => {
    const kernel = asKeras('RandomNormal', { mean: 0, stddev: 0.1, seed: null });
    expect(layerProblems({ kernel_initializer: kernel, kernel_regularizer: asKeras('L2', { l2: 0.01 }) })).toEqual([]);
  });
});

describe('a loss, an optimizer, a metric, a callback', () => {
  it.each<[string, JsonObject, string, string]>([
    [
      'optimizer',
      { optimizer: asKeras('SGD', { name: 'SGD', learning_rate: -0.1 }) },
      'SGD has learning_rate -0.1; it must be above 0.',
      'training.optimizer.config.learning_rate',
    ],
    [
      'schedule',
      {
        optimizer: asKeras('Adam', {
          learning_rate: asKeras('CosineDecay', { initial_learning_rate: 0.1, decay_steps: 0 }),
        }),
      },
      'Adam has learning_rate.decay_steps 0; it must be above 0.',
      'training.optimizer.config.learning_rate.config.decay_steps',
    ],
    [
      'loss',
      { loss: asKeras('Huber', { delta: 0, reduction: 'sum_over_batch_size' }) },
      'huber has delta 0; it must be above 0.',
      'training.loss.config.delta',
    ],
    [
      'metric',
      { metrics: [asKeras('MeanAbsolutError', {})] },
      'No metric is called "MeanAbsolutError". Did you mean "mean_absolute_error"?',
      'training.metrics.0',
    ],
    [
      'callback',
      { callbacks: [asKeras('EarlyStopping', { patience: -1, monitor: 'loss' })] },
      'EarlyStopping has patience -1; it must be at least 0.',
      'training.callbacks.0.config.patience',
    ],
  ])('%s: the sentence of the short form, with the value', (_what, training, message, path) => {
    expect(trainingProblems(training)).toEqual([{ message, path }]);
  });

  it.each<[string, JsonValue, string]>([
    ['a name that is no text', { class_name: 3, config: {} }, 'training.optimizer.class_name is 3; it must be text.'],
    ['no name', { config: {} }, 'training.optimizer.name is missing; it must be text.'],
  ])('%s', (_what, optimizer, message) => {
    expect(() => parseExperiment(file({ optimizer }))).toThrow(message);
  });

  it('are kept by name from then on, and unknown keys with them', () => {
    const optimizer = { ...asKeras('Adam', { learning_rate: 0.01 }), note: 'mine' };
    const experiment = parseExperiment(file({ optimizer }));
    expect(experiment.training.optimizer).toEqual({ name: 'Adam', config: { learning_rate: 0.01 }, note: 'mine' });
    expect(parseExperimentFile(formatExperiment(experiment))).toEqual(experiment);
    expect(trainingProblems({ optimizer })).toEqual([]);
  });
});
