// The computed receptive fields against the real forward pass: which input steps change an output step, and how far apart they are.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { createRandom } from '#shared/base/random.ts';
import { receptiveFields, type ReceptiveField } from '#shared/model/analysis/receptive-field.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Layer = readonly [type: string, config: object];

function chain(steps: number, ...layers: readonly Layer[]): GraphDocument {
  const all: readonly Layer[] = [['Input', { shape: [steps, 2] }], ...layers];
  const nodes = all.map(([type, config], i) => ({ id: String(i), type, config: config as JsonObject }));
  return { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: String(i), to: id })) };
}

function specOf(document: GraphDocument): ModelSpec {
  const { spec, problems } = checkModel(document);
  if (spec === null) throw new Error(problems.map(({ message }) => message).join(' '));
  return spec;
}

/** By perturbing one input step at a time: the widest span of steps that change one output step. */
function measured(spec: ModelSpec): number {
  const input = spec.layers.find(({ id }) => id === spec.inputs[0]);
  const output = spec.layers.find(({ id }) => id === spec.outputs[0]);
  const [steps = 1, features = 1] = (input?.outputShapes[0] ?? []).map((size) => size ?? 1);
  const shape = (output?.outputShapes[0] ?? []).map((size) => size ?? 1);
  const model = buildModel(spec, 3);
  const random = createRandom(4);
  const sample = Array.from({ length: steps * features }, () => random() - 0.5);
  // Features by different amounts: a normalization takes a common one away.
  const perturbed = (step: number, by: number): number[] =>
    sample.map((x, i) => (Math.floor(i / features) === step ? x + by * (1 + (i % features)) : x));
  const stepsOf = Array.from({ length: steps }, (_, step) => step);
  const samples = [sample, ...[2, -2].flatMap((by) => stepsOf.map((step) => perturbed(step, by)))];
  const context = { training: false, random: { uniform: () => tf.scalar(0) }, scan: unrolledScan };
  const values = tf.tidy(() => {
    const x = tf.tensor3d(samples.flat(), [samples.length, steps, features]);
    const [y] = model.apply([x], context);
    return Array.from(y?.dataSync() ?? []);
  });
  model.dispose();
  const size = shape.reduce((product, each) => product * each, 1);
  const places = shape.length === 1 ? 1 : (shape[0] ?? 1);
  const each = size / places;
  let widest = 0;
  for (let place = 0; place < places; place++) {
    const seen: number[] = [];
    for (let k = 1; k < samples.length; k++) {
      const at = (row: number, i: number): number => values[row * size + place * each + i] ?? 0;
      const changes = Array.from({ length: each }, (_, i) => Math.abs(at(k, i) - at(0, i)));
      if (Math.max(...changes) > 1e-7) seen.push((k - 1) % steps);
    }
    if (seen.length > 0) widest = Math.max(widest, Math.max(...seen) - Math.min(...seen) + 1);
  }
  return widest;
}

const computed = (spec: ModelSpec): ReceptiveField | undefined =>
  receptiveFields(spec.layers).get(spec.outputs[0] ?? '')?.[0];

const conv = (kernel_size: number, more: object = {}): Layer => [
  'Conv1D',
  { filters: 3, kernel_size, kernel_initializer: 'random_normal', ...more },
];

const cases: readonly (readonly [name: string, steps: number, layers: readonly Layer[], expected: number | null])[] = [
  ['one convolution', 12, [conv(5)], 5],
  ['two convolutions', 20, [conv(5), conv(3)], 7],
  ['convolution, pooling, convolution: the tutorial', 60, [conv(7), ['MaxPooling1D', { pool_size: 5 }], conv(7)], 41],
  ['average pooling', 40, [conv(3), ['AveragePooling1D', { pool_size: 4 }], conv(3)], 14],
  ['overlapping pooling', 30, [['AveragePooling1D', { pool_size: 3, strides: 2 }], conv(2)], 5],
  ['adaptive pooling', 40, [conv(3), ['AdaptiveAveragePooling1D', { output_size: 7 }]], 9],
  ['strides', 40, [conv(3, { strides: 2 }), conv(3, { strides: 2 }), conv(3)], 15],
  ['dilation', 40, [conv(3, { dilation_rate: 4 })], 9],
  [
    'the TCN: causal and dilated',
    40,
    [1, 2, 4, 8].map((dilation_rate) => conv(2, { dilation_rate, padding: 'causal' })),
    16,
  ],
  ['causal with strides', 24, [conv(3, { padding: 'causal', strides: 2 }), conv(2, { padding: 'causal' })], 5],
  ['same padding', 30, [conv(5, { padding: 'same' }), conv(4, { padding: 'same' })], 8],
  ['same padding with strides', 21, [conv(4, { padding: 'same', strides: 3 }), conv(3, { padding: 'same' })], 10],
  ['a window longer than the input', 9, [conv(5, { padding: 'same' }), conv(9, { padding: 'same' })], 9],
  [
    'global pooling after strides leaves the last steps out',
    60,
    [conv(7), ['MaxPooling1D', { pool_size: 5 }], ['GlobalAveragePooling1D', {}]],
    56,
  ],
  ['flatten', 12, [conv(3), ['Flatten', {}], ['Dense', { units: 2 }]], 12],
  ['dense at each step', 12, [conv(3), ['Dense', { units: 2 }]], 3],
  [
    'cropping',
    12,
    [
      ['Cropping1D', { cropping: [3, 1] }],
      ['Flatten', {}],
    ],
    8,
  ],
  [
    'cropping and same padding',
    12,
    [['Cropping1D', { cropping: [3, 1] }], conv(3, { padding: 'same' }), ['Flatten', {}]],
    8,
  ],
  ['zero padding', 10, [['ZeroPadding1D', { padding: 2 }], conv(4)], 4],
  ['up-sampling', 8, [['UpSampling1D', { size: 3 }], conv(3)], 2],
  ['up-sampling and a longer window', 8, [['UpSampling1D', { size: 3 }], conv(5)], 3],
  ['a transposed convolution', 8, [['Conv1DTranspose', { filters: 2, kernel_size: 5, strides: 2 }]], 3],
  [
    'a transposed convolution with same padding',
    8,
    [['Conv1DTranspose', { filters: 2, kernel_size: 4, strides: 2, padding: 'same' }]],
    2,
  ],
  ['a recurrent layer at its end', 10, [conv(3), ['GRU', { units: 3 }]], 10],
  ['a recurrent layer at each step', 10, [conv(3), ['GRU', { units: 3, return_sequences: true }]], 10],
  [
    'a recurrent layer after strides',
    11,
    [conv(2, { strides: 2 }), ['SimpleRNN', { units: 3, return_sequences: true }]],
    10,
  ],
  ['a recurrent layer backwards', 10, [['GRU', { units: 3, return_sequences: true, go_backwards: true }], conv(2)], 10],
  [
    'both directions',
    10,
    [['Bidirectional', { layer: { class_name: 'LSTM', config: { units: 2, return_sequences: true } } }]],
    10,
  ],
  [
    'repeated',
    6,
    [
      ['GlobalMaxPooling1D', {}],
      ['RepeatVector', { n: 4 }],
      ['GRU', { units: 2, return_sequences: true }],
    ],
    6,
  ],
  ['reshape into longer steps', 12, [['Reshape', { target_shape: [4, 6] }]], 3],
  ['reshape into shorter steps', 6, [['Reshape', { target_shape: [12, 1] }], conv(3)], 2],
  ['permute', 6, [['Permute', { dims: [2, 1] }]], 6],
  ['layer normalization', 6, [['LayerNormalization', {}], conv(2)], 2],
  ['layer normalization over the steps', 6, [['LayerNormalization', { axis: [1, 2] }]], 6],
  ['group normalization', 6, [['GroupNormalization', { groups: 1 }]], 6],
  ['batch normalization', 6, [['BatchNormalization', {}], conv(2)], 2],
  ['softmax over the steps', 6, [['Softmax', { axis: 1 }]], 6],
  [
    'separable and depthwise',
    14,
    [
      ['SeparableConv1D', { filters: 2, kernel_size: 3, dilation_rate: 2 }],
      ['DepthwiseConv1D', { kernel_size: 3 }],
    ],
    7,
  ],
];

it.each(cases)('%s', (_name, steps, layers, expected) => {
  const spec = specOf(chain(steps, ...layers));
  expect(measured(spec)).toBe(expected);
  expect(computed(spec)?.steps).toBe(expected);
});

function graph(steps: number, nodes: Readonly<Record<string, Layer>>, edges: readonly string[]): GraphDocument {
  return {
    nodes: [
      { id: 'in', type: 'Input', config: { shape: [steps, 2] } },
      ...Object.entries(nodes).map(([id, [type, config]]) => ({ id, type, config: config as JsonObject })),
    ],
    edges: edges.map((edge) => {
      const [from = '', to = '', input = '0'] = edge.split(' ');
      return { from, to, ...(input === '0' ? {} : { input: Number(input) }) };
    }),
  };
}

const same = (size: number): Layer => conv(size, { padding: 'same', filters: 2 });

it.each<readonly [string, GraphDocument, number]>([
  ['a skip beside a convolution', graph(20, { a: same(5), sum: ['Add', {}] }, ['in a', 'a sum', 'in sum 1']), 5],
  [
    'two paths of different windows',
    graph(30, { a: same(3), b: same(9), c: conv(3, { padding: 'causal', filters: 2 }), sum: ['Concatenate', {}] }, [
      'in a',
      'in b',
      'a c',
      'c sum',
      'b sum 1',
    ]),
    9,
  ],
  [
    'two paths side by side',
    graph(
      30,
      {
        a: conv(4, { padding: 'causal' }),
        b: ['Cropping1D', { cropping: [2, 0] }],
        c: ['ZeroPadding1D', { padding: [0, 2] }],
        sum: ['Concatenate', {}],
      },
      ['in a', 'in b', 'b c', 'a sum', 'c sum 1'],
    ),
    6,
  ],
  [
    'causal attention',
    graph(8, { a: ['MultiHeadAttention', { num_heads: 1, key_dim: 2, use_causal_mask: true }] }, ['in a', 'in a 1']),
    8,
  ],
  [
    'attention in a sliding window',
    graph(12, { a: ['MultiHeadAttention', { num_heads: 1, key_dim: 2, sliding_window: 3 }] }, ['in a', 'in a 1']),
    5,
  ],
  [
    'positions are added, not read',
    graph(8, { p: ['PositionEmbedding', { sequence_length: 8 }], a: ['Add', {}], c: conv(3) }, [
      'in p',
      'in a',
      'p a 1',
      'a c',
    ]),
    3,
  ],
  [
    'a gate of the whole sequence',
    graph(8, { g: ['GlobalAveragePooling1D', { keepdims: true }], m: ['Multiply', {}] }, ['in g', 'in m', 'g m 1']),
    8,
  ],
])('%s', (_name, document, expected) => {
  const spec = specOf(document);
  expect(measured(spec)).toBe(expected);
  expect(computed(spec)?.steps).toBe(expected);
});

it('chains made by chance: the computed field is the measured one', () => {
  const random = createRandom(7);
  const pick = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  for (let round = 0; round < 40; round++) {
    const layers: Layer[] = Array.from({ length: pick(1, 4) }, () => {
      const padding = ['valid', 'same', 'causal'][pick(0, 2)];
      const isStrided = random() < 0.5;
      if (random() < 0.3)
        return [
          'AveragePooling1D',
          { pool_size: pick(1, 3), strides: pick(1, 3), padding: ['valid', 'same'][pick(0, 1)] },
        ];
      return conv(pick(1, 4), { padding, ...(isStrided ? { strides: pick(1, 3) } : { dilation_rate: pick(1, 3) }) });
    });
    const document = chain(pick(24, 36), ...layers);
    const { spec } = checkModel(document);
    if (spec === null) continue;
    expect([JSON.stringify(document.nodes), computed(spec)?.steps]).toEqual([
      JSON.stringify(document.nodes),
      measured(spec),
    ]);
  }
});

it('is never less than what is seen, and after an up-sampling at most one window more', () => {
  const up: Layer = ['Conv1DTranspose', { filters: 2, kernel_size: 4, strides: 4 }];
  const spec = specOf(chain(16, conv(4, { strides: 4 }), up));
  expect(measured(spec)).toBe(4);
  expect(computed(spec)?.steps).toBe(7);
});

it('says what kind of field it is', () => {
  const extent = (...layers: readonly Layer[]): string | undefined => computed(specOf(chain(10, ...layers)))?.extent;
  expect(extent(conv(3))).toBe('window');
  expect(extent(['GRU', { units: 2, return_sequences: true }])).toBe('before');
  expect(extent(['GRU', { units: 2, return_sequences: true, go_backwards: true }])).toBe('after');
  expect(extent(['GRU', { units: 2 }])).toBe('all');
  expect(extent(['Cropping1D', { cropping: [3, 1] }], ['Flatten', {}])).toBe('window');
});

it('knows the window also where the length is open', () => {
  const open = (...layers: readonly Layer[]): ReceptiveField | undefined => {
    const document = chain(10, ...layers);
    const nodes = document.nodes.map((node, i) => (i === 0 ? { ...node, config: { shape: [null, 2] } } : node));
    return computed(specOf({ ...document, nodes }));
  };
  expect(open(conv(5), ['MaxPooling1D', { pool_size: 2 }], conv(3))).toMatchObject({ steps: 10, of: null });
  expect(open(['GRU', { units: 2 }])).toMatchObject({ steps: null, extent: 'all' });
});
