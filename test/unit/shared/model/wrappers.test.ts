// Layers inside layers: Bidirectional, TimeDistributed.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { vocabularyIn } from '#shared/model/layer-catalogue.ts';
import { layerSummary } from '#shared/model/layer-summary.ts';
import { chain, input, layer } from './model-documents.ts';

const lstm = (config: JsonObject = {}): JsonObject => ({ class_name: 'LSTM', config: { units: 2, ...config } });
const wrapped = (type: string, config: JsonObject, ...shape: number[]) =>
  checkModel(chain(input(...shape), layer('x', type, config)));
const bidirectional = (config: JsonObject) => wrapped('Bidirectional', config, 5, 3);
const problemsOf = (checked: ReturnType<typeof wrapped>): string[] =>
  checked.problems.map(({ path, message }) => `${path ?? ''}: ${message}`);

describe('a layer inside a layer', () => {
  it('is read as Keras writes it, with its defaults filled in', () => {
    const held = {
      module: 'keras.layers',
      class_name: 'LSTM',
      config: { name: 'lstm', units: 2, trainable: true },
      registered_name: null,
      build_config: { input_shape: [null, 5, 3] },
    };
    const { problems, spec } = bidirectional({ layer: held });
    expect(problems).toEqual([]);
    expect(spec?.layers[1]?.config['layer']).toMatchObject({ class_name: 'LSTM', config: { units: 2, dropout: 0 } });
    expect(spec?.layers[1]?.config['layer']).not.toHaveProperty('module');
  });

  it('has its problems at its own arguments, in the words as outside', () => {
    expect(problemsOf(bidirectional({ layer: lstm({ units: 0, activatoin: 'relu' }) }))).toEqual([
      'config.layer.config.units: Bidirectional "x" has units 0; it must be at least 1.',
      'config.layer.config.activatoin: Bidirectional "x" has no argument "activatoin". Did you mean "activation"?',
    ]);
    expect(problemsOf(bidirectional({ layer: { class_name: 'LSMT', config: {} } }))).toEqual([
      'config.layer.class_name: Bidirectional "x" has layer "LSMT", which Strata does not know. Did you mean "LSTM"?',
    ]);
    expect(problemsOf(bidirectional({}))).toEqual([
      'config.layer: Bidirectional "x" lacks layer; it must be an object.',
    ]);
  });

  it('has its weights under the wrapper’s, with the argument that draws them', () => {
    const backward_layer = lstm({ go_backwards: true });
    const { spec } = bidirectional({ layer: lstm(), backward_layer });
    expect(spec?.layers[1]?.weights.map(({ name, argument }) => [name, argument])).toEqual([
      ['forward/kernel', 'layer.config.kernel'],
      ['forward/recurrent_kernel', 'layer.config.recurrent'],
      ['forward/bias', 'layer.config.bias'],
      ['backward/kernel', 'backward_layer.config.kernel'],
      ['backward/recurrent_kernel', 'backward_layer.config.recurrent'],
      ['backward/bias', 'backward_layer.config.bias'],
    ]);
    expect(
      problemsOf(bidirectional({ layer: lstm({ bias_initializer: 'identity', unit_forget_bias: false }) }))[0],
    ).toBe(
      'config.layer.config.bias_initializer: Bidirectional "x" has layer.config.bias_initializer "identity", which fills matrices only, but its forward/bias is [8].',
    );
  });
});

it('says how many words an Embedding inside it reads, and where that stands', () => {
  const held = { class_name: 'Embedding', config: { input_dim: 10, output_dim: 4 } };
  expect(vocabularyIn('TimeDistributed', { layer: held })).toEqual({ words: 10, path: 'config.layer.config' });
  expect(vocabularyIn('Embedding', held.config)).toEqual({ words: 10, path: 'config' });
  expect(vocabularyIn('TimeDistributed', { layer: lstm() })).toBeUndefined();
});

describe('Bidirectional', () => {
  it('has one output or two, then the states of both directions', () => {
    const shapes = (config: JsonObject) => bidirectional(config).spec?.layers[1]?.outputShapes;
    expect(shapes({ layer: lstm() })).toEqual([[4]]);
    expect(shapes({ layer: lstm({ return_sequences: true }), merge_mode: 'ave' })).toEqual([[5, 2]]);
    expect(shapes({ layer: lstm({ return_sequences: true }), merge_mode: null })).toEqual([
      [5, 2],
      [5, 2],
    ]);
    expect(shapes({ layer: lstm({ return_state: true }) })).toEqual([[4], [2], [2], [2], [2]]);
  });

  it('costs what both layers cost, and says which layer it holds', () => {
    const { spec } = bidirectional({ layer: lstm() });
    expect(spec?.parameters).toBe(2 * 4 * 2 * (3 + 2 + 1));
    expect(spec?.flopsPerSample).toBe(2 * 2 * 5 * (3 + 2) * 8);
    expect(textOf(layerSummary('Bidirectional', { layer: lstm(), merge_mode: 'sum' }))).toBe('LSTM · 2 units · sum');
  });

  it.each<[JsonObject, string]>([
    [
      { layer: { class_name: 'Dense', config: { units: 2 } } },
      'config.layer.class_name: Bidirectional "x" has layer "Dense", which does not read a sequence in a direction; only recurrent layers fit, such as LSTM.',
    ],
    [
      { layer: lstm({ go_backwards: true }) },
      'config.layer.config.go_backwards: Bidirectional "x" has two layers with go_backwards true; they must read in different directions.',
    ],
    [
      { layer: lstm(), backward_layer: lstm() },
      'config.backward_layer.config.go_backwards: Bidirectional "x" has two layers with go_backwards false; they must read in different directions.',
    ],
    [
      { layer: lstm(), backward_layer: lstm({ go_backwards: true, return_sequences: true }) },
      'config.backward_layer.config.return_sequences: Bidirectional "x" has layer with return_sequences false and backward_layer with return_sequences true; both must be equal.',
    ],
    [
      { layer: lstm(), backward_layer: lstm({ go_backwards: true, units: 3 }) },
      'config.backward_layer.config.units: Bidirectional "x" has layer with units 2 and backward_layer with units 3; both must be equal, as Keras takes the second for as large as the first.',
    ],
    [
      { layer: lstm(), merge_mode: 'add' },
      'config.merge_mode: Bidirectional "x" has merge_mode "add"; it must be one of concat, sum, mul, ave.',
    ],
  ])('refuses %j', (config, expected) => {
    expect(problemsOf(bidirectional(config))).toEqual([expected]);
  });

  it('begins with the states of both directions or with none', () => {
    const states = ['a', 'b', 'c', 'd'].map((id) => layer(id, 'Input', { shape: [2] }));
    const withStates = (count: number, units = 2) =>
      checkModel({
        nodes: [input(5, 3), ...states.slice(0, count), layer('x', 'Bidirectional', { layer: lstm({ units }) })],
        edges: ['in', ...states.map(({ id }) => id)]
          .slice(0, count + 1)
          .map((from, at) => ({ from, to: 'x', input: at })),
      });
    expect(withStates(4).problems).toEqual([]);
    expect(problemsOf(withStates(2))).toEqual([
      ': Bidirectional "x" gets 2 of the states with which it can begin, but has 4: those of its layer, then those of its backward layer; join all or none.',
    ]);
    expect(problemsOf(withStates(4, 3))).toEqual([
      ': Bidirectional "x" begins with a state of [2], but has 3 units; both must be equal.',
    ]);
  });
});

describe('TimeDistributed', () => {
  const dense = { class_name: 'Dense', config: { units: 2 } };

  it('has its layer’s output, weights and cost at each step', () => {
    const { spec, problems } = wrapped('TimeDistributed', { layer: dense }, 5, 3);
    expect(problems.map(({ severity }) => severity)).not.toContain('error');
    expect(spec?.layers[1]?.outputShapes).toEqual([[5, 2]]);
    expect(spec?.layers[1]?.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['kernel', [3, 2]],
      ['bias', [2]],
    ]);
    expect(spec?.flopsPerSample).toBe(2 * 5 * 3 * 2);
  });

  it('holds a layer that itself holds one', () => {
    const inner = { class_name: 'Bidirectional', config: { layer: lstm() } };
    const { spec } = wrapped('TimeDistributed', { layer: inner }, 4, 5, 3);
    expect(spec?.layers[1]?.outputShapes).toEqual([[4, 4]]);
    expect(spec?.layers[1]?.weights[0]).toMatchObject({
      name: 'forward/kernel',
      argument: 'layer.config.layer.config.kernel',
    });
    const wrong = { class_name: 'Bidirectional', config: { layer: lstm({ units: -1 }) } };
    expect(problemsOf(wrapped('TimeDistributed', { layer: wrong }, 4, 5, 3))).toEqual([
      'config.layer.config.layer.config.units: TimeDistributed "x" has units -1; it must be at least 1.',
    ]);
  });

  it.each<[JsonObject, number[], string]>([
    [dense, [5], ': TimeDistributed "x" wants steps of at least one size, such as [steps, features], but gets [5].'],
    [
      { class_name: 'Conv1D', config: { filters: 1, kernel_size: 1 } },
      [5, 3],
      ': TimeDistributed "x" applies Conv1D to each step by itself: Conv1D wants [steps, features], but gets [3].',
    ],
    [
      { class_name: 'Add' },
      [5, 3],
      'config.layer.class_name: TimeDistributed "x" has layer "Add", which does not take one input; only layers with one input fit.',
    ],
    [
      lstm({ return_state: true }),
      [4, 5, 3],
      ': TimeDistributed "x" has layer "LSTM" with several outputs; a layer with one output fits.',
    ],
  ])('refuses %j on %j', (held, shape, expected) => {
    expect(problemsOf(wrapped('TimeDistributed', { layer: held }, ...shape))[0]).toContain(expected);
  });
});

describe('the mask of sequences inside a sequence', () => {
  const after = (...layers: ReturnType<typeof layer>[]) =>
    checkModel(chain(input(4, 3, 3), layer('masked', 'Masking', {}), ...layers));
  const perStep = (config: JsonObject) =>
    layer('each', 'TimeDistributed', { layer: { class_name: 'GRU', config: { units: 4, ...config } } });
  const codesOf = (checked: ReturnType<typeof after>): (string | undefined)[] =>
    checked.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, nodeId }) => `${code} at ${nodeId ?? ''}`);

  it('is refused by a layer that would take it for the outer steps’', () => {
    expect(codesOf(after(perStep({}), layer('whole', 'GRU', { units: 3 })))).toEqual(['mask-of-inner-steps at whole']);
    expect(codesOf(after(perStep({}), layer('mean', 'GlobalAveragePooling1D')))).toEqual([
      'mask-of-inner-steps at mean',
    ]);
    expect(codesOf(after(perStep({}), layer('norm', 'BatchNormalization')))).toEqual(['mask-of-inner-steps at norm']);
  });

  it('may be read inside, passed to sequences of the same steps, and dropped', () => {
    expect(codesOf(after(perStep({}), layer('flat', 'Flatten'), layer('out', 'Dense', { units: 1 })))).toEqual([]);
    expect(codesOf(after(perStep({}), layer('most', 'GlobalMaxPooling1D')))).toEqual([]);
    expect(codesOf(after(perStep({ return_sequences: true }), perStepTwice()))).toEqual([]);
  });

  const perStepTwice = () => layer('again', 'TimeDistributed', { layer: { class_name: 'GRU', config: { units: 2 } } });
});
