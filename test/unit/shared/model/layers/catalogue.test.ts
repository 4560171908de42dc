import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
import { findLayer, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { conv1dConfigSchema, definition as conv1d } from '#shared/model/layers/conv1d.ts';
import { denseConfigSchema, definition as dense } from '#shared/model/layers/dense.ts';
import { layerSummary } from '#shared/model/layer-summary.ts';
import { gruConfigSchema, definition as gru } from '#shared/model/layers/gru.ts';
import { lstmConfigSchema, definition as lstm } from '#shared/model/layers/lstm.ts';
import { layerCases } from '../../../../keras/reference.ts';

function problemsOf(type: string, config: JsonObject): string[] {
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(type);
  return readLayer(definition, config).problems.map(({ message }) => textOf(message));
}

describe('layerCatalogue', () => {
  it('has every layer under its Keras name, found under Keras’s other names too', () => {
    expect([...layerCatalogue.keys()].toSorted()).toEqual(Object.keys(layerDefinitions).toSorted());
    expect(findLayer('InputLayer')?.type).toBe('Input');
    expect(findLayer('MaxPool1D')?.type).toBe('MaxPooling1D');
    expect(findLayer('Capsule')).toBeUndefined();
    expect(findLayer('constructor')).toBeUndefined();
  });

  it('gives configs that read again to themselves: plain JSON for a trainer', () => {
    const cases: readonly { type: string; config: JsonObject }[] = [
      { type: 'Input', config: { shape: [null, 3] } },
      { type: 'Conv1D', config: { filters: 2, kernel_size: [3], activation: 'swish', kernel_regularizer: 'l2' } },
      ...layerCases(),
    ];
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(layerCatalogue.keys()));
    for (const { type, config: given } of cases) {
      const config = findLayer(type)?.configSchema.parse(given);
      expect(findLayer(type)?.configSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
    }
  });
});

describe('a layer’s cost', () => {
  it('counts two operations for each multiplication and addition of its products', () => {
    const conv = conv1dConfigSchema.parse({ filters: 32, kernel_size: 7 });
    expect(conv1d.flops(conv, [[500, 128]], [494, 32], findLayer)).toBe(2 * 494 * 7 * 128 * 32);
    expect(gru.flops(gruConfigSchema.parse({ units: 32 }), [[154, 32]], [32], findLayer)).toBe(
      2 * 154 * (32 + 32) * 96,
    );
    expect(lstm.flops(lstmConfigSchema.parse({ units: 8 }), [[10, 3]], [8], findLayer)).toBe(2 * 10 * (3 + 8) * 32);
    const fiveUnits = denseConfigSchema.parse({ units: 5 });
    expect(dense.flops(fiveUnits, [[10, 3]], [10, 5], findLayer)).toBe(2 * 10 * 3 * 5);
    expect(dense.flops(fiveUnits, [[null, 3]], [null, 5], findLayer)).toBe(2 * 3 * 5);
  });
});

describe('layerSummary', () => {
  it.each([
    ['Conv1D', { filters: 32, kernel_size: 7, activation: 'relu' }, '32 filters × 7 · relu'],
    [
      'Conv1D',
      { filters: 8, kernel_size: 3, padding: 'causal', dilation_rate: 4 },
      '8 filters × 3 · dilation 4 · causal',
    ],
    ['Embedding', { input_dim: 10000, output_dim: 128 }, '10,000 words → 128'],
    [
      'GRU',
      { units: 32, recurrent_dropout: 0.5, return_sequences: true },
      '32 units · recurrent dropout 0.5 · sequences',
    ],
    ['Dense', { units: 1, activation: 'sigmoid' }, '1 unit · sigmoid'],
    ['MaxPooling1D', {}, 'pool 2'],
    ['Input', { shape: [null, 14] }, '[?, 14]'],
    ['Capsule', { heads: 4, nested: {}, key_dim: 8 }, 'heads 4 · key_dim 8'],
    ['Conv1D', { filters: 'many' }, 'filters many'],
  ])('%s %j → %s', (type, config, expected) => {
    expect(textOf(layerSummary(type, config))).toBe(expected);
  });
});

describe('bad arguments', () => {
  it.each<[string, JsonObject, string[]]>([
    ['Dense', {}, ['lacks units; it must be a number.']],
    ['Dense', { units: 0 }, ['has units 0; it must be at least 1.']],
    ['Dense', { units: 1.5 }, ['has units 1.5; it must be a whole number.']],
    ['Dense', { units: '32' }, ['has units "32"; it must be a number.']],
    [
      'Dense',
      { units: 1, activation: 'sigmiod' },
      ['has activation "sigmiod", which Strata does not know. Did you mean "sigmoid"?'],
    ],
    ['Dense', { unit: 1, units: 1 }, ['has no argument "unit". Did you mean "units"?']],
    ['Dense', { units: 1, lora_rank: 4 }, ['has lora_rank 4, which Strata cannot do; only null works.']],
    ['Conv1D', { filters: 1, kernel_size: [3, 3] }, ['has kernel_size [3,3]; it must be a number.']],
    [
      'Conv1D',
      { filters: 3, kernel_size: 3, groups: 2 },
      ['has 3 filters in 2 groups; the filters must divide into equal groups.'],
    ],
    [
      'Conv1DTranspose',
      { filters: 1, kernel_size: 3, strides: 2, output_padding: 2 },
      ['has output_padding 2 and strides 2; output_padding must be smaller.'],
    ],
    [
      'Conv1DTranspose',
      { filters: 1, kernel_size: 2, strides: 2, padding: 'same', output_padding: 0 },
      [
        'has output_padding 0, kernel_size 2 and padding "same", which leaves less than 2 steps for each step; leave output_padding out.',
      ],
    ],
    [
      'Conv1DTranspose',
      { filters: 1, kernel_size: 3, dilation_rate: 2 },
      ['has dilation_rate 2, which Strata cannot do; only 1 works.'],
    ],
    [
      'Conv1D',
      { filters: 1, kernel_size: 3, padding: 'full' },
      ['has padding "full"; it must be one of valid, same, causal.'],
    ],
    [
      'Conv1D',
      { filters: 1, kernel_size: 3, strides: 2, dilation_rate: 2 },
      ['has strides 2 and dilation_rate 2; one of the two must be 1.'],
    ],
    [
      'Conv1D',
      { filters: 1, kernel_size: 3, kernel_initializer: 'he' },
      [expect.stringMatching(/^has kernel_initializer "he".*/)],
    ],
    [
      'GRU',
      { units: 1, kernel_regularizer: { name: 'l2', l2: -1 }, dropout: 1 },
      ['has kernel_regularizer.l2 -1; it must be at least 0.', 'has dropout 1; it must be below 1.'],
    ],
    [
      'GRU',
      { units: 1, stateful: true, unroll: true },
      ['has stateful true, which Strata cannot do; only false works.'],
    ],
    [
      'Embedding',
      { input_dim: 5, output_dim: 2, lora_rank: 2 },
      ['has lora_rank 2, which Strata cannot do; only null works.'],
    ],
    ['Input', { shape: [] }, ['has shape []; it must be a list of at least 1.']],
    ['Input', { shape: [0, null] }, ['has shape.0 0; it must be at least 1.']],
    ['Activation', {}, ['lacks activation; it must be text or null.']],
  ])('%s %j', (type, config, expected) => {
    expect(problemsOf(type, config)).toEqual(expected);
  });

  it('passes over what Keras writes into every config', () => {
    expect(
      problemsOf('Conv1D', {
        name: 'conv1d_3',
        trainable: true,
        dtype: 'float32',
        filters: 1,
        kernel_size: [3],
        data_format: 'channels_last',
        groups: 1,
        kernel_constraint: null,
        kernel_initializer: {
          module: 'keras.initializers',
          class_name: 'GlorotUniform',
          config: { seed: null },
          registered_name: null,
        },
      }),
    ).toEqual([]);
  });
});
