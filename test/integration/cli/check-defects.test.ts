// Experiments with one thing wrong, or nearly: `strata check` names it and ends with 2, and what passes the check can be trained.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();

interface Variation {
  readonly layer?: { readonly type: string; readonly config: JsonObject };
  readonly training?: JsonObject;
}

const dense = { type: 'Dense', config: { units: 4 } };

/** Writes the experiment; returns the file's path. */
function experimentFile(name: string, { layer = dense, training = {} }: Variation): string {
  const nodes = [
    { id: 'in', type: 'Input', config: { shape: [20, 2] } },
    { id: 'x', ...layer },
    { id: 'f', type: 'Flatten', config: {} },
    { id: 'd', type: 'Dense', config: { units: 1 } },
  ];
  const experiment = {
    strata: 2,
    name,
    data: { dataset: 'waves', preparation: { kind: 'series', target: 'a', lookback: 20, delay: 3 } },
    model: { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) },
    training: { loss: 'mse', optimizer: 'SGD', epochs: 1, ...training },
  };
  const path = join(home.path, `${name}.strata.json`);
  writeFileSync(path, JSON.stringify(experiment));
  return path;
}

const conv = (config: JsonObject) => ({ type: 'Conv1D', config: { filters: 4, kernel_size: 3, ...config } });
const recurrent = (type: string, config: JsonObject) => ({
  type,
  config: { units: 4, return_sequences: true, ...config },
});
const optimizer = (name: string, config: JsonObject) => ({ training: { optimizer: { name, config } } });

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
  const rows = Array.from({ length: 300 }, (_, i) => `${Math.sin(i / 7).toFixed(4)},${Math.cos(i / 5).toFixed(4)}`);
  writeFileSync(join(home.path, 'waves.csv'), ['a,b', ...rows].join('\n'));
  const { code } = await strata(home.path, 'data', 'import', join(home.path, 'waves.csv'), '--as', 'series');
  expect(code).toBe(0);
});
afterAll(() => {
  home.remove();
});

const refused: Readonly<Record<string, readonly [Variation, string]>> = {
  'bias-orthogonal': [
    { layer: conv({ bias_initializer: 'orthogonal' }) },
    'x: Conv1D "x" has bias_initializer "orthogonal", which needs two dimensions or more, but its bias is [4].',
  ],
  'kernel-identity': [
    { layer: conv({ kernel_initializer: 'identity' }) },
    'x: Conv1D "x" has kernel_initializer "identity", which fills matrices only, but its kernel is [3, 2, 4].',
  ],
  'lstm-bias-orthogonal': [
    { layer: recurrent('LSTM', { bias_initializer: 'orthogonal' }) },
    'x: LSTM "x" has bias_initializer "orthogonal", which needs two dimensions or more, but its bias is [16].',
  ],
  'gru-before-bias-identity': [
    { layer: recurrent('GRU', { bias_initializer: 'identity', reset_after: false }) },
    'x: GRU "x" has bias_initializer "identity", which fills matrices only, but its bias is [12].',
  ],
  'negative-stddev': [
    { layer: { type: 'Dense', config: { units: 4, kernel_initializer: keras('RandomNormal', { stddev: -1 }) } } },
    'x: Dense "x" has kernel_initializer.stddev -1; it must be at least 0.',
  ],
  'stddev-own-form': [
    { layer: { type: 'Dense', config: { units: 4, kernel_initializer: { name: 'random_normal', stddev: -1 } } } },
    'x: Dense "x" has kernel_initializer.stddev -1; it must be at least 0.',
  ],
  'l2-own-form': [
    { layer: { type: 'Dense', config: { units: 4, kernel_regularizer: keras('L2', { l2: -1 }) } } },
    'x: Dense "x" has kernel_regularizer.l2 -1; it must be at least 0.',
  ],
  'batch-0': [{ training: { batch_size: 0 } }, 'training.batch_size is 0; it must be at least 1.'],
  'batch-str': [{ training: { batch_size: '32' } }, 'training.batch_size is "32"; it must be a number.'],
  'epochs-0': [{ training: { epochs: 0 } }, 'training.epochs is 0; it must be at least 1.'],
  decay: [optimizer('RMSprop', { decay: 1e-6 }), 'RMSprop has no argument "decay". Did you mean "weight_decay"?'],
  'es-bad-monitor': [
    {
      training: {
        metrics: ['mae'],
        callbacks: [{ name: 'EarlyStopping', config: { monitor: 'val_mean_absolute_error' } }],
      },
    },
    'EarlyStopping watches "val_mean_absolute_error", which is not measured. There are loss, mae, val_loss, val_mae.',
  ],
  'loss-hinge': [{ training: { loss: 'hinge' } }, 'No loss is called "hinge".'],
  'lr-negative': [optimizer('SGD', { learning_rate: -0.1 }), 'SGD has learning_rate -0.1; it must be above 0.'],
  'lr-string': [
    optimizer('SGD', { learning_rate: '0.1' }),
    'SGD has learning_rate "0.1"; it must be a number or a schedule.',
  ],
  'lr-zero': [optimizer('SGD', { learning_rate: 0 }), 'SGD has learning_rate 0; it must be above 0.'],
  'two-clips': [
    optimizer('SGD', { clipnorm: 1, clipvalue: 1 }),
    'SGD has clipnorm and clipvalue; only one of them can be set.',
  ],
};

function keras(className: string, config: JsonObject): JsonObject {
  return { class_name: className, config };
}

describe('what cannot be', () => {
  it.each(Object.entries(refused))('%s gets its sentence and exit code 2', async (name, [variation, sentence]) => {
    const { code, stdout, stderr } = await strata(home.path, 'check', experimentFile(name, variation));
    expect(stdout + stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  it('is not trained either', async () => {
    const [variation, sentence] = refused['bias-orthogonal'] ?? [{}, ''];
    const file = experimentFile('bias-orthogonal', variation);
    const { code, stderr } = await strata(home.path, 'train', file, '--engine', 'native');
    expect(stderr).toContain(sentence.replace('x: ', ''));
    expect(code).toBe(2);
  });
});

describe('what is warned of', () => {
  it('is warned of before it is trained, on standard error', async () => {
    const file = experimentFile('one-batch', { training: { batch_size: 100_000 } });
    const { code, stdout, stderr } = await strata(home.path, 'train', file, '--engine', 'native');
    expect(stderr).toContain('warning: training.batch_size: batch_size 100000 is more than the ');
    expect(stdout).toMatch(/completed/);
    expect(code).toBe(0);
  });
});

/** Unusual, and the same in Keras: a GRU's bias has two rows, where both initializers fit. */
const trainable: Readonly<Record<string, Variation>> = {
  'data-format-last': { layer: conv({ data_format: 'channels_last' }) },
  'gru-bias-identity': { layer: recurrent('GRU', { bias_initializer: 'identity' }) },
  'gru-bias-orthogonal': { layer: recurrent('GRU', { bias_initializer: 'orthogonal' }) },
  'metric-twice': { training: { metrics: ['mae', 'mean_absolute_error'] } },
  'nesterov-no-momentum': optimizer('SGD', { nesterov: true }),
};

describe('what Keras takes', () => {
  it.each(Object.entries(trainable))('%s passes the check and is trained', async (name, variation) => {
    const file = experimentFile(name, variation);
    expect((await strata(home.path, 'check', file)).code).toBe(0);
    const { code, stdout } = await strata(home.path, 'train', file, '--engine', 'native', '--limit-batches', '2');
    expect(stdout).toContain('completed');
    expect(code).toBe(0);
  });
});
