// Arguments with which the first training step would end in numbers that are none.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

const layer = (id: string, type: string, config: JsonObject = {}): JsonObject => ({ id, type, config });

function problemsOf(layers: readonly JsonObject[], training: JsonObject = {}, preparation: JsonObject = {}): string[] {
  const nodes = [
    layer('in', 'Input', { shape: [4, 2] }),
    ...layers,
    layer('f', 'Flatten'),
    layer('out', 'Dense', { units: 1 }),
  ];
  const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.['id'], to: id }));
  const given = { kind: 'series', features: ['a', 'b'], target: 'a', lookback: 4, delay: 1, ...preparation };
  const experiment = parseExperiment({
    strata: 2,
    name: 'numbers',
    data: { dataset: 'waves', preparation: given },
    model: { nodes, edges },
    training: { loss: 'mse', optimizer: 'SGD', ...training },
  });
  const { problems } = checkExperiment(experiment, null).result;
  return problems.map(({ severity, nodeId, path, message }) => `${severity} ${nodeId ?? ''} ${path ?? ''}: ${message}`);
}

describe('a number that 32 bits cannot hold', () => {
  it.each<[string, JsonObject[], JsonObject, string]>([
    [
      'of a layer',
      [layer('x', 'Rescaling', { scale: 1e39 })],
      {},
      'error x config.scale: Rescaling "x" has scale 1e+39; training computes with numbers up to 3.4e38.',
    ],
    [
      'of an initializer',
      [layer('x', 'Dense', { units: 1, kernel_initializer: { class_name: 'Constant', config: { value: -1e300 } } })],
      {},
      'error x config.kernel_initializer.config.value: Dense "x" has kernel_initializer.config.value -1e+300; training computes with numbers up to 3.4e38.',
    ],
    [
      'of the training',
      [],
      { outputs: { out: { weight: 1e39 } } },
      'error  training.outputs.out.weight: training has outputs.out.weight 1e+39; training computes with numbers up to 3.4e38.',
    ],
  ])('is an error: %s', (_, layers, training, expected) => {
    expect(problemsOf(layers, training)).toEqual([expected]);
  });

  it('may be a callback’s, which computes with 64', () => {
    expect(problemsOf([], { callbacks: [{ name: 'EarlyStopping', config: { baseline: -1e300 } }] })).toEqual([]);
  });
});

describe('an epsilon of 0', () => {
  const message = (name: string, path = ''): string =>
    `${name} has ${path}epsilon 0: where all values that it measures are equal, it divides by 0 and training ends; 0.001 is usual.`;

  it.each(['BatchNormalization', 'LayerNormalization', 'GroupNormalization', 'RMSNormalization'])(
    'draws a warning: %s',
    (type) => {
      const config = { epsilon: 0, ...(type === 'GroupNormalization' ? { groups: 1 } : {}) };
      expect(problemsOf([layer('x', type, config)])).toEqual([`warning x config.epsilon: ${message(`${type} "x"`)}`]);
      expect(problemsOf([layer('x', 'TimeDistributed', { layer: { class_name: type, config } })])).toEqual([
        `warning x config.layer.config.epsilon: ${message('TimeDistributed "x"', 'layer.config.')}`,
      ]);
    },
  );
});

describe('an Embedding of what are no words', () => {
  const takes = 'Embedding "e" takes word numbers, whole ones from 0 to 4';
  const embedding = [layer('flat', 'Flatten'), layer('e', 'Embedding', { input_dim: 5, output_dim: 2 })];

  it('is an error where it reads normalized columns', () => {
    expect(problemsOf(embedding)).toEqual([`error e : ${takes}, but normalized columns are fractions around 0.`]);
  });

  it('draws a warning where it reads columns as they are, and where it reads another layer', () => {
    expect(problemsOf(embedding, {}, { normalize: false })).toEqual([
      `warning e : ${takes}; training ends at the first other one in the columns.`,
    ]);
    expect(problemsOf([layer('d', 'Dense', { units: 2 }), ...embedding], {}, { normalize: false })).toEqual([
      `warning e : ${takes}, but Dense "d" computes others; put it behind an Input.`,
    ]);
  });
});

describe('an orthogonal regularizer', () => {
  it('is refused where there is nothing to compare', () => {
    const regularized = (units: number, mode: string): JsonObject =>
      layer('x', 'Dense', { units, kernel_regularizer: { name: 'orthogonal_regularizer', mode } });
    expect(problemsOf([regularized(1, 'columns')])).toEqual([
      'error x config.kernel_regularizer: Dense "x" has kernel_regularizer "orthogonal_regularizer", which compares several rows or columns, but its kernel is [2, 1], with one.',
    ]);
    expect(problemsOf([regularized(1, 'rows')])).toEqual([]);
  });
});
