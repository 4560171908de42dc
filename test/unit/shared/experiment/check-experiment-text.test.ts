// What a check finds in experiments on labelled texts.
import { describe, expect, it } from 'vitest';
import type { TextDataset } from '#shared/data/dataset.ts';
import { reviews, template, weather } from './experiments.ts';
import { type Change, changed, problems, named } from './changed-experiment.ts';

describe('reviews', () => {
  const threeLabels: TextDataset = { ...reviews, labels: ['a', 'b', 'c'].map((name) => ({ name, rows: 100 })) };
  /** As many texts of each label, one label after the other: "a", "b", … */
  const sorted = (rows: readonly number[]): TextDataset => ({
    ...reviews,
    labels: rows.map((count, i) => {
      const before = rows.slice(0, i).reduce((sum, one) => sum + one, 0);
      return { name: 'abc'.charAt(i), rows: count, firstRow: before + 1, lastRow: before + count };
    }),
  });
  /** Sorted but for the last text, which has the first label. */
  const mixed: TextDataset = {
    ...reviews,
    labels: [
      { name: 'a', rows: 12_500, firstRow: 1, lastRow: 25_000 },
      { name: 'b', rows: 12_500, firstRow: 12_500, lastRow: 24_999 },
    ],
  };
  const inOrder: Change = { preparation: { shuffle_seed: null } };
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
        'error embedding-too-small @embedding: Embedding "embedding" has input_dim 10000, but the preparation keeps 20,000 words; input_dim 20000 fits.',
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
      'shares that leave nothing for training',
      { preparation: { validation_split: 0.6, test_split: 0.4 } },
      reviews,
      [
        'error empty-split @data.preparation.test_split: validation_split 0.6 and test_split 0.4 leave nothing for training.',
      ],
    ],
    [
      'a fold that does not exist',
      { preparation: { folds: 3, fold: 4 } },
      reviews,
      ['error no-fold @data.preparation.fold: There is no fold 4 of 3.'],
    ],
    [
      'a fold without folds, which hides nothing',
      { preparation: { fold: 1, test_split: 0.1, stratify: true }, training: { batch_size: 1 } },
      { ...reviews, rows: 6, labels: reviews.labels.map((label) => ({ ...label, rows: 3 })) },
      [
        'warning fold-without-folds @data.preparation.fold: fold 1 has no meaning without folds.',
        'error empty-split @data.preparation.test_split: test_split 0.1 of 6 texts holds out none; take a larger share.',
      ],
    ],
    [
      'more folds than texts, whichever is held out',
      { preparation: { folds: 9, fold: 1 }, training: { batch_size: 1 } },
      { ...reviews, rows: 5 },
      ['error empty-split @data.preparation.folds: 5 texts in 9 folds leave a fold without any; take fewer folds.'],
    ],
    [
      'groups that the data set does not have, and shares of labels beside them',
      { preparation: { group: 'author', stratify: true } },
      reviews,
      [
        'error two-splits @data.preparation.stratify: Rows that are kept together cannot also have the same share of each label in every part; leave stratify out.',
        'error no-groups @data.preparation.group: The data set "imdb-reviews" has no groups; import it again with --group author.',
      ],
    ],
    [
      'one label only',
      {},
      { ...reviews, labels: [{ name: 'positive', rows: 25_000 }] },
      ['warning one-label @data.dataset: All texts have the same label; there is nothing to tell apart.'],
    ],
    [
      'texts sorted by two labels, not shuffled',
      inOrder,
      sorted([12_500, 12_500]),
      [
        'warning labels-in-order @data.preparation.shuffle_seed: All texts of the validation part have the label "b"; shuffle the texts before the split.',
      ],
    ],
    [
      'a label that no training text has',
      inOrder,
      sorted([20_001, 4_999]),
      [
        'warning labels-in-order @data.preparation.shuffle_seed: The label "b" is in the validation part only; shuffle the texts before the split.',
      ],
    ],
    [
      'one training text with the last label',
      inOrder,
      sorted([19_999, 5_001]),
      [
        'warning labels-in-order @data.preparation.shuffle_seed: All texts of the validation part have the label "b"; shuffle the texts before the split.',
      ],
    ],
    ['one validation text with the first label', inOrder, mixed, []],
    ['sorted, but shuffled', {}, sorted([12_500, 12_500]), []],
    [
      'sorted, without validation',
      { preparation: { shuffle_seed: null, validation_split: 0 } },
      sorted([12_500, 12_500]),
      [],
    ],
    ['what an older version imported, not shuffled', inOrder, reviews, []],
    ['a data set that is not there yet', {}, null, []],
  ])('%s', (_, change, dataset, expected) => {
    expect(problems(changed('imdb-conv1d', change), dataset)).toEqual(expected);
  });

  it('whose Embedding is not right yet are not said to have none', () => {
    const { model, ...rest } = template('imdb-conv1d');
    const problemsWith = (replace: object): string[] => {
      const nodes = model.nodes.map((node) => (node.id === 'embedding' ? { ...node, ...replace } : node));
      return problems({ ...rest, model: { ...model, nodes } }, reviews);
    };
    expect(problemsWith({ type: 'Embeding' })).toEqual([
      'error unknown-layer @embedding: No layer is called "Embeding" (layer "embedding"). Did you mean "Embedding"?',
    ]);
    expect(problemsWith({ config: { input_dim: 10_000 } })).toEqual([
      'error missing-argument @embedding: Embedding "embedding" lacks output_dim; it must be a number.',
    ]);
  });

  it('prepared as a series', () => {
    const experiment = template('imdb-conv1d');
    expect(problems(experiment, weather)).toEqual([
      'error wrong-preparation @data.preparation.kind: The data set "weather" is a series of measurements, but the preparation is for texts with labels; its kind must be "series".',
    ]);
  });
});
