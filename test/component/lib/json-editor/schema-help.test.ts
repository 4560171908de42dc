// What the JSON editor offers at a cursor, and where it marks a problem.
import { CompletionContext } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { experimentJsonSchema } from '#shared/experiment/experiment-json-schema.ts';
import { firstFault, layersIn, rangeOf } from '#renderer/lib/json-editor/json-places.ts';
import { schemaCompletion } from '#renderer/lib/json-editor/schema-help.ts';

const complete = schemaCompletion(experimentJsonSchema());

function stateOf(doc: string): EditorState {
  const state = EditorState.create({ doc, extensions: [json()] });
  ensureSyntaxTree(state, doc.length, 5000);
  return state;
}

/** What is offered at the bar. */
function offered(text: string): string[] {
  const pos = text.indexOf('|');
  const result = complete(new CompletionContext(stateOf(text.replace('|', '')), pos, true));
  return result?.options.map(({ label }) => label) ?? [];
}

const layer = (node: string): string => `{ "model": { "nodes": [{ "id": "a", "type": "Dense" }, ${node}] } }`;

describe('completion', () => {
  test.each([
    ['{ "|" }', ['"data"', '"model"', '"training"']],
    ['{ "data": { "preparation": { "kind": "series", | } } }', ['"lookback"', '"delay"']],
    ['{ "data": { "preparation": { "kind": "| } } }', ['"text"', '"series"']],
    [layer('{ "type": "| }'), ['"Conv1D"', '"GRU"']],
    [layer('{ "type": "Conv1D", "config": { "ker|" } }'), ['"kernel_size"']],
    [layer('{ "type": "Conv1D", "config": { "padding": "|", "filters": 2 } }'), ['"causal"']],
    [layer('{ "type": "Conv1D", "config": { "padding": "|,\n "filters": 2 } }'), ['"causal"']],
    [layer('{ "type": "Dense", "config": { "use_bias": | } }'), ['true', 'false']],
    ['{ "training": { "loss": "|" } }', ['"mean_absolute_error"']],
    ['{ "training": { "metrics": ["|"] } }', ['"accuracy"']],
    ['{ "model": { "nodes": [{ "id": "my-layer" }], "edges": [{ "from": "|" }] } }', ['"my-layer"']],
  ])('%s', (text, expected) => {
    expect(offered(text)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ['a key that is there already', '{ "data": {}, | }', '"data"'],
    ['arguments of another layer', layer('{ "type": "Dense", "config": { "|" } }'), '"kernel_size"'],
    ['the keys of the other preparation', '{ "data": { "preparation": { "kind": "text", | } } }', '"lookback"'],
    [
      'arguments where a layer shares another',
      layer('{ "type": "Dense", "layer": "a", "config": { "|" } }'),
      '"units"',
    ],
  ])('not offered: %s', (_what, text, unexpected) => {
    expect(offered(text)).not.toContain(unexpected);
  });

  test('nothing where a comma is missing', () => {
    expect(offered('{ "name": "a" | }')).toEqual([]);
  });
});

describe('where a problem is marked', () => {
  const text = `{
  "data": { "preparation": { "outputs": { "my.out": { "delay": -1 } } } },
  "model": { "nodes": [{ "id": "first" }, { "id": "conv", "type": "Conv1D", "config": { "kernel_size": 500 } }] },
  "training": { "optimizer": { "name": "Adam", "config": { "learning_rate": 0 } }, "metrics": ["mae", "oops"] }
}`;
  const marked = (place: { nodeId?: string; path?: string }): string => {
    const state = stateOf(text);
    const range = { ...rangeOf(state, place, layersIn(state)) };
    return text.slice(range.from, range.to);
  };

  test.each([
    [{ nodeId: 'conv', path: 'config.kernel_size' }, '"kernel_size": 500'],
    [{ nodeId: 'conv', path: 'kernel_size' }, '"kernel_size": 500'],
    [{ nodeId: 'conv', path: 'config.filters' }, '"config"'],
    [{ nodeId: 'conv' }, '"id": "conv"'],
    [{ path: 'training.optimizer.learning_rate' }, '"learning_rate": 0'],
    [{ path: 'training.metrics.1' }, '"oops"'],
    [{ path: 'data.preparation.outputs.my.out.delay' }, '"delay": -1'],
    [{ path: 'training.loss' }, '"training"'],
    [{ nodeId: 'gone' }, '{'],
  ])('%o', (place, expected) => {
    expect(marked(place)).toBe(expected);
  });

  test('a text that is no JSON is marked where it stops', () => {
    expect(firstFault(stateOf('{ "a": 1 oops }'))?.from).toBe(9);
    expect(firstFault(stateOf('{ "a": 1 }'))).toBeNull();
  });
});
