import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';

const named = (name: string, config: NamedConfig['config'] = {}): NamedConfig => ({ name, config });
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
    expect(resolveTraining({ ...plain, loss: named(given) }, [1]).training?.loss.name).toBe(name);
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
    expect(resolveTraining({ ...plain, optimizer: named(given) }, [1]).training?.optimizer).toMatchObject(expected);
  });

  it.each([
    ['binary_crossentropy', [1], 'binary_accuracy'],
    ['categorical_crossentropy', [3], 'categorical_accuracy'],
    ['sparse_categorical_crossentropy', [3], 'sparse_categorical_accuracy'],
    ['mse', [1], 'binary_accuracy'],
    ['mse', [4], 'categorical_accuracy'],
    ['mse', null, 'binary_accuracy'],
  ])('with %s on %j, accuracy is %s', (loss, shape, expected) => {
    const { training } = resolveTraining({ ...plain, loss: named(loss), metrics: [named('accuracy')] }, shape);
    expect(training?.metrics).toEqual([{ name: 'accuracy', function: expected, threshold: 0.5 }]);
  });

  it('logs a metric under the name it was asked for', () => {
    const metrics = [
      named('acc'),
      named('mae'),
      named('mean_squared_error'),
      named('binary_accuracy', { threshold: 0.3 }),
    ];
    expect(resolveTraining({ ...plain, metrics }, [1]).training?.metrics).toEqual([
      { name: 'acc', function: 'binary_accuracy', threshold: 0.5 },
      { name: 'mae', function: 'mean_absolute_error', threshold: 0.5 },
      { name: 'mean_squared_error', function: 'mean_squared_error', threshold: 0.5 },
      { name: 'binary_accuracy', function: 'binary_accuracy', threshold: 0.3 },
    ]);
  });

  it('refuses gradients in rows for an optimizer whose update by rows is not Keras’s', () => {
    const { problems } = resolveTraining({ ...plain, optimizer: named('Lion'), embedding_gradient: 'rows' }, [1]);
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
    const { problems } = resolveTraining({ ...plain, metrics }, [1]);
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
    const { training } = resolveTraining({ ...plain, metrics: metrics.slice(0, 2) }, [1]);
    expect(training?.metrics.map(({ name }) => name)).toEqual(['pr_auc', 'AUC']);
  });

  it('fills in callbacks', () => {
    const callbacks = [named('earlystopping', { patience: 3, verbose: 1 }), named('ReduceLROnPlateau')];
    expect(resolveTraining({ ...plain, callbacks }, [1]).training?.callbacks).toEqual([
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
    expect(resolveTraining(plain, [1]).training?.embeddingGradient).toBe('summed');
    const asKeras = { ...plain, embedding_gradient: 'rows' as const };
    expect(resolveTraining(asKeras, [1]).training?.embeddingGradient).toBe('rows');
  });

  it('suggests short names as well', () => {
    const { problems } = resolveTraining({ ...plain, loss: named('mea'), metrics: [named('accu')] }, [1]);
    expect(problems.map(({ message }) => message)).toEqual([
      'No loss is called "mea". Did you mean "mae"?',
      'No metric is called "accu". Did you mean "acc"?',
    ]);
  });

  it('gives no settings when one of them is wrong', () => {
    const { training, problems } = resolveTraining(
      { ...plain, loss: named('huber', { delta: 0, from_logits: true }) },
      [1],
    );
    expect(training).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([
      'huber has delta 0; it must be above 0.',
      'huber has no argument "from_logits". It has delta.',
    ]);
  });
});
