// A model with each problem that offers fixes, and their names.
import type { Dataset } from '#shared/data/dataset.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { asJson, named, type Change } from './changed-experiment.ts';
import { reviews, template } from './experiments.ts';

/** A problem, and the fixes that it offers. */
export interface Case {
  readonly code: string;
  readonly of: string;
  readonly change?: Change;
  /** Another model. */
  readonly model?: GraphDocument;
  /** The fixes by their names. */
  readonly fixes: readonly string[];
  readonly dataset?: Dataset;
}

export const chain = (...layers: readonly (readonly [type: string, config: object])[]): GraphDocument => {
  const nodes = layers.map(([type, config], i) => ({ id: `${type.toLowerCase()}_${i}`, type, config: asJson(config) }));
  return { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) };
};

export const words = ['Input', { shape: [500], dtype: 'int32' }] as const;
export const embedding = ['Embedding', { input_dim: 10_000, output_dim: 8 }] as const;
const answer = ['Dense', { units: 1, activation: 'sigmoid' }] as const;
export const pooling = ['GlobalMaxPooling1D', {}] as const;

const threeLabels: Dataset = {
  ...reviews,
  labels: [...reviews.labels, { name: 'neutral', rows: 3 }],
};

export const cases: readonly Case[] = [
  {
    code: 'loss-wants-probability',
    of: 'imdb-conv1d',
    change: { layers: { dense: { activation: null } } },
    fixes: ['Set activation of dense to "sigmoid"', 'Set training.loss.config.from_logits to true'],
  },
  {
    code: 'loss-wants-probability',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1 }], ['ReLU', {}]),
    fixes: ['Add Activation after relu_4', 'Set training.loss.config.from_logits to true'],
  },
  {
    code: 'probability-and-logits',
    of: 'imdb-conv1d',
    change: { training: { loss: named('binary_crossentropy', { from_logits: true }) } },
    fixes: ['Set training.loss.config.from_logits to false', 'Set activation of dense to "linear"'],
  },
  {
    code: 'output-shape',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 5, activation: 'sigmoid' }]),
    fixes: ['Set units of dense_3 to 1'],
  },
  {
    code: 'output-shape',
    of: 'imdb-conv1d',
    model: chain(words, embedding, answer),
    fixes: ['Add GlobalMaxPooling1D before dense_2'],
  },
  {
    code: 'units-and-labels',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 2 }], ['Softmax', {}]),
    change: { training: { loss: named('sparse_categorical_crossentropy') } },
    dataset: threeLabels,
    fixes: ['Set units of dense_3 to 3'],
  },
  {
    code: 'softmax-of-one',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1, activation: 'softmax' }]),
    fixes: ['Set activation of dense_3 to "sigmoid"', 'Set units of dense_3 to 2'],
  },
  {
    code: 'loss-wants-two-labels',
    of: 'imdb-conv1d',
    dataset: threeLabels,
    fixes: ['Set training.loss to "sparse_categorical_crossentropy"'],
  },
  {
    code: 'no-embedding',
    of: 'imdb-conv1d',
    model: chain(words, answer),
    fixes: ['Add Embedding after input_0'],
  },
  {
    code: 'embedding-too-small',
    of: 'imdb-conv1d',
    model: chain(words, ['Embedding', { input_dim: 500, output_dim: 8 }], pooling, answer),
    fixes: ['Set input_dim of embedding_1 to 10000'],
  },
  {
    code: 'input-shape',
    of: 'imdb-conv1d',
    model: chain(['Input', { shape: [400], dtype: 'int32' }], embedding, pooling, answer),
    fixes: ['Set shape of input_0 to [500]'],
  },
  {
    code: 'input-dtype',
    of: 'imdb-conv1d',
    model: chain(['Input', { shape: [500] }], embedding, pooling, answer),
    fixes: ['Set dtype of input_0 to "int32"'],
  },
  {
    code: 'invalid-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dropout', { rate: 1 }], answer),
    fixes: ['Set rate of dropout_3 to 0.5'],
  },
  {
    code: 'missing-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', {}]),
    fixes: ['Set units of dense_3 to 1'],
  },
  {
    code: 'unknown-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1, activation: 'sigmoid', unit: 3 }]),
    fixes: ['Reset unit of dense_3'],
  },
  {
    code: 'too-short',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['MaxPooling1D', { pool_size: 600 }], pooling, answer),
    fixes: ['Set pool_size of maxpooling1d_2 to 500'],
  },
  {
    code: 'too-short',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['Conv1D', { filters: 2, kernel_size: 300, dilation_rate: 2 }], pooling, answer),
    fixes: ['Set kernel_size of conv1d_2 to 250', 'Set padding of conv1d_2 to "same"'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['LSTM', { units: 4 }], ['GRU', { units: 4 }], answer),
    fixes: ['Set return_sequences of lstm_2 to true'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(
      words,
      embedding,
      ['Bidirectional', { layer: { class_name: 'LSTM', config: { units: 4 } } }],
      ['GRU', { units: 4 }],
      answer,
    ),
    fixes: ['Set return_sequences of bidirectional_2 to true'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['LSTM', { units: 4 }], answer),
    fixes: ['Mute globalmaxpooling1d_2'],
  },
  {
    code: 'unknown-layer',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['GlobalMaxPoling1D', {}], answer),
    fixes: ['Replace globalmaxpoling1d_2 by GlobalMaxPooling1D'],
  },
  { code: 'missing-input', of: 'imdb-conv1d', model: chain(embedding, pooling, answer), fixes: ['Add Input'] },
  { code: 'empty-model', of: 'weather-gru', model: { nodes: [], edges: [] }, fixes: ['Add Input'] },
  {
    code: 'cycle',
    of: 'imdb-conv1d',
    model: {
      ...template('imdb-conv1d').model,
      edges: [...template('imdb-conv1d').model.edges, { from: 'dense', to: 'conv1d_1' }],
    },
    fixes: ['Cut the edge from dense to conv1d_1'],
  },
  {
    code: 'not-connected',
    of: 'imdb-conv1d',
    model: { ...chain(words, embedding, pooling, answer), edges: chain(words, embedding, pooling).edges },
    fixes: ['Connect globalmaxpooling1d_2 to dense_3', 'Delete dense_3'],
  },
  {
    code: 'duplicate-edge',
    of: 'imdb-conv1d',
    model: {
      ...chain(words, embedding, pooling, answer),
      edges: [...chain(words, embedding, pooling, answer).edges, { from: 'embedding_1', to: 'globalmaxpooling1d_2' }],
    },
    fixes: ['Cut the edge from embedding_1 to globalmaxpooling1d_2'],
  },
  {
    code: 'batch-too-large',
    of: 'weather-gru',
    change: { training: { batch_size: 100_000 } },
    fixes: ['Set training.batch_size to 32'],
  },
  {
    code: 'learning-rate-too-large',
    of: 'weather-gru',
    change: { training: { optimizer: named('adam', { learning_rate: 3 }) } },
    fixes: ['Set training.optimizer.config.learning_rate to 0.001'],
  },
  {
    code: 'invalid-argument',
    of: 'weather-gru',
    change: { training: { optimizer: named('adam', { learning_rate: -1 }) } },
    fixes: ['Remove training.optimizer.config.learning_rate'],
  },
  {
    code: 'unknown-loss',
    of: 'weather-gru',
    change: { training: { loss: named('maee') } },
    fixes: ['Set training.loss to "mae"'],
  },
  {
    code: 'bounded-output',
    of: 'weather-gru',
    change: { layers: { dense: { activation: 'sigmoid' } } },
    fixes: ['Set activation of dense to "linear"'],
  },
  {
    code: 'loss-wants-labels',
    of: 'weather-gru',
    change: { training: { loss: named('binary_crossentropy') } },
    fixes: ['Set training.loss to "mean_absolute_error"'],
  },
  {
    code: 'accuracy-of-numbers',
    of: 'weather-gru',
    change: { training: { metrics: [named('mae'), named('accuracy')] } },
    fixes: ['Remove training.metrics.1'],
  },
  {
    code: 'missing-values',
    of: 'weather-gru',
    change: { preparation: { missing: 'stop' } },
    fixes: ['Set data.preparation.missing to "fill"'],
  },
  {
    code: 'weights-of-zero',
    of: 'weather-gru',
    change: { training: { outputs: { dense: { weight: 0 } } } },
    fixes: ['Remove training.outputs.dense.weight'],
  },
  {
    code: 'weights-of-zero',
    of: 'imdb-conv1d',
    change: { training: { class_weight: { '0': 0, '1': 0 } } },
    fixes: ['Remove training.class_weight'],
  },
  {
    code: 'lookback-too-long',
    of: 'weather-gru',
    change: { preparation: { lookback: 9000 } },
    fixes: ['Set data.preparation.lookback to 1716'],
  },
];
