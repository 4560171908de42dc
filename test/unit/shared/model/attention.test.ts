// Attention: its shapes, weights and what does not fit.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { layer } from './model-documents.ts';

/** The layer over Inputs of these shapes: query, value, key. */
function attention(type: string, config: JsonObject, ...shapes: number[][]) {
  return checkModel({
    nodes: [...shapes.map((shape, i) => layer(`in${i}`, 'Input', { shape })), layer('x', type, config)],
    edges: shapes.map((_, i) => ({ from: `in${i}`, to: 'x', input: i })),
  });
}

const heads = { num_heads: 2, key_dim: 3 };
const groups = { head_dim: 3, num_query_heads: 4, num_key_value_heads: 2 };

describe('attention', () => {
  it('has the scores as a second output', () => {
    const outputs = (type: string, config: JsonObject) =>
      attention(type, { ...config, return_attention_scores: true }, [4, 6], [5, 6]).spec?.layers[2]?.outputShapes;
    expect(outputs('MultiHeadAttention', heads)).toEqual([
      [4, 6],
      [2, 4, 5],
    ]);
    expect(outputs('GroupQueryAttention', groups)).toEqual([
      [4, 6],
      [4, 4, 5],
    ]);
    expect(outputs('Attention', {})).toEqual([
      [4, 6],
      [4, 5],
    ]);
    expect(outputs('AdditiveAttention', {})).toEqual([
      [4, 6],
      [4, 5],
    ]);
  });

  it('counts the products of its projections, scores and sums', () => {
    const { spec } = attention('MultiHeadAttention', heads, [4, 6], [5, 6]);
    expect(spec?.flopsPerSample).toBe(2 * (4 * 6 * 6 + 2 * 5 * 6 * 6 + 2 * 4 * 5 * 6 + 4 * 6 * 6));
  });

  it.each<[string, JsonObject, number[][], string]>([
    [
      'MultiHeadAttention',
      heads,
      [[4, 6], [5]],
      'MultiHeadAttention "x" wants a value [steps, features], but gets [5].',
    ],
    [
      'MultiHeadAttention',
      heads,
      [
        [4, 6],
        [5, 6],
        [3, 6],
      ],
      'MultiHeadAttention "x" gets a value of [5, 6] and a key of [3, 6]; both must have equally many steps.',
    ],
    [
      'Attention',
      {},
      [
        [4, 6],
        [5, 2],
      ],
      'Attention "x" gets a query of [4, 6] and a key of [5, 2]; both must have equally many features.',
    ],
    [
      'GroupQueryAttention',
      groups,
      [
        [4, 6],
        [5, 2],
      ],
      'GroupQueryAttention "x" gets a query of [4, 6] and a value of [5, 2]; both must have equally many features.',
    ],
    [
      'GroupQueryAttention',
      { ...groups, num_key_value_heads: 3 },
      [
        [4, 6],
        [5, 6],
      ],
      'GroupQueryAttention "x" has num_query_heads 4 and num_key_value_heads 3; the first must be a multiple of the second.',
    ],
    [
      'MultiHeadAttention',
      { ...heads, output_shape: 3 },
      [
        [4, 6],
        [5, 6],
      ],
      'MultiHeadAttention "x" has output_shape 3, which Strata cannot do; only null works.',
    ],
    [
      'MultiHeadAttention',
      heads,
      [[4, 6]],
      'No edge ends at input 1 (value) of MultiHeadAttention "x"; join it to a layer.',
    ],
  ])('%s %j on %j: %s', (type, config, shapes, expected) => {
    expect(attention(type, config, ...shapes).problems.map(({ message }) => message)).toEqual([expected]);
  });
});

it('PositionEmbedding has a vector for each place, for sequences that are not longer', () => {
  const positions = (steps: number) => attention('PositionEmbedding', { sequence_length: 5 }, [steps, 3]);
  expect(positions(4).spec?.layers[1]).toMatchObject({ outputShapes: [[4, 3]], parameters: 15 });
  expect(positions(6).problems.map(({ message }) => message)).toEqual([
    'PositionEmbedding "x" has sequence_length 5, but gets 6 steps; a sequence_length of 6 or more fits.',
  ]);
});
