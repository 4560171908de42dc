import { describe, expect, it } from 'vitest';
import { checkResultSchema } from '#shared/experiment/check-result.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Training } from '#shared/training/training-settings.ts';
import { reviews, template, templateIds, weather } from './experiments.ts';
import { changed, problems, named } from './changed-experiment.ts';

describe('the templates', () => {
  const parameters: Record<string, number> = {
    'imdb-conv1d': 1_315_937,
    'weather-conv1d': 6337,
    'weather-gru': 3969,
    'weather-conv1d-gru': 12_673,
    'jena-conv1d': 12_609,
    'jena-gru': 4641,
    'jena-conv1d-gru': 13_793,
    'weather-skip': 7563,
    'weather-dilated': 6265,
    'weather-tcn': 9505,
    'weather-transformer': 12_673,
    'weather-next-day': 10_338,
    'weather-hours-days': 4330,
    'imdb-bilstm': 664_897,
  };

  it('are those that scripts rely on', () => {
    expect(templateIds.toSorted()).toEqual(Object.keys(parameters).toSorted());
  });

  it.each(templateIds)('%s checks without a word, and has Keras’s parameters', (id) => {
    const experiment = template(id);
    const dataset = { 'imdb-reviews': reviews, weather }[experiment.data.dataset] ?? null;
    const { result, spec, training } = checkExperiment(experiment, dataset);
    expect(result.problems).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.parameters).toBe(parameters[id]);
    expect(spec).not.toBeNull();
    expect(training).not.toBeNull();
    expect(experiment.description.length).toBeGreaterThan(60);
    expect(checkResultSchema.parse(result)).toEqual(result);
  });
});

describe('training settings', () => {
  it.each<[string, Partial<Training>, string[]]>([
    [
      'unknown names',
      {
        loss: named('binary_crossentrpy'),
        optimizer: named('RMSpropp'),
        metrics: [named('acuracy')],
        callbacks: [named('EarlyStoping')],
      },
      [
        'error unknown-loss @training.loss: No loss is called "binary_crossentrpy". Did you mean "binary_crossentropy"?',
        'error unknown-optimizer @training.optimizer: No optimizer is called "RMSpropp". Did you mean "RMSprop"?',
        'error unknown-metric @training.metrics.0: No metric is called "acuracy". Did you mean "accuracy"?',
        'error unknown-callback @training.callbacks.0: No callback is called "EarlyStoping". Did you mean "EarlyStopping"?',
      ],
    ],
    [
      'a learning rate of 0 and an old argument',
      { optimizer: named('Adam', { learning_rate: 0, decay: 0.1 }) },
      [
        'error invalid-argument @training.optimizer.config.learning_rate: Adam has learning_rate 0; it must be above 0.',
        'error unknown-argument @training.optimizer.config.decay: Adam has no argument "decay". Did you mean "weight_decay"?',
      ],
    ],
    [
      'two kinds of clipping',
      { optimizer: named('sgd', { clipnorm: 1, clipvalue: 0.5 }) },
      [
        'error conflicting-arguments @training.optimizer.config.clipvalue: SGD has clipnorm and clipvalue; only one of them can be set.',
      ],
    ],
    [
      'a metric twice',
      { metrics: [named('accuracy'), named('accuracy')] },
      ['error duplicate-metric @training.metrics.1: The metric "accuracy" is asked for twice; once is enough.'],
    ],
    [
      'a callback on what is not measured',
      { callbacks: [{ name: 'EarlyStopping', config: { monitor: 'val_acc' } }] },
      [
        'error unknown-monitor @training.callbacks.0.config.monitor: EarlyStopping watches "val_acc", which is not measured. Did you mean "val_accuracy"?',
      ],
    ],
    [
      'a class weight of a label that there is not',
      { class_weight: { '0': 1, '2': 3 } },
      [
        'error class-weight-of-no-label @training.class_weight: class_weight has the label 2, but labels go from 0 to 1.',
      ],
    ],
    [
      'class weights of 0',
      { class_weight: { '0': 0, '1': 0 } },
      [
        'warning weights-of-zero @training.class_weight: class_weight is 0 for every label: the training loss is always 0, and the model learns nothing.',
      ],
    ],
    ['a class weight of 0', { class_weight: { '0': 0 } }, []],
    [
      'an output that counts nothing',
      { outputs: { dense: { weight: 0 } } },
      [
        'warning weights-of-zero @training.outputs: Every output has the weight 0: the loss is always 0, and the model learns nothing.',
      ],
    ],
    ['class weights', { class_weight: { '1': 3 } }, []],
    [
      'gradients summed over more steps than there are',
      { optimizer: named('Adam', { gradient_accumulation_steps: 100_000 }), epochs: 1 },
      [
        'warning accumulates-too-long @training.optimizer.config.gradient_accumulation_steps: gradient_accumulation_steps 100000 is more than the 625 steps of the whole run: no weight is ever updated.',
      ],
    ],
    [
      'averages that are not kept',
      { optimizer: named('Adam', { ema_overwrite_frequency: 100 }) },
      [
        'warning no-averages @training.optimizer.config.ema_overwrite_frequency: ema_overwrite_frequency 100 does nothing without use_ema: no averages of the weights are kept.',
      ],
    ],
    ['averages that are kept', { optimizer: named('Adam', { ema_overwrite_frequency: 100, use_ema: true }) }, []],
    [
      'a batch larger than the data',
      { batch_size: 30_000 },
      [
        'warning much-memory @embedding: A batch of 20,000 samples takes 6.9 GB for the layers’ values alone, most of them in Embedding "embedding"; WebAssembly has 4 GB in all. batch_size 11571 fits.',
        'warning batch-too-large @training.batch_size: batch_size 30000 is more than the 20,000 training samples: every epoch is one step.',
      ],
    ],
    [
      'more steps than batches',
      { steps_per_epoch: 626, validation_steps: 158 },
      [
        'warning steps-too-large @training.steps_per_epoch: steps_per_epoch 626 is more than the 625 batches there are: an epoch sees samples more than once.',
        'warning steps-too-large @training.validation_steps: validation_steps 158 is more than the 157 batches there are; all are used.',
      ],
    ],
  ])('%s', (_, training, expected) => {
    expect(problems(changed('imdb-conv1d', { training }), reviews)).toEqual(expected);
  });

  it('a callback on validation where there is none', () => {
    const callbacks = [{ name: 'EarlyStopping', config: { patience: 2 } }];
    expect(
      problems(changed('imdb-conv1d', { training: { callbacks }, preparation: { validation_split: 0 } }), reviews),
    ).toEqual([
      'error unknown-monitor @training.callbacks.0.config.monitor: EarlyStopping watches val_loss, but nothing is held out for validation; watch loss.',
    ]);
  });

  it('are checked although the model is wrong, and the model although they are', () => {
    const experiment = changed('imdb-conv1d', {
      training: { loss: named('nothing-like-it') },
      layers: { conv1d_1: { kernel_size: 501 }, dense: { unitz: 3 } },
      preparation: { length: 100 },
    });
    const { result, parameters } = checkExperiment(experiment, reviews);
    expect(result.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['too-short', 'unknown-argument', 'input-shape', 'unknown-loss']),
    );
    expect(result.ok).toBe(false);
    expect(parameters).toBeNull();
    expect(result.layers.map(({ id }) => id)).toEqual(['input', 'embedding']);
  });
});
