import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { createRandom } from '#shared/base/random.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';

const layer = (id: string, type: string, config: JsonObject = {}): LayerNode => ({ id, type, config });

function chain(...nodes: LayerNode[]): GraphDocument {
  return { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) };
}

const input = (...shape: (number | null)[]): LayerNode => layer('in', 'Input', { shape });
const conv = (id: string, size: number, more: JsonObject = {}): LayerNode =>
  layer(id, 'Conv1D', { filters: 4, kernel_size: size, ...more });
const dense = layer('out', 'Dense', { units: 1 });

/** Code, layer and sentence of every problem. */
function problemsOf(document: GraphDocument): (string | undefined)[][] {
  return checkModel(document).problems.map(({ code, nodeId, message }) => [code, nodeId, message]);
}

const imdb = chain(
  layer('input', 'Input', { shape: [500], dtype: 'int32' }),
  layer('embedding', 'Embedding', { input_dim: 10_000, output_dim: 128 }),
  layer('conv1d_1', 'Conv1D', { filters: 32, kernel_size: 7, activation: 'relu' }),
  layer('max_pooling1d', 'MaxPooling1D', { pool_size: 5 }),
  layer('conv1d_2', 'Conv1D', { filters: 32, kernel_size: 7, activation: 'relu' }),
  layer('pool', 'GlobalMaxPooling1D'),
  layer('dense', 'Dense', { units: 1 }),
);

describe('checkModel', () => {
  it('compiles the review classifier to Keras’s 1,315,937 parameters', () => {
    const { spec, problems } = checkModel(imdb);
    expect(problems).toEqual([]);
    expect(spec?.parameters).toBe(1_315_937);
    expect(spec?.layers.map(({ outputShapes }) => outputShapes[0])).toEqual([
      [500],
      [500, 128],
      [494, 32],
      [98, 32],
      [92, 32],
      [32],
      [1],
    ]);
    expect(spec?.inputs).toEqual(['input']);
    expect(spec?.outputs).toEqual(['dense']);
    expect(spec?.layers[2]?.config).toMatchObject({ strides: 1, kernel_initializer: { name: 'glorot_uniform' } });
    // Forward and backward pass of a batch of 32 are about three times this: 2.8 GFLOP.
    expect(spec?.flopsPerSample).toBe(2 * 494 * 7 * 128 * 32 + 2 * 92 * 7 * 32 * 32 + 2 * 32);
  });

  it('compiles Conv1D + GRU on ten days of Jena to 13,793 parameters (reset_after)', () => {
    const document = chain(
      input(480, 14),
      layer('c1', 'Conv1D', { filters: 32, kernel_size: 5 }),
      layer('p', 'MaxPooling1D', { pool_size: 3 }),
      layer('c2', 'Conv1D', { filters: 32, kernel_size: 5 }),
      layer('g', 'GRU', { units: 32 }),
      dense,
    );
    expect(checkModel(document).spec?.parameters).toBe(13_793);
  });

  it('orders the layers by their edges, whatever the order in the file', () => {
    const document = { nodes: imdb.nodes.toReversed(), edges: imdb.edges.toReversed() };
    const { spec } = checkModel(document);
    expect(spec?.layers.map(({ id }) => id)).toEqual(imdb.nodes.map(({ id }) => id));
    expect(spec?.parameters).toBe(1_315_937);
  });

  it('keeps open lengths open, and closes them with a global pooling', () => {
    const { spec } = checkModel(
      chain(input(null, 7), conv('c', 5), layer('p', 'MaxPooling1D'), layer('g', 'GlobalMaxPooling1D'), dense),
    );
    expect(spec?.layers.map(({ outputShapes }) => outputShapes[0])).toEqual([
      [null, 7],
      [null, 4],
      [null, 4],
      [4],
      [1],
    ]);
  });

  it('takes Keras’s other class names', () => {
    const { spec } = checkModel(
      chain(layer('in', 'InputLayer', { shape: [9, 2] }), layer('p', 'MaxPool1D'), layer('f', 'Flatten'), dense),
    );
    expect(spec?.layers.map(({ type }) => type)).toEqual(['Input', 'MaxPooling1D', 'Flatten', 'Dense']);
    expect(spec?.inputs).toEqual(['in']);
  });

  it('keeps the shapes of what is right beside what is wrong', () => {
    const { spec, layers } = checkModel(chain(input(20, 3), conv('c', 5, { kernal: 1 }), layer('x', 'Conv1d'), dense));
    expect(spec).toBeNull();
    expect(layers.map(({ id, outputShapes }) => [id, outputShapes[0]])).toEqual([
      ['in', [20, 3]],
      ['c', [16, 4]],
    ]);
  });
});

describe('a model that does not hold together', () => {
  it('is empty', () => {
    expect(problemsOf({ nodes: [], edges: [] })).toEqual([
      ['empty-model', undefined, 'The model has no layers. Begin with an Input, then add layers behind it.'],
    ]);
  });

  it('is an Input only', () => {
    expect(problemsOf(chain(input(3)))).toEqual([
      ['not-connected', 'in', 'Nothing follows Input "in"; join it to a layer.'],
    ]);
  });

  it('has no Input', () => {
    expect(problemsOf(chain(dense)).map(([code]) => code)).toEqual(['missing-input', 'not-connected']);
  });

  it('has an unknown layer', () => {
    expect(problemsOf(chain(input(20, 3), layer('c', 'Conv2D'), layer('a', 'MultiHeadAttention'), dense))).toEqual([
      ['unknown-layer', 'c', 'No layer is called "Conv2D" (layer "c"). Did you mean "Conv1D"?'],
      [
        'unknown-layer',
        'a',
        expect.stringContaining('No layer is called "MultiHeadAttention" (layer "a"). Strata has Input,'),
      ],
    ]);
  });

  it('has two layers of one id, edges to nowhere and an edge twice', () => {
    const nodes = [input(20, 3), conv('c', 5), conv('c', 3), layer('pool', 'GlobalMaxPooling1D'), dense];
    const edges = [
      { from: 'in', to: 'c' },
      { from: 'in', to: 'c' },
      { from: 'c', to: 'poll' },
      { from: 'c', to: 'pool' },
      { from: 'pool', to: 'out' },
    ];
    expect(problemsOf({ nodes, edges })).toEqual([
      ['duplicate-id', 'c', 'Two layers have the id "c"; every layer needs its own.'],
      ['duplicate-edge', 'c', 'Input "in" is joined to Conv1D "c" twice; one edge is enough.'],
      ['edge-to-nowhere', 'c', 'An edge goes from "c" to "poll", but no layer has the id "poll". Did you mean "pool"?'],
    ]);
  });

  it('has circles', () => {
    const nodes = [input(20, 3), conv('a', 3), conv('b', 3), conv('self', 3)];
    const edges = [
      { from: 'in', to: 'a' },
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'self', to: 'self' },
    ];
    const problems = problemsOf({ nodes, edges });
    expect(problems).toContainEqual([
      'cycle',
      'a',
      'The layers a → b → a feed each other in a circle; take one of these edges away.',
    ]);
    expect(problems).toContainEqual(['cycle', 'self', 'The layer "self" feeds itself; take that edge away.']);
  });

  it('has loose layers, several inputs, several ends, and an Input in the middle', () => {
    const nodes = [input(20, 3), conv('a', 3), conv('b', 3), conv('loose', 3), layer('in2', 'Input', { shape: [3] })];
    const edges = [
      { from: 'in', to: 'a' },
      { from: 'in', to: 'b' },
      { from: 'a', to: 'b' },
      { from: 'a', to: 'in2' },
    ];
    expect(problemsOf({ nodes, edges })).toEqual([
      ['several-inputs', 'b', 'Conv1D "b" takes one input, but gets 2: "in", "a".'],
      ['not-connected', 'loose', 'Nothing goes into Conv1D "loose"; join it to a layer.'],
      ['not-connected', 'in2', 'Nothing follows Input "in2"; join it to a layer.'],
      ['input-with-input', 'in2', 'Input "in2" begins the model; take the edge from "a" away.'],
    ]);
  });

  it('says all at once', () => {
    const document = chain(
      input(20, 3),
      conv('a', 0),
      layer('b', 'Cnov1D'),
      layer('d', 'Dense', { units: -1, foo: 1 }),
    );
    expect(problemsOf(document).map(([code, id]) => `${id}: ${code}`)).toEqual([
      'a: invalid-argument',
      'b: unknown-layer',
      'd: invalid-argument',
      'd: unknown-argument',
    ]);
  });
});

describe('shapes that cannot be', () => {
  const pool = layer('pool', 'GlobalMaxPooling1D');
  it.each<[string, GraphDocument, string]>([
    [
      'a sequence layer after a global pooling',
      chain(input(20, 3), pool, layer('drop', 'Dropout', { rate: 0.1 }), conv('c', 5), dense),
      'Conv1D "c" wants [steps, features], but gets [3]. Put it before GlobalMaxPooling1D "pool".',
    ],
    [
      'a sequence layer after a GRU that gives its last state',
      chain(input(20, 3), layer('g', 'GRU', { units: 8 }), layer('g2', 'GRU', { units: 8 }), dense),
      'GRU "g2" wants [steps, features], but gets [8]. Set return_sequences of GRU "g" to true, or put this layer before it.',
    ],
    [
      'a sequence layer after Flatten',
      chain(input(20, 3), layer('f', 'Flatten'), layer('p', 'MaxPooling1D'), dense),
      'MaxPooling1D "p" wants [steps, features], but gets [60]. Put it before Flatten "f".',
    ],
    [
      'a sequence layer on flat samples',
      chain(input(500), conv('c', 5), pool, dense),
      'Conv1D "c" wants [steps, features], but gets [500]. Give Input "in" two sizes, [steps, features], or put an Embedding after it when it holds word numbers.',
    ],
    [
      'an Embedding on measurements',
      chain(input(20, 3), layer('e', 'Embedding', { input_dim: 9, output_dim: 2 }), pool, dense),
      'Embedding "e" wants word numbers [length], but gets [20, 3]. Give Input "in" one size, [length]; measurements need no Embedding.',
    ],
    [
      'a kernel longer than the sequence',
      chain(input(4, 3), conv('c', 7), pool, dense),
      'Conv1D "c" has kernel_size 7, which reaches over 7 steps, but only 4 arrive. A kernel_size of 4 or less fits, or padding "same".',
    ],
    [
      'a dilated kernel longer than the sequence',
      chain(input(10, 3), conv('c', 5, { dilation_rate: 3 }), pool, dense),
      'Conv1D "c" has kernel_size 5 with dilation_rate 3, which reaches over 13 steps, but only 10 arrive. A kernel_size of 4 or less fits, or padding "same".',
    ],
    [
      'a pool longer than the sequence',
      chain(input(4, 3), layer('p', 'MaxPooling1D', { pool_size: 5 }), pool, dense),
      'MaxPooling1D "p" has pool_size 5, but only 4 steps arrive. A pool_size of 4 or less fits.',
    ],
    [
      'a Dense after a Flatten of unknown length',
      chain(input(null, 3), layer('f', 'Flatten'), dense),
      'Dense "out" wants a known number of features, but gets [?]. Give the Input a fixed length, or put a global pooling in place of the Flatten.',
    ],
    [
      'a Conv1D on an unknown number of features',
      chain(input(20, null), conv('c', 3), pool, dense),
      'Conv1D "c" wants a known number of features, but gets [20, ?]. Give the last size of the Input’s shape a number.',
    ],
  ])('%s', (_, document, message) => {
    const { spec, problems } = checkModel(document);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(spec).toBeNull();
  });

  it('names the largest kernel that fits, exactly', () => {
    for (const [steps, dilation] of [
      [10, 3],
      [7, 2],
      [5, 1],
      [1, 4],
    ] as const) {
      const { problems } = checkModel(chain(input(steps, 3), conv('c', 99, { dilation_rate: dilation }), pool, dense));
      const fits = Number(/kernel_size of (\d+)/.exec(problems[0]?.message ?? '')?.[1]);
      const checked = (size: number): unknown =>
        checkModel(chain(input(steps, 3), conv('c', size, { dilation_rate: dilation }), pool, dense)).spec;
      expect(checked(fits)).not.toBeNull();
      expect(checked(fits + 1)).toBeNull();
    }
  });

  it('warns of a Dense on a sequence, and still compiles', () => {
    const { spec, problems } = checkModel(chain(input(20, 3), dense));
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        code: 'dense-on-sequence',
        nodeId: 'out',
        message:
          'Dense "out" gets a sequence [20, 3] and answers for each of its 20 steps. For one answer, put GlobalMaxPooling1D, Flatten or a GRU before it.',
      },
    ]);
    expect(spec?.layers.at(-1)?.outputShapes[0]).toEqual([20, 1]);
  });

  it('warns of a model that fills the memory', () => {
    const large = layer('e', 'Embedding', { input_dim: 1_000_000, output_dim: 512 });
    const { spec, problems } = checkModel(chain(input(20), large, pool, dense));
    expect(spec?.parameters).toBe(512_000_513);
    expect(problems.map(({ code, severity, nodeId }) => [code, severity, nodeId])).toEqual([
      ['many-parameters', 'warning', 'e'],
    ]);
  });
});

describe('models made by chance', () => {
  const random = createRandom(11);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const makeLayer = (id: string): LayerNode =>
    oneOf<() => LayerNode>([
      () => conv(id, 1 + below(6), { padding: oneOf(['valid', 'same', 'causal']), strides: 1 + below(3) }),
      () => conv(id, 1 + below(4), { dilation_rate: 1 + below(4) }),
      () => layer(id, 'MaxPooling1D', { pool_size: 1 + below(4), padding: oneOf(['valid', 'same']) }),
      () => layer(id, 'AveragePooling1D', { pool_size: 2, strides: 1 + below(3) }),
      () => layer(id, oneOf(['GRU', 'LSTM', 'SimpleRNN']), { units: 1 + below(5), return_sequences: random() < 0.7 }),
      () => layer(id, 'GlobalMaxPooling1D', { keepdims: random() < 0.5 }),
      () => layer(id, 'Dropout', { rate: 0.2 }),
      () => layer(id, 'Dense', { units: 1 + below(5) }),
      () => layer(id, 'Flatten'),
    ])();

  it('are either refused with a layer’s name or have whole positive sizes and weights to match', () => {
    let compiled = 0;
    for (let i = 0; i < 500; i++) {
      const nodes = Array.from({ length: 1 + below(6) }, (_, place) => makeLayer(`layer${place}`));
      const first = input(random() < 0.2 ? null : 1 + below(40), 1 + below(5));
      const { spec, problems } = checkModel(chain(first, ...nodes));
      if (spec === null) {
        expect(problems.filter(({ severity }) => severity === 'error')).toHaveLength(1);
        expect(problems.every(({ nodeId }) => nodeId?.startsWith('layer'))).toBe(true);
        continue;
      }
      compiled++;
      for (const { outputShapes, weights, parameters, flopsPerSample, inputShapes } of spec.layers) {
        expect(outputShapes[0]?.every((size) => size === null || (Number.isInteger(size) && size > 0))).toBe(true);
        expect(parameters).toBe(weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0));
        expect(Number.isInteger(flopsPerSample) && flopsPerSample >= 0).toBe(true);
        expect(inputShapes.length).toBeLessThanOrEqual(1);
      }
      expect(spec.parameters).toBe(spec.layers.reduce((sum, { parameters }) => sum + parameters, 0));
    }
    expect(compiled).toBeGreaterThan(100);
  });
});
