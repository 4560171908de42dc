// Metrics that want one row of numbers for each sample: keras.metrics.R2Score and FBetaScore "expect 2D inputs".
import { expect, it } from 'vitest';
import { changed, named, problems } from './changed-experiment.ts';
import { reviews } from './experiments.ts';
import { node, problemsOf } from './small-series.ts';

const nodes = [
  node('i', 'Input', { shape: [12, 3] }),
  node('g', 'GRU', { units: 3, return_sequences: true }),
  node('d', 'Dense', { units: 1 }),
];
const sentence = (name: string, layer = 'd', shape = '[12, 1]'): string =>
  `${name} takes an output of one size, [units], but Dense "${layer}" ends the model with ${shape}; leave it out.`;

it.each<[string, object, string]>([
  ['metrics', { metrics: ['mae', 'r2_score'] }, `training.metrics.1: ${sentence('r2_score')}`],
  [
    'weighted metrics',
    { metrics: ['mae'], weighted_metrics: ['mse', 'R2Score'] },
    `training.weighted_metrics.1: ${sentence('R2Score')}`,
  ],
])('refuses r2_score of several steps among the %s', (_, training, expected) => {
  const preparation = { horizon: 12, sample_weight: 'w' };
  expect(problemsOf({ nodes, preparation, training })).toEqual([`metric-of-sequence @${expected}`]);
});

it.each(['f1_score', 'fbeta_score'])('refuses %s of several steps', (name) => {
  const training = { metrics: [{ name, config: { threshold: 0.5 } }] };
  expect(problemsOf({ nodes, preparation: { horizon: 12 }, training })).toContain(
    `metric-of-sequence @training.metrics.0: ${sentence(name)}`,
  );
});

it('takes r2_score of several units in a row, and of one of several outputs', () => {
  const vector = [nodes[0] ?? {}, node('g', 'GRU', { units: 3 }), node('d', 'Dense', { units: 12 })];
  expect(problemsOf({ nodes: vector, preparation: { horizon: 12 }, training: { metrics: ['r2_score'] } })).toEqual([]);
  const two = [...nodes, node('v', 'GlobalMaxPooling1D'), node('e', 'Dense', { units: 1 })];
  const found = problemsOf({
    nodes: two,
    edges: ['i g', 'g d', 'g v', 'v e'],
    preparation: { outputs: { d: { horizon: 12 } } },
    training: { metrics: ['mae'], outputs: { d: { metrics: ['r2_score'] }, e: { metrics: ['r2_score'] } } },
  });
  expect(found).toEqual([`metric-of-sequence @d training.outputs.d.metrics.0: ${sentence('r2_score')}`]);
});

it('warns of the k likeliest of k labels', () => {
  const dataset = { ...reviews, labels: ['a', 'b', 'c'].map((name) => ({ name, rows: 100 })) };
  const found = (k: number) =>
    problems(
      changed('imdb-conv1d', {
        layers: { dense: { units: 3, activation: 'softmax' } },
        training: {
          loss: named('sparse_categorical_crossentropy'),
          metrics: [named('sparse_top_k_categorical_accuracy', { k })],
        },
      }),
      dataset,
    );
  expect(found(2)).toEqual([]);
  expect(found(3)).toEqual([
    'warning metric-of-all @training.metrics.0: sparse_top_k_categorical_accuracy counts the right label among the 3 likeliest, but the model has 3: it is always 1.',
  ]);
});
