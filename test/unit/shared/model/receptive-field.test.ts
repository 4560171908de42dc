// What a layer is said to see of its Input: a window, everything before, everything after, or everything.
import { describe, expect, it } from 'vitest';
import { receptiveFields, type ReceptiveField } from '#shared/model/analysis/receptive-field.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { input, layer } from './model-documents.ts';

/** The layers `nodes` behind the Input "in", by edges such as `in a 1`. */
function graph(steps: number | null, nodes: readonly LayerNode[], edges: readonly string[]): GraphDocument {
  return {
    nodes: [input(steps, 4), ...nodes],
    edges: edges.map((edge) => {
      const [from = '', to = '', place = '0'] = edge.split(' ');
      return { from, to, input: Number(place) };
    }),
  };
}

function fieldsOf(document: GraphDocument): Record<string, ReceptiveField | undefined> {
  const { layers, problems } = checkModel(document);
  expect(problems).toEqual([]);
  return Object.fromEntries([...receptiveFields(layers)].map(([id, [field]]) => [id, field]));
}

const all = { input: 'in', steps: 12, of: 12, extent: 'all' };
const before = { input: 'in', steps: 12, of: 12, extent: 'before' };
const heads = { num_heads: 2, key_dim: 2 };
const groups = { head_dim: 2, num_query_heads: 2, num_key_value_heads: 1 };
const attentions: [string, Record<string, number>][] = [
  ['Attention', {}],
  ['AdditiveAttention', {}],
  ['MultiHeadAttention', heads],
  ['GroupQueryAttention', groups],
];
const later = [
  layer('sum', 'Add'),
  layer('norm', 'LayerNormalization'),
  layer('conv', 'Conv1D', { filters: 4, kernel_size: 3, padding: 'same' }),
  layer('gru', 'GRU', { units: 4, return_sequences: true }),
];
const edges = ['in a', 'in a 1', 'a sum', 'in sum 1', 'sum norm', 'norm conv', 'conv gru'];

describe.each(attentions)('%s', (type, config) => {
  it('sees everything, and so does what follows', () => {
    const { in: own, ...fields } = fieldsOf(graph(12, [layer('a', type, config), ...later], edges));
    expect(own).toEqual({ input: 'in', steps: 1, of: 12, extent: 'window' });
    expect(fields).toEqual({ a: all, sum: all, norm: all, conv: all, gru: all });
  });

  it('sees everything before a step with a causal mask', () => {
    const causal = layer('a', type, { ...config, use_causal_mask: true });
    const { a, sum, norm } = fieldsOf(graph(12, [causal, ...later], edges));
    expect([a, sum, norm]).toEqual([before, before, before]);
  });

  it('sees everything of an open length', () => {
    const { a, sum } = fieldsOf(graph(null, [layer('a', type, config), ...later], edges));
    expect([a, sum]).toEqual([
      { input: 'in', steps: null, of: null, extent: 'all' },
      { input: 'in', steps: null, of: null, extent: 'all' },
    ]);
  });
});

it('sees everything where one path does, whatever the other', () => {
  const gru = (id: string, go_backwards: boolean): LayerNode =>
    layer(id, 'GRU', { units: 4, return_sequences: true, go_backwards });
  const nodes = [gru('there', false), gru('back', true), layer('a', 'Attention'), layer('sum', 'Add')];
  const last = ['in a', 'in a 1', 'a sum'];
  expect(
    fieldsOf(graph(12, nodes.slice(0, 1).concat(nodes.slice(2)), [...last, 'in there', 'there sum 1'])),
  ).toMatchObject({
    there: before,
    sum: all,
  });
  expect(fieldsOf(graph(12, nodes.slice(1), [...last, 'in back', 'back sum 1']))).toMatchObject({
    back: { extent: 'after', steps: 12 },
    sum: all,
  });
});

it('sees all but the steps that no pooling has where the query has them', () => {
  const nodes = [layer('pool', 'MaxPooling1D', { pool_size: 5 }), layer('a', 'Attention')];
  const { a } = fieldsOf(graph(12, nodes, ['in a', 'in pool', 'pool a 1']));
  expect(a).toEqual(all);
});
