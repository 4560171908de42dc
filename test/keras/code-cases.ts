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
export const layer = (id: string, type: string, config: object = {}, more: object = {}) => ({
  id,
  type,
  config,
  ...more,
});
export const edge = (from: string, to: string, input = 0, output = 0): Edge => ({
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
