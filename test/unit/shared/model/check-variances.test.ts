// A variance below 0 has no square root: it is refused before training, with its layer.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';

function problemsOf(type: string, config: JsonObject): string[] {
  const nodes = [
    { id: 'in', type: 'Input', config: { shape: [4, 3] } },
    { id: 'x', type, config },
  ];
  return checkModel({ nodes, edges: [{ from: 'in', to: 'x' }] }).problems.map(
    ({ severity, nodeId, path, message }) => `${severity} ${nodeId ?? ''} ${path ?? ''}: ${message}`,
  );
}

describe('the variance of Normalization', () => {
  it.each<[JsonValue, JsonValue, number]>([
    [0, -1, -1],
    [[1, 2, 3], [1, -0.5, 2], -0.5],
    [[[1], [2], [3], [4]], [[1], [2], [3], [-4]], -4],
  ])('with mean %j is not %j', (mean, variance, wrong) => {
    expect(problemsOf('Normalization', { axis: [1, 2], mean, variance })).toContain(
      `error x config.variance: Normalization "x" has variance ${wrong}; a variance is at least 0.`,
    );
    expect(
      problemsOf('TimeDistributed', { layer: { class_name: 'Normalization', config: { mean: 0, variance } } }),
    ).toContain(
      `error x config.layer.config.variance: TimeDistributed "x" has variance ${wrong}; a variance is at least 0.`,
    );
  });

  it('may be 0', () => {
    expect(problemsOf('Normalization', { mean: 0, variance: 0 })).toEqual([]);
  });
});

describe('the first variance of BatchNormalization', () => {
  const first = (initializer: JsonValue): JsonObject => ({ moving_variance_initializer: initializer });
  const below = { class_name: 'Constant', config: { value: -1 } };

  it('is not below 0', () => {
    const message = 'has moving_variance_initializer "constant" with value -1, but a variance is at least 0.';
    expect(problemsOf('BatchNormalization', first(below))).toEqual([
      `error x config.moving_variance_initializer: BatchNormalization "x" ${message}`,
    ]);
    expect(
      problemsOf('TimeDistributed', { layer: { class_name: 'BatchNormalization', config: first(below) } }),
    ).toEqual([
      `error x config.layer.config.moving_variance_initializer: TimeDistributed "x" has layer.config.moving_variance_initializer "constant" with value -1, but a variance is at least 0.`,
    ]);
  });

  it('draws a warning where chance may take it below 0', () => {
    for (const name of ['random_normal', 'glorot_uniform', 'random_uniform', 'truncated_normal'])
      expect(problemsOf('BatchNormalization', first(name))).toEqual([
        `warning x config.moving_variance_initializer: BatchNormalization "x" has moving_variance_initializer "${name}", which draws numbers below 0 too, but a variance is at least 0; use "ones".`,
      ]);
  });

  it.each<JsonValue>([
    'ones',
    'zeros',
    { class_name: 'Constant', config: { value: 0.5 } },
    { class_name: 'RandomUniform', config: { minval: 0.5, maxval: 1 } },
    { class_name: 'TruncatedNormal', config: { mean: 1, stddev: 0.1 } },
  ])('may be %j', (initializer) => {
    expect(problemsOf('BatchNormalization', first(initializer))).toEqual([]);
  });
});
