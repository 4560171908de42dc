// The experiments whose exported code real Keras runs: every template, models with what templates lack, and small data files.
import { readdirSync, readFileSync } from 'node:fs';
import { parseExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { chanceNodes } from './specs.ts';

const templates = new URL('../../resources/templates/', import.meta.url);

interface Edge {
  from: string;
  to: string;
  input?: number;
  output?: number;
}

const series = { kind: 'series', features: ['a', 'b'], target: 'b', lookback: 6, delay: 1, missing: 'fill' };

function experiment(name: string, nodes: readonly object[], edges: readonly Edge[], training: object = {}): Experiment {
  return parseExperiment({
    strata: 2,
    name,
    data: { dataset: 'small', preparation: series },
    model: { nodes, edges },
    training: { loss: 'mse', optimizer: 'Adam', ...training },
  });
}

const input = (id: string) => ({ id, type: 'Input', config: { shape: [6, 2] } });
const layer = (id: string, type: string, config: object = {}, more: object = {}) => ({ id, type, config, ...more });
const edge = (from: string, to: string, input = 0, output = 0): Edge => ({
  from,
  to,
  ...(input === 0 ? {} : { input }),
  ...(output === 0 ? {} : { output }),
});

/** Two inputs, a shared layer, states, wrappers, a mask, a muted layer, two outputs; ids that are no names in Python. */
function functional(): Experiment {
  return experiment(
    'Two inputs "and" \\ two outputs',
    [
      input('left input'),
      input('right/input'),
      layer('masking', 'Masking', { mask_value: 0 }),
      layer('for', 'LSTM', {
        units: 3,
        return_sequences: true,
        return_state: true,
        recurrent_initializer: 'he_normal',
      }),
      layer('shared', 'GRU', { units: 4, kernel_regularizer: { name: 'l2', l2: 0.02 }, kernel_constraint: 'max_norm' }),
      layer('again', 'GRU', {}, { layer: 'shared' }),
      layer('muted', 'Dropout', { rate: 0.4 }, { muted: true }),
      layer('decoder', 'LSTM', { units: 3 }),
      layer('2nd', 'Bidirectional', {
        layer: { class_name: 'GRU', config: { units: 2, reset_after: false } },
        merge_mode: 'sum',
      }),
      layer('steps', 'Dense', { units: 2, activation: 'relu' }),
      layer('look', 'MultiHeadAttention', { num_heads: 2, key_dim: 3, use_causal_mask: true }),
      layer('pool', 'GlobalMaxPooling1D'),
      layer('place', 'SinePositionEncoding'),
      layer('places', 'GlobalAveragePooling1D'),
      layer('join', 'Concatenate'),
      layer('value', 'Dense', { units: 1 }),
      layer('median', 'Dense', { units: 1, kernel_initializer: { name: 'truncated_normal', stddev: 0.3 } }),
    ],
    [
      edge('left input', 'masking'),
      edge('masking', 'for'),
      edge('left input', 'shared'),
      edge('right/input', 'again'),
      edge('right/input', 'decoder'),
      edge('for', 'decoder', 1, 1),
      edge('for', 'decoder', 2, 2),
      edge('for', 'muted'),
      edge('muted', '2nd'),
      edge('right/input', 'steps'),
      edge('steps', 'look'),
      edge('right/input', 'look', 1),
      edge('look', 'pool'),
      edge('left input', 'place'),
      edge('place', 'places'),
      ...['shared', 'again', 'decoder', '2nd', 'pool', 'places'].map((id, i) => edge(id, 'join', i)),
      edge('join', 'value'),
      edge('join', 'median'),
    ],
    {
      outputs: {
        value: { loss: { name: 'huber', config: { delta: 2 } }, metrics: ['mae'] },
        median: { loss: { name: 'quantile', config: { quantile: 0.9 } }, weight: 0.5, metrics: [] },
      },
      optimizer: {
        name: 'AdamW',
        config: {
          learning_rate: {
            class_name: 'CosineDecay',
            config: { initial_learning_rate: 0.001, decay_steps: 100, warmup_target: 0.01, warmup_steps: 10 },
          },
          clipnorm: 1,
        },
      },
      callbacks: [
        { name: 'EarlyStopping', config: { patience: 2, restore_best_weights: true } },
        { name: 'TerminateOnNaN', config: {} },
      ],
    },
  );
}

/** Layers whose weights or windows need the number of steps, with callbacks that watch one output's own metric. */
function fixedLengths(): Experiment {
  return experiment(
    'Lengths that layers need',
    [
      input('in'),
      layer('steps', 'BatchNormalization', { axis: 1 }),
      layer('all', 'LayerNormalization', { axis: [1, 2] }),
      layer('own', 'TimeDistributed', { layer: { class_name: 'BatchNormalization', config: {} } }),
      layer('parts', 'AdaptiveAveragePooling1D', { output_size: 4 }),
      layer('flat', 'Flatten'),
      layer('value', 'Dense', { units: 1 }),
      layer('other', 'Dense', { units: 1 }),
    ],
    [
      edge('in', 'steps'),
      edge('steps', 'all'),
      edge('all', 'own'),
      edge('own', 'parts'),
      edge('parts', 'flat'),
      edge('flat', 'value'),
      edge('flat', 'other'),
    ],
    {
      metrics: ['mae', { name: 'r2_score', config: {} }],
      callbacks: [
        { name: 'EarlyStopping', config: { monitor: 'val_value_mae', patience: 2 } },
        { name: 'EarlyStopping', config: { monitor: 'other_loss', patience: 2 } },
        { name: 'ReduceLROnPlateau', config: { monitor: 'val_other_r2_score' } },
      ],
    },
  );
}

/** Every experiment whose model Keras builds from the code. */
export function codeCases(): Experiment[] {
  const ofTemplates = readdirSync(templates)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => parseExperimentFile(readFileSync(new URL(file, templates), 'utf8')));
  const chain = chanceNodes.map((node) => (node.type === 'Input' ? { ...node, config: { shape: [6, 2] } } : node));
  return [
    ...ofTemplates,
    functional(),
    fixedLengths(),
    experiment(
      'A chain with a fitted layer',
      [chain[0] ?? {}, layer('measure', 'Normalization'), ...chain.slice(1)],
      [
        edge('input', 'measure'),
        edge('measure', 'conv1d'),
        ...chain.slice(2).map(({ id }, i) => edge(chain[i + 1]?.id ?? '', id)),
      ],
      { metrics: ['mae', { name: 'r2_score', config: {} }], shuffle: false, steps_per_epoch: 2 },
    ),
  ];
}

const textFile = [
  'text,label',
  ...Array.from({ length: 23 }, (_, i) => {
    const words = Array.from(
      { length: (i * 7) % 11 },
      (_, j) => ['The', 'film', "isn't", 'good', 'bad', 'ÄRGER'][(i + j * j) % 6],
    );
    return `"${words.join(i % 3 === 0 ? ', ' : ' ')}${i % 2 === 0 ? '!' : ' <br />'}",${i % 3 === 0 ? 'pos' : 'neg'}`;
  }),
].join('\n');
const classFile = textFile.replaceAll(
  /,(pos|neg)$/gm,
  (_all, name, at: number) => `,${name === 'pos' ? 10 : at % 2 === 0 ? 9 : 2}`,
);
/** Some texts twice, and a last column that says who wrote them. */
const groupedFile = textFile
  .split('\n')
  .flatMap((line, i) => {
    if (i === 0) return [`${line},author`];
    const own = `${line},writer ${i % 9}`;
    return i % 12 === 0 ? [own, `${line},zoe`] : [own];
  })
  .join('\n');
const seriesFile = [
  'time,a,b,flat',
  ...Array.from({ length: 60 }, (_, i) => {
    const a = i === 0 || i % 13 === 5 ? '' : (Math.sin(i) * 10).toFixed(4);
    return `2024-01-01 ${String(i % 24).padStart(2, '0')}:00,${a},${i % 17 === 3 ? 'NA' : (i * i) % 29},7.1`;
  }),
].join('\n');

/** With a last column of weights, some of them 0. */
const weighted = (file: string): string =>
  file
    .split('\n')
    .map((line, i) => `${line},${i === 0 ? 'quality' : (i * 7) % 5 === 0 ? 0 : ((i * 3) % 8) / 4}`)
    .join('\n');

/** A data file, how it is prepared, and the model that it ends in. */
export interface DataCase {
  readonly name: string;
  readonly file: string;
  readonly experiment: Experiment;
}

function dataCase(
  name: string,
  file: string,
  preparation: { kind: string; horizon?: number; [key: string]: unknown },
  loss: string,
): DataCase {
  const isText = preparation.kind === 'text';
  const isWeighted = preparation['sample_weight'] !== undefined;
  const shape = isText ? { shape: [5], dtype: 'int32' } : { shape: [null, 3] };
  const nodes = [
    layer('input', 'Input', shape),
    isText ? layer('inside', 'Embedding', { input_dim: 40, output_dim: 2 }) : layer('inside', 'Identity'),
    layer('pool', 'GlobalAveragePooling1D'),
    layer('out', 'Dense', { units: file === classFile ? 3 : (preparation.horizon ?? 1) }),
  ];
  const edges = nodes.slice(1).map(({ id }, i) => edge(nodes[i]?.id ?? '', id));
  const given = parseExperiment({
    strata: 2,
    name,
    data: { dataset: 'small', preparation },
    model: { nodes, edges },
    training: {
      loss,
      optimizer: 'SGD',
      shuffle: false,
      batch_size: 7,
      ...(isWeighted ? { metrics: ['mae'], weighted_metrics: ['mae'] } : {}),
    },
  });
  return { name, file, experiment: given };
}

/** Small files and how they are prepared. */
export function dataCases(): DataCase[] {
  const text = { kind: 'text', words: 6, length: 5 };
  const windows = { kind: 'series', target: 'b', lookback: 5, delay: 1, missing: 'fill', features: ['a', 'b', 'flat'] };
  return [
    dataCase('texts', textFile, { ...text, validation_split: 0.3 }, 'binary_crossentropy'),
    dataCase(
      'texts, at the end, in the order of the file',
      textFile,
      { ...text, words: 40, padding: 'post', truncating: 'post', shuffle_seed: null },
      'binary_crossentropy',
    ),
    dataCase('three classes', classFile, { ...text, shuffle_seed: 7 }, 'sparse_categorical_crossentropy'),
    dataCase('three classes as rows', classFile, { ...text, shuffle_seed: 7 }, 'categorical_crossentropy'),
    dataCase(
      'texts with a test, the same share of each label',
      classFile,
      { ...text, validation_split: 0.3, test_split: 0.2, stratify: true },
      'sparse_categorical_crossentropy',
    ),
    dataCase('texts with a test', textFile, { ...text, test_split: 0.3 }, 'binary_crossentropy'),
    dataCase('texts in folds', textFile, { ...text, folds: 4, fold: 2, test_split: 0.1 }, 'binary_crossentropy'),
    dataCase('labels in folds', textFile, { ...text, folds: 3, fold: 3, stratify: true }, 'binary_crossentropy'),
    dataCase(
      'texts of an author together',
      groupedFile,
      { ...text, validation_split: 0.3, test_split: 0.2, group: 'author' },
      'binary_crossentropy',
    ),
    dataCase(
      'texts of an author and equal texts together, in folds',
      groupedFile,
      { ...text, folds: 3, fold: 1, group: 'author', equal_texts_together: true },
      'binary_crossentropy',
    ),
    dataCase(
      'equal texts together',
      groupedFile,
      { ...text, validation_split: 0.4, equal_texts_together: true },
      'binary_crossentropy',
    ),
    dataCase('windows', seriesFile, windows, 'mse'),
    dataCase(
      'windows in folds',
      seriesFile,
      { ...windows, split: { train: 0.6, validation: 0.2, folds: 2, fold: 1 } },
      'mse',
    ),
    dataCase('every third row, several ahead', seriesFile, { ...windows, step: 3, horizon: 2, delay: 0 }, 'mse'),
    dataCase(
      'rows left out, as measured',
      seriesFile,
      { ...windows, missing: 'drop', normalize: false, step: 2 },
      'mse',
    ),
    dataCase(
      'every column',
      seriesFile,
      { ...windows, features: [], split: { train: 0.7, validation: 0.1 }, lookback: 3 },
      'mse',
    ),
    dataCase(
      'texts with weights',
      weighted(textFile),
      { ...text, validation_split: 0.3, sample_weight: 'quality' },
      'binary_crossentropy',
    ),
    dataCase(
      'windows with weights, several ahead',
      weighted(seriesFile),
      { ...windows, features: [], horizon: 3, sample_weight: 'quality' },
      'mse',
    ),
    dataCase(
      'windows with weights, rows left out',
      weighted(seriesFile),
      { ...windows, missing: 'drop', sample_weight: 'quality' },
      'mse',
    ),
  ];
}
