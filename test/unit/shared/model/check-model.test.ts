import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { layer, chain, input, conv, dense, problemsOf } from './model-documents.ts';

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
    expect(problemsOf(chain(input(20, 3), layer('c', 'Conv2D'), layer('a', 'SpectralMixer'), dense))).toEqual([
      ['unknown-layer', 'c', 'No layer is called "Conv2D" (layer "c"). Did you mean "Conv1D"?'],
      [
        'unknown-layer',
        'a',
        expect.stringContaining('No layer is called "SpectralMixer" (layer "a"). It is kept as it is,'),
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

describe('a layer that Keras lets take no mask', () => {
  const words = layer('in', 'Input', { shape: [5], dtype: 'int32' });
  const embedding = (mask_zero: boolean) => layer('e', 'Embedding', { input_dim: 10, output_dim: 3, mask_zero });

  it('is refused behind a mask, with the layer that takes one', () => {
    expect(problemsOf(chain(words, embedding(true), layer('s', 'Softmax')))).toEqual([
      [
        'refused-mask',
        's',
        'Softmax "s" cannot take the mask of a sequence, as in Keras; use Activation "softmax", which passes the mask on.',
      ],
    ]);
    expect(problemsOf(chain(words, embedding(false), layer('s', 'Softmax')))).toEqual([]);
    expect(problemsOf(chain(words, embedding(true), layer('s', 'Activation', { activation: 'softmax' })))).toEqual([]);
  });
});
