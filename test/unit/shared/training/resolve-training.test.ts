import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { loggedMetrics } from '#shared/training/output-training.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';

const named = (name: string, config: NamedConfig['config'] = {}): NamedConfig => ({ name, config });
const oneUnit = [{ id: 'y', shape: [1] }];
const plain = { loss: named('mse'), optimizer: named('SGD'), metrics: [], callbacks: [] };

describe('resolveTraining', () => {
  it.each([
    ['mae', 'mean_absolute_error'],
    ['MSE', 'mean_squared_error'],
    ['MeanSquaredError', 'mean_squared_error'],
    ['bce', 'binary_crossentropy'],
    ['SparseCategoricalCrossentropy', 'sparse_categorical_crossentropy'],
    ['Huber', 'huber'],
    ['mape', 'mean_absolute_percentage_error'],
    ['MSLE', 'mean_squared_logarithmic_error'],
    ['KLDivergence', 'kl_divergence'],
    ['LogCosh', 'log_cosh'],
    ['BinaryFocalCrossentropy', 'binary_focal_crossentropy'],
    ['pinball', 'quantile'],
  ])('reads the loss %s as %s', (given, name) => {
    expect(resolveTraining({ ...plain, loss: named(given) }, oneUnit).training?.loss.name).toBe(name);
  });

  it.each([
    ['rmsprop', { name: 'RMSprop', learning_rate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }],
    ['sgd', { name: 'SGD', learning_rate: 0.01, momentum: 0, nesterov: false, weight_decay: null }],
    ['ADAM', { name: 'Adam', learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false }],
    ['adamw', { name: 'AdamW', weight_decay: 0.004, clipnorm: null, clipvalue: null, global_clipnorm: null }],
    [
      'ftrl',
      { name: 'Ftrl', learning_rate: 0.001, learning_rate_power: -0.5, initial_accumulator_value: 0.1, beta: 0 },
    ],
    ['LION', { name: 'Lion', beta_1: 0.9, beta_2: 0.99, weight_decay: null }],
  ])('reads the optimizer %s with Keras’s defaults', (given, expected) => {
    expect(resolveTraining({ ...plain, optimizer: named(given) }, oneUnit).training?.optimizer).toMatchObject(expected);
  });

  it.each([
    ['binary_crossentropy', [1], 'binary_accuracy'],
    ['categorical_crossentropy', [3], 'categorical_accuracy'],
    ['sparse_categorical_crossentropy', [3], 'sparse_categorical_accuracy'],
    ['mse', [1], 'binary_accuracy'],
    ['mse', [4], 'categorical_accuracy'],
    ['mse', null, 'binary_accuracy'],
  ])('with %s on %j, accuracy is %s', (loss, shape, expected) => {
    const { training } = resolveTraining(
      { ...plain, loss: named(loss), metrics: [named('accuracy')] },
      shape === null ? null : [{ id: 'y', shape }],
    );
    expect(training?.metrics).toEqual([{ name: 'accuracy', function: expected, threshold: 0.5 }]);
  });

  it('logs a metric under the name it was asked for', () => {
    const metrics = [
      named('acc'),
      named('mae'),
      named('mean_squared_error'),
      named('binary_accuracy', { threshold: 0.3 }),
    ];
    expect(resolveTraining({ ...plain, metrics }, oneUnit).training?.metrics).toEqual([
      { name: 'acc', function: 'binary_accuracy', threshold: 0.5 },
      { name: 'mae', function: 'mean_absolute_error', threshold: 0.5 },
      { name: 'mean_squared_error', function: 'mean_squared_error', threshold: 0.5 },
      { name: 'binary_accuracy', function: 'binary_accuracy', threshold: 0.3 },
    ]);
  });

  it('refuses gradients in rows for an optimizer whose update by rows is not Keras’s', () => {
    const { problems } = resolveTraining({ ...plain, optimizer: named('Lion'), embedding_gradient: 'rows' }, oneUnit);
    expect(problems.map(({ code, message }) => [code, textOf(message)])).toEqual([
      ['rows-of-optimizer', 'Lion takes an Embedding\'s gradient summed only; set embedding_gradient to "summed".'],
    ]);
  });

  it('logs a metric under its own name, which must say what it measures', () => {
    const metrics = [
      { name: 'AUC', config: { name: 'pr_auc', curve: 'PR' } },
      { name: 'AUC', config: {} },
      { name: 'mse', config: { name: 'mae' } },
      { name: 'recall', config: { name: 'found' } },
    ];
    const { problems } = resolveTraining({ ...plain, metrics }, oneUnit);
    expect(problems.map(({ code, path, message }) => [code, path, textOf(message)])).toEqual([
      [
        'metric-name',
        'training.metrics.2.config.name',
        'The metric\'s name "mae" does not say what it measures; let it end in mean_squared_error.',
      ],
      [
        'metric-name',
        'training.metrics.3.config.name',
        'The metric\'s name "found" does not say what it measures; let it end in recall.',
      ],
    ]);
    const { training } = resolveTraining({ ...plain, metrics: metrics.slice(0, 2) }, oneUnit);
    expect(training?.metrics.map(({ name }) => name)).toEqual(['pr_auc', 'AUC']);
  });

  it('fills in callbacks', () => {
    const callbacks = [named('earlystopping', { patience: 3, verbose: 1 }), named('ReduceLROnPlateau')];
    expect(resolveTraining({ ...plain, callbacks }, oneUnit).training?.callbacks).toEqual([
      {
        name: 'EarlyStopping',
        monitor: 'val_loss',
        mode: 'auto',
        min_delta: 0,
        patience: 3,
        baseline: null,
        restore_best_weights: false,
        start_from_epoch: 0,
      },
      {
        name: 'ReduceLROnPlateau',
        monitor: 'val_loss',
        mode: 'auto',
        factor: 0.1,
        patience: 10,
        min_delta: 0.0001,
        cooldown: 0,
        min_lr: 0,
      },
    ]);
  });

  it('says what the optimizer gets of an Embedding’s gradient', () => {
    expect(resolveTraining(plain, oneUnit).training?.embeddingGradient).toBe('summed');
    const asKeras = { ...plain, embedding_gradient: 'rows' as const };
    expect(resolveTraining(asKeras, oneUnit).training?.embeddingGradient).toBe('rows');
  });

  it('suggests short names as well', () => {
    const { problems } = resolveTraining({ ...plain, loss: named('mea'), metrics: [named('accu')] }, oneUnit);
    expect(problems.map(({ message }) => message)).toEqual([
      'No loss is called "mea". Did you mean "mae"?',
      'No metric is called "accu". Did you mean "acc"?',
    ]);
  });

  it('gives no settings when one of them is wrong', () => {
    const { training, problems } = resolveTraining(
      { ...plain, loss: named('huber', { delta: 0, from_logits: true }) },
      oneUnit,
    );
    expect(training).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([
      'huber has delta 0; it must be above 0.',
      'huber has no argument "from_logits". It has delta.',
    ]);
  });

  describe('of several outputs', () => {
    const outputs = [
      { id: 'temp', shape: [1] },
      { id: 'kind', shape: [3] },
    ];
    const own = { kind: { loss: named('sparse_categorical_crossentropy'), weight: 0.3 } };

    it('gives each its own loss, weight and metrics, else the common ones, with its own meaning of accuracy', () => {
      const { training, problems } = resolveTraining({ ...plain, metrics: [named('acc')], outputs: own }, outputs);
      expect(problems).toEqual([]);
      expect(training?.outputs).toMatchObject([
        { id: 'temp', loss: { name: training?.loss.name }, weight: 1, metrics: [{ function: 'binary_accuracy' }] },
        {
          id: 'kind',
          loss: { name: 'sparse_categorical_crossentropy' },
          weight: 0.3,
          metrics: [{ name: 'acc', function: 'sparse_categorical_accuracy' }],
        },
      ]);
    });

    it('names an output that is not there, and its path', () => {
      const { problems } = resolveTraining({ ...plain, outputs: { tmep: {} } }, outputs);
      expect(problems).toMatchObject([
        {
          code: 'unknown-output',
          message: 'The model has no output "tmep". Did you mean "temp"?',
          path: 'training.outputs.tmep',
        },
      ]);
    });

    it.each([
      ['outputs.kind.loss', { kind: { loss: named('mea') } }],
      ['outputs.kind.metrics.0', { kind: { metrics: [named('acuracy')] } }],
    ])('tells the place training.%s', (path, wrong) => {
      const { training, problems } = resolveTraining({ ...plain, outputs: wrong }, outputs);
      expect(training).toBeNull();
      expect(problems.map((problem) => problem.path)).toEqual([`training.${path}`]);
    });

    it.each([
      [['val_temp', 'kind'], 'Logs cannot tell the output "val_temp"'],
      [['a', 'a_b'], 'Two values are called "a_b_mean_absolute_error" in logs'],
    ])('refuses the ids %j', (ids, message) => {
      const metrics = { a: { metrics: [named('mean_absolute_error', { name: 'b_mean_absolute_error' })] } };
      const { problems } = resolveTraining(
        { ...plain, metrics: [named('mean_absolute_error')], outputs: ids[0] === 'a' ? metrics : {} },
        ids.map((id) => ({ id, shape: [1] })),
      );
      expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    });
  });

  it('takes what the only output has of its own as the model’s', () => {
    const outputs = { y: { loss: named('huber'), metrics: [named('mse')] } };
    const { training } = resolveTraining({ ...plain, outputs }, oneUnit);
    expect(training).toMatchObject({ loss: { name: 'huber' }, metrics: [{ name: 'mse' }] });
    expect(training).not.toHaveProperty('outputs');
  });

  it('logs a weighted metric that is in both lists as weighted, as Keras does', () => {
    const lists = { metrics: [named('mae')], weighted_metrics: [named('mae'), named('mse')] };
    const { training, problems } = resolveTraining({ ...plain, ...lists }, oneUnit);
    expect(problems).toEqual([]);
    expect(training?.weightedMetrics?.map(({ name }) => name)).toEqual(['weighted_mae', 'mse']);
  });

  it('says of a weighted metric that it is asked for twice, or unknown, where it stands', () => {
    const weighted = [named('mae'), named('mae'), named('maa')];
    const { problems } = resolveTraining({ ...plain, weighted_metrics: weighted }, oneUnit);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['duplicate-metric', 'training.weighted_metrics.1'],
      ['unknown-metric', 'training.weighted_metrics.2'],
    ]);
  });

  it('gives an output the weighted metrics of its own, or those of all', () => {
    const outputs = ['a', 'b'].map((id) => ({ id, shape: [1] }));
    const settings = {
      ...plain,
      weighted_metrics: [named('mae')],
      outputs: { b: { metrics: [named('mse')], weighted_metrics: [named('mse')] } },
    };
    const { training } = resolveTraining(settings, outputs);
    expect(training === null ? [] : loggedMetrics(training)).toEqual([
      ...['a_loss', 'b_loss', 'b_mse', 'a_mae', 'b_weighted_mse'],
    ]);
  });
});
