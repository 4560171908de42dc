import { describe, expect, it } from 'vitest';
import { checkResultSchema } from '#shared/experiment/check-result.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import type { SeriesPreparation, TextPreparation } from '#shared/data/preparation.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Training } from '#shared/training/training-settings.ts';
import { reviews, template, templateIds, weather } from './experiments.ts';

describe('the templates', () => {
  const parameters: Record<string, number> = {
    'imdb-conv1d': 1_315_937,
    'weather-conv1d': 6337,
    'weather-gru': 3969,
    'weather-conv1d-gru': 12_673,
    'jena-conv1d': 12_609,
    'jena-gru': 4641,
    'jena-conv1d-gru': 13_793,
  };

  it('are the seven that scripts rely on', () => {
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

type Change = {
  preparation?: Partial<TextPreparation> | Partial<SeriesPreparation>;
  training?: Partial<Training>;
  /** Arguments that are replaced, by layer id; `null` takes the layer away. */
  layers?: Record<string, object>;
  without?: string[];
};

function changed(id: string, { preparation, training, layers = {}, without = [] }: Change): Experiment {
  const experiment = template(id);
  const nodes = experiment.model.nodes
    .filter((node) => !without.includes(node.id))
    .map((node) => ({ ...node, config: { ...node.config, ...layers[node.id] } }));
  const next = {
    ...experiment,
    data: { ...experiment.data, preparation: { ...experiment.data.preparation, ...preparation } },
    model: { nodes, edges: nodes.slice(1).map((node, i) => ({ from: nodes[i]?.id ?? '', to: node.id })) },
    training: { ...experiment.training, ...training },
  };
  return next as Experiment;
}

function problems(experiment: Experiment, dataset: Dataset | null): string[] {
  return checkExperiment(experiment, dataset).problems.map(
    ({ severity, code, message, nodeId, path }) => `${severity} ${code} @${nodeId ?? path ?? ''}: ${message}`,
  );
}

const named = (name: string, config = {}): { name: string; config: Record<string, number | boolean> } => ({
  name,
  config,
});

describe('reviews', () => {
  const threeLabels: TextDataset = { ...reviews, labels: ['a', 'b', 'c'].map((name) => ({ name, rows: 100 })) };
  it.each<[string, Change, TextDataset | null, string[]]>([
    [
      'no sigmoid',
      { layers: { dense: { activation: null } } },
      reviews,
      [
        'warning loss-wants-probability @dense: No sigmoid, but the loss wants a probability: give Dense "dense" the activation "sigmoid", or set from_logits.',
      ],
    ],
    [
      'no sigmoid, but from_logits',
      {
        layers: { dense: { activation: null } },
        training: { loss: named('binary_crossentropy', { from_logits: true }) },
      },
      reviews,
      [],
    ],
    [
      'sigmoid and from_logits',
      { training: { loss: named('BinaryCrossentropy', { from_logits: true }) } },
      reviews,
      [
        'warning probability-and-logits @dense: sigmoid and from_logits together squash the answer twice; keep one of the two.',
      ],
    ],
    [
      'softmax over one unit',
      { layers: { dense: { activation: 'softmax' } } },
      reviews,
      [
        'error softmax-of-one @dense: softmax over the 1 unit of Dense "dense" is always 1; use sigmoid, or one unit for each label.',
      ],
    ],
    [
      'two units for one probability',
      { layers: { dense: { units: 2 } } },
      reviews,
      [
        'error output-shape @dense: Dense "dense" ends the model with [2], but binary_crossentropy wants one number; 1 unit fits.',
      ],
    ],
    [
      'one unit for a sparse loss',
      { training: { loss: named('sparse_categorical_crossentropy') } },
      reviews,
      [
        'error units-and-labels @dense: Dense "dense" ends the model with [1], but there are 2 labels; 2 units fit.',
        'warning loss-wants-probability @dense: No softmax, but the loss wants probabilities: give Dense "dense" the activation "softmax", or set from_logits.',
      ],
    ],
    [
      'a softmax with a unit for each label',
      {
        layers: { dense: { units: 3, activation: 'softmax' } },
        training: { loss: named('sparse_categorical_crossentropy') },
      },
      threeLabels,
      [],
    ],
    [
      'more units than labels',
      {
        layers: { dense: { units: 5, activation: 'softmax' } },
        training: { loss: named('sparse_categorical_crossentropy') },
      },
      threeLabels,
      ['warning units-and-labels @dense: Dense "dense" ends the model with [5], but there are 3 labels; 3 units fit.'],
    ],
    [
      'three labels for a binary loss',
      {},
      threeLabels,
      [
        'error loss-wants-two-labels @training.loss: binary_crossentropy wants labels 0 and 1, but there are 3 labels; use sparse_categorical_crossentropy with 3 units.',
      ],
    ],
    [
      'metrics that one class number for several outputs cannot have',
      {
        layers: { dense: { units: 2, activation: 'softmax' } },
        training: { loss: named('sparse_categorical_crossentropy'), metrics: [named('AUC'), named('accuracy')] },
      },
      reviews,
      [
        'error metric-and-targets @training.metrics.0: AUC compares each of 2 outputs with its target, but sparse_categorical_crossentropy takes one label number; use categorical_crossentropy.',
      ],
    ],
    [
      'a score that one output always has',
      { training: { metrics: [named('F1Score'), named('recall')] } },
      reviews,
      [
        'warning metric-of-one @training.metrics.0: F1Score without a threshold counts the largest output as the answer, which one output always is; set threshold to 0.5.',
      ],
    ],
    [
      'scores of several outputs',
      {
        layers: { dense: { units: 2, activation: 'softmax' } },
        training: { loss: named('categorical_crossentropy'), metrics: [named('F1Score')] },
      },
      reviews,
      [
        'error metric-of-several @training.metrics.0: F1Score of 2 outputs is 2 numbers; set average to "macro", "micro" or "weighted".',
      ],
    ],
    [
      'a divergence without softmax',
      { layers: { dense: { units: 2 } }, training: { loss: named('kld') } },
      reviews,
      [
        'warning loss-wants-probability @dense: No softmax, but the loss wants probabilities: give Dense "dense" the activation "softmax".',
      ],
    ],
    [
      'a loss for numbers',
      { training: { loss: named('mse') } },
      reviews,
      [
        'warning loss-for-numbers @training.loss: mean_squared_error is for measurements; for labels, a cross-entropy learns faster.',
      ],
    ],
    [
      'another length than the Input’s',
      { preparation: { length: 400 } },
      reviews,
      ['error input-shape @input: Input "input" takes [500], but texts are prepared to 400 words; shape [400] fits.'],
    ],
    ['an Input of open length', { layers: { input: { shape: [null] } } }, reviews, []],
    [
      'more words than the Embedding has',
      { preparation: { words: 20_000 } },
      reviews,
      [
        'error embedding-too-small @embedding: Embedding "embedding" has input_dim 10000, but the preparation keeps 20000 words; input_dim 20000 fits.',
      ],
    ],
    ['fewer words than the Embedding has', { preparation: { words: 5000 } }, reviews, []],
    [
      'an Input for fractions',
      { layers: { input: { dtype: 'float32' } } },
      reviews,
      ['warning input-dtype @input: Input "input" takes float32, but words come as whole numbers; dtype "int32" fits.'],
    ],
    [
      'no Embedding',
      { without: ['embedding', 'conv1d_1', 'max_pooling1d', 'conv1d_2', 'global_max_pooling1d'] },
      reviews,
      [
        'warning no-embedding @input: Word numbers go in without an Embedding, but their size means nothing; put one after Input "input".',
      ],
    ],
    [
      'an output that is still a sequence',
      { without: ['global_max_pooling1d'] },
      reviews,
      [
        'warning dense-on-sequence @dense: Dense "dense" gets a sequence [92, 32] and answers for each of its 92 steps. For one answer, put GlobalMaxPooling1D, Flatten or a GRU before it.',
        'error output-shape @dense: Dense "dense" ends the model with [92, 1], but the answer is a label; put GlobalMaxPooling1D, Flatten or a GRU before the last layer.',
      ],
    ],
    [
      'a split that holds out nothing',
      { preparation: { validation_split: 0.2 } },
      { ...reviews, rows: 1 },
      [
        'error empty-split @data.preparation.validation_split: Of 1 text none remains for training with validation_split 0.2.',
      ],
    ],
    [
      'one label only',
      {},
      { ...reviews, labels: [{ name: 'positive', rows: 25_000 }] },
      ['warning one-label @data.dataset: All texts have the same label; there is nothing to tell apart.'],
    ],
    ['a data set that is not there yet', {}, null, []],
  ])('%s', (_, change, dataset, expected) => {
    expect(problems(changed('imdb-conv1d', change), dataset)).toEqual(expected);
  });

  it('prepared as a series', () => {
    const experiment = template('imdb-conv1d');
    expect(problems(experiment, weather)).toEqual([
      'error wrong-preparation @data.preparation.kind: The data set "weather" is a series of measurements, but the preparation is for texts with labels; its kind must be "series".',
    ]);
  });
});

describe('a series', () => {
  const small: SeriesDataset = { ...weather, rows: 300 };
  it.each<[string, Change, SeriesDataset | null, string[]]>([
    [
      'a feature and a target that are not there',
      {
        preparation: {
          features: ['temp', 'dwep', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'],
          target: 'tmp',
        },
      },
      weather,
      [
        'error unknown-column @data.preparation.features.1: The data set "weather" has no column "dwep". Did you mean "dewp"?',
        'error unknown-column @data.preparation.target: The data set "weather" has no column "tmp". Did you mean "temp"?',
      ],
    ],
    [
      'a feature twice',
      { preparation: { features: ['temp', 'temp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'] } },
      weather,
      ['error duplicate-column @data.preparation.features.1: The feature "temp" is listed twice.'],
    ],
    [
      'empty cells that nobody deals with',
      { preparation: { missing: 'stop' } },
      weather,
      [
        'error missing-values @data.preparation.missing: Column "pressure" has 831 empty cells; set missing to "fill" (repeats the last value) or "drop".',
      ],
    ],
    [
      'all columns instead of seven',
      { preparation: { features: [] } },
      weather,
      [
        'error input-shape @input: Input "input" takes [120, 7], but a window has 120 steps (lookback 120, step 1) of 8 columns; shape [120, 8] fits.',
      ],
    ],
    ['all columns of a data set that is not there yet', { preparation: { features: [] } }, null, []],
    [
      'a longer step',
      { preparation: { step: 7 } },
      weather,
      [
        'error input-shape @input: Input "input" takes [120, 7], but a window has 18 steps (lookback 120, step 7) of 7 columns; shape [18, 7] fits.',
      ],
    ],
    [
      'a lookback longer than the data',
      { preparation: { lookback: 9000, step: 75 } },
      weather,
      [
        'error lookback-too-long @data.preparation.lookback: A sample takes 9,025 rows (lookback 9000 + delay 24 + 1), but the data has 8,706 rows; a lookback of 8681 is the longest that fits.',
      ],
    ],
    [
      'a delay beyond the data',
      { preparation: { delay: 10_000 } },
      weather,
      ['error delay-too-long @data.preparation.delay: delay 10000 reaches beyond the data, which has 8,706 rows.'],
    ],
    [
      'splits with no rows',
      {},
      small,
      [
        'error empty-split @data.preparation.split.validation: The validation split has 60 rows, but one sample takes 145 (lookback 120 + delay 24 + 1); give it a larger share, or shorten the lookback.',
        'warning batch-too-large @training.batch_size: batch_size 128 is more than the 36 training samples: every epoch is one step.',
      ],
    ],
    [
      'a split over 1',
      { preparation: { split: { train: 0.9, validation: 0.2 } } },
      weather,
      [
        "error split-over-one @data.preparation.split: The split's shares train 0.9 and validation 0.2 add up to more than 1.",
      ],
    ],
    ['no validation', { preparation: { split: { train: 0.8, validation: 0 } } }, weather, []],
    [
      'a cross-entropy',
      { training: { loss: named('binary_crossentropy') } },
      weather,
      [
        'error loss-wants-labels @training.loss: binary_crossentropy wants labels, but the target "temp" is a measurement; use mae, mse or huber.',
      ],
    ],
    [
      'precision of a temperature',
      { training: { metrics: [named('r2_score'), named('precision')] } },
      weather,
      ['warning accuracy-of-numbers @training.metrics.1: precision says nothing about a measurement; use mae.'],
    ],
    [
      'a loss of directions',
      { training: { loss: named('cosine_similarity') } },
      weather,
      [
        'error loss-wants-directions @training.loss: cosine_similarity compares directions, but "temp" is one number, which has none; use mae, mse or huber.',
      ],
    ],
    [
      'a loss of shares of a normalized target',
      { training: { loss: named('mape') } },
      weather,
      [
        'warning loss-wants-positive @training.loss: mean_absolute_percentage_error divides by the target, but "temp" may be 0 or near it here; use mae, or set normalize to false where all values are above 0.',
      ],
    ],
    [
      'counts that a linear layer may make negative',
      { training: { loss: named('poisson') } },
      weather,
      [
        'warning loss-wants-positive @training.loss: poisson is for counts and amounts from 0, but "temp" has values below 0 here; use mse, or set normalize to false where no value is below 0.',
        'warning poisson-of-negative @dense: poisson takes the logarithm of the answer, which Dense "dense" may make negative: give it the activation "softplus" or "exponential".',
      ],
    ],
    [
      'an output that cannot be negative',
      { layers: { dense: { activation: 'relu' } } },
      weather,
      [
        'warning bounded-output @dense: relu keeps the answer of Dense "dense" in a range that "temp" leaves; use none.',
      ],
    ],
    [
      'accuracy of a temperature',
      { training: { metrics: [named('mae'), named('accuracy')] } },
      weather,
      ['warning accuracy-of-numbers @training.metrics.1: accuracy says nothing about a measurement; use mae.'],
    ],
    [
      'whole numbers',
      { layers: { input: { dtype: 'int32' } } },
      weather,
      [
        'error input-dtype @input: Input "input" takes whole numbers (int32), but measurements have fractions; dtype "float32" fits.',
      ],
    ],
    [
      'two units',
      { layers: { dense: { units: 2 } } },
      weather,
      [
        'error output-shape @dense: Dense "dense" ends the model with [2], but mean_absolute_error wants one number; 1 unit fits.',
      ],
    ],
    [
      'a column that never changes',
      {},
      {
        ...weather,
        columns: weather.columns.map((column) =>
          column.name === 'precip' ? { ...column, least: 0, most: 0 } : column,
        ),
      },
      [
        'warning constant-column @data.preparation.features: Column "precip" is 0 in every row; it tells a model nothing.',
      ],
    ],
  ])('%s', (_, change, dataset, expected) => {
    expect(problems(changed('weather-conv1d', change), dataset)).toEqual(expected);
  });

  it('suggests a lookback that fits, and none longer', () => {
    const rows = 200;
    const split = { train: 1, validation: 0 };
    const with_ = (lookback: number): string[] =>
      problems(
        changed('weather-conv1d', { preparation: { lookback, split }, layers: { input: { shape: [null, 7] } } }),
        {
          ...weather,
          rows,
        },
      ).filter((problem) => problem.startsWith('error'));
    const fits = Number(/lookback of (\d+)/.exec(with_(500)[0] ?? '')?.[1]);
    expect(with_(fits)).toEqual([]);
    expect(with_(fits + 1)).toHaveLength(1);
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
      'a batch larger than the data',
      { batch_size: 30_000 },
      [
        'warning batch-too-large @training.batch_size: batch_size 30000 is more than the 20,000 training samples: every epoch is one step.',
      ],
    ],
    [
      'more steps than batches',
      { steps_per_epoch: 626, validation_steps: 158 },
      [
        'warning steps-too-large @training.steps_per_epoch: steps_per_epoch 626 is more than the 625 batches there are: an epoch sees samples more than once.',
        'warning steps-too-large @training.validation_steps: validation_steps 158 is more than the 157 batches there are; all of them are used.',
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
