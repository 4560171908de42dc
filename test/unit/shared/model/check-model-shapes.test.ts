// Shapes that do not fit, and models drawn at random.
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { layer, chain, input, conv, dense } from './model-documents.ts';

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
      'Conv1D "c" has kernel_size 7, which reaches over 7 steps, but only 4 steps arrive. A kernel_size of 4 or less fits, or padding "same".',
    ],
    [
      'a dilated kernel longer than the sequence',
      chain(input(10, 3), conv('c', 5, { dilation_rate: 3 }), pool, dense),
      'Conv1D "c" has kernel_size 5 with dilation_rate 3, which reaches over 13 steps, but only 10 steps arrive. A kernel_size of 4 or less fits, or padding "same".',
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

  it('warns of a model that fills the memory', () => {
    const large = layer('e', 'Embedding', { input_dim: 1_000_000, output_dim: 512 });
    const { spec, problems } = checkModel(chain(input(20), large, pool, dense));
    expect(spec?.parameters).toBe(512_000_513);
    expect(problems.map(({ code, severity, nodeId }) => [code, severity, nodeId])).toEqual([
      ['many-parameters', 'warning', 'e'],
    ]);
    const huge = layer('e', 'Embedding', { input_dim: 1_000_000, output_dim: 512_000 });
    expect(checkModel(chain(input(20), huge, pool, dense)).problems[0]?.message).toContain(
      '2,048.0 GB for the weights',
    );
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
