// What real Keras's get_config gives (test/keras/make_configs.py) is read, and means what Keras was asked for.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { textOf } from '#shared/base/message.ts';
import { layerNodeSchema } from '#shared/model/graph-document.ts';
import { findLayer, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';

const { cases } = z
  .object({ cases: z.array(z.object({ class_name: z.string(), config: jsonObjectSchema, asked: jsonObjectSchema })) })
  .parse(JSON.parse(readFileSync(new URL('../../../../keras/reference/layer-configs.json', import.meta.url), 'utf8')));

function read(type: string, config: JsonObject) {
  const node = layerNodeSchema.parse({ id: 'x', type, config });
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(type);
  const { value, problems } = readLayer(definition, node.config);
  return { value, problems: problems.map(({ path, message }) => `${path}: ${textOf(message)}`) };
}

/** What a value stands for where Keras saves it: the strides of a pooling, the size of a head's values. */
function spelled(type: string, config: JsonObject): JsonObject {
  if (type === 'AveragePooling1D' || type === 'MaxPooling1D') return { ...config, strides: config['pool_size'] ?? 2 };
  return type === 'MultiHeadAttention' ? { value_dim: config['key_dim'] ?? null, ...config } : config;
}

describe('a layer as Keras saves it', () => {
  it('is of every kind', () => {
    const kinds = new Set(cases.map(({ class_name: type }) => findLayer(type)?.type));
    const ownKinds = [...layerCatalogue.values()].filter(({ writtenOut }) => writtenOut !== undefined);
    expect(new Set([...kinds, ...ownKinds.map(({ type }) => type)])).toEqual(new Set(layerCatalogue.keys()));
  });

  it.each(cases.map((each) => [each.class_name, each] as const))('%s is read', (type, { config, asked }) => {
    expect(read(type, config).problems).toEqual([]);
    // Of others Keras saves the same in another form.
    if (['Bidirectional', 'Cropping1D', 'ZeroPadding1D', 'Normalization', 'PReLU'].includes(type)) return;
    expect(read(type, config).value).toEqual(read(type, spelled(type, asked)).value);
  });

  it('is read with an axis of none as an empty list', () => {
    expect(read('Normalization', { axis: [] }).value).toEqual(read('Normalization', { axis: null }).value);
  });
});

const policy = (name: string): JsonObject => ({ module: 'keras', class_name: 'DTypePolicy', config: { name } });

describe('what Keras saves and Strata does not do', () => {
  it.each<[string, JsonObject, string[]]>([
    [
      'Dense',
      { units: 1, dtype: policy('mixed_float16') },
      ['dtype: has dtype "mixed_float16", which Strata cannot do; only null or "float32" works.'],
    ],
    [
      'Dense',
      { units: 1, dtype: 'float16' },
      ['dtype: has dtype "float16", which Strata cannot do; only null or "float32" works.'],
    ],
    [
      'GRU',
      { units: 1, use_cudnn: 3 },
      ['use_cudnn: has use_cudnn 3, which Strata cannot do; only "auto" or true or false works.'],
    ],
    [
      'Dense',
      { units: 1, kernel_initializer: { class_name: 'GlorotUniform', config: { seed: null, input_axes: [0] } } },
      ['kernel_initializer.config.input_axes: has kernel_initializer.input_axes [0]; it must be null.'],
    ],
    [
      'InputLayer',
      { batch_shape: [32, 5] },
      ['batch_size: has batch_size 32, which Strata cannot do; only null works.'],
    ],
    ['InputLayer', { batch_shape: [null] }, ['shape: has shape []; it must be a list of at least 1.']],
    ['InputLayer', { batch_shape: null, shape: [5], optional: false }, []],
  ])('%s %j', (type, config, expected) => {
    expect(read(type, config).problems).toEqual(expected);
  });
});
