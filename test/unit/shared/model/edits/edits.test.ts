// Edits of a model: what they give, and what they refuse.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { resetArgument, setArgument } from '#shared/model/edits/arguments.ts';
import { copyLayers, duplicateLayers, pasteLayers } from '#shared/model/edits/clipboard.ts';
import { connect, disconnect } from '#shared/model/edits/edges.ts';
import type { EditResult, GraphEdit } from '#shared/model/edits/edit.ts';
import {
  addLayer,
  addLayerAfter,
  deleteLayers,
  insertOnEdge,
  moveLayers,
  muteLayers,
  renameLayer,
  replaceLayer,
} from '#shared/model/edits/layers.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';

const chain = graphDocumentSchema.parse({
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [20, 3] } },
    { id: 'conv1d', type: 'Conv1D', config: { filters: 8, kernel_size: 5, activation: 'relu' } },
    { id: 'gru', type: 'GRU', config: { units: 4 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
  edges: [
    { from: 'input', to: 'conv1d' },
    { from: 'conv1d', to: 'gru' },
    { from: 'gru', to: 'dense' },
  ],
  layout: { conv1d: [0, 100], gru: [0, 200] },
});

function made(result: EditResult): GraphEdit {
  if ('refused' in result) throw new Error(textOf(result.refused));
  return result;
}

function refusal(result: EditResult): string {
  if ('refused' in result) return textOf(result.refused);
  throw new Error('It was not refused.');
}

const edgesOf = ({ edges }: GraphDocument): string[] =>
  edges.map(({ from, to, output = 0, input = 0 }) => `${from}:${output}→${to}:${input}`);
const idsOf = ({ nodes }: GraphDocument): string[] => nodes.map(({ id }) => id);
const nodeOf = ({ nodes }: GraphDocument, id: string): GraphDocument['nodes'][number] | undefined =>
  nodes.find((node) => node.id === id);

describe('every layer', () => {
  it.each([...layerCatalogue.keys()])('%s begins with arguments that it takes', (type) => {
    const { document, ids } = addLayer(chain, { type });
    const definition = layerCatalogue.get(type);
    const node = nodeOf(document, ids[0] ?? '');
    if (definition === undefined || node === undefined) throw new Error('There is no such layer.');
    expect(readLayer(definition, node.config).problems).toEqual([]);
  });
});

describe('adding', () => {
  it('names layers as Keras does, and takes no id twice', () => {
    const first = addLayer(chain, { type: 'MaxPooling1D' }, [10, 20]);
    expect(first.ids).toEqual(['max_pooling1d']);
    expect(first.document.layout).toEqual({ ...chain.layout, max_pooling1d: [10, 20] });
    expect(addLayer(first.document, { type: 'MaxPooling1D' }).ids).toEqual(['max_pooling1d_1']);
    expect(addLayer(chain, { type: 'Conv1D' }).ids).toEqual(['conv1d_1']);
  });

  it('puts a layer behind another, at the end or before what follows', () => {
    const behind = made(addLayerAfter(chain, { id: 'conv1d' }, { type: 'Dropout' }));
    expect(edgesOf(behind.document)).toEqual([...edgesOf(chain), 'conv1d:0→dropout:0']);
    const between = made(addLayerAfter(chain, { id: 'conv1d' }, { type: 'Dropout' }, { isInserted: true }));
    expect(edgesOf(between.document)).toEqual([
      'input:0→conv1d:0',
      'dropout:0→gru:0',
      'gru:0→dense:0',
      'conv1d:0→dropout:0',
    ]);
    expect(idsOf(between.document)).toEqual(['input', 'conv1d', 'dropout', 'gru', 'dense']);
    expect(refusal(addLayerAfter(chain, { id: 'gru' }, { type: 'Input' }))).toBe(
      'Input begins a model; it has no input.',
    );
  });

  it('inserts a layer on an edge, a new one or one of the model', () => {
    const edge = { from: 'conv1d', to: 'gru' };
    const inserted = made(insertOnEdge(chain, edge, { type: 'MaxPooling1D' }));
    expect(checkModel(inserted.document).problems).toEqual([]);
    expect(edgesOf(inserted.document)).toContain('max_pooling1d:0→gru:0');
    const moved = made(insertOnEdge(inserted.document, { from: 'input', to: 'conv1d' }, { id: 'max_pooling1d' }));
    expect(new Set(edgesOf(moved.document))).toEqual(
      new Set(['input:0→max_pooling1d:0', 'max_pooling1d:0→conv1d:0', 'conv1d:0→gru:0', 'gru:0→dense:0']),
    );
    expect(refusal(insertOnEdge(chain, { from: 'input', to: 'gru' }, { type: 'Dropout' }))).toBe(
      'The edge is no longer there.',
    );
    expect(refusal(insertOnEdge(chain, edge, { id: 'gru' }))).toBe('gru is at that edge already.');
  });
});

describe('replacing', () => {
  it('keeps the arguments that fit, and a name that a person gave', () => {
    const lstm = made(replaceLayer(chain, 'gru', { type: 'LSTM' }));
    expect(nodeOf(lstm.document, 'lstm')).toEqual({ id: 'lstm', type: 'LSTM', config: { units: 4 } });
    expect(lstm.renamed).toEqual({ from: 'gru', to: 'lstm' });
    expect(lstm.document.layout?.['lstm']).toEqual([0, 200]);
    const named = made(renameLayer(chain, 'conv1d', 'words')).document;
    const dense = made(replaceLayer(named, 'words', { type: 'Dense' }));
    expect(nodeOf(dense.document, 'words')).toEqual({
      id: 'words',
      type: 'Dense',
      config: { units: 1, activation: 'relu' },
    });
  });

  it('drops the edges that the new layer has no input for, and ends sharing', () => {
    const two = graphDocumentSchema.parse({
      nodes: [
        { id: 'a', type: 'Input', config: { shape: [4] } },
        { id: 'add', type: 'Add' },
        { id: 'dense', type: 'Dense', config: { units: 4 } },
        { id: 'again', type: 'Dense', layer: 'dense' },
      ],
      edges: [
        { from: 'a', to: 'dense' },
        { from: 'dense', to: 'again' },
        { from: 'a', to: 'add' },
        { from: 'again', to: 'add', input: 1 },
      ],
    });
    const relu = made(replaceLayer(two, 'add', { type: 'ReLU' })).document;
    expect(edgesOf(relu)).toEqual(['a:0→dense:0', 'dense:0→again:0', 'a:0→re_lu:0']);
    const dropout = made(replaceLayer(two, 'dense', { type: 'Dropout' })).document;
    expect(nodeOf(dropout, 'again')).toEqual({ id: 'again', type: 'Dense', config: { units: 4 } });
  });
});

describe('deleting and muting', () => {
  it('closes the chain', () => {
    const { document } = deleteLayers(chain, ['conv1d', 'gru']);
    expect(edgesOf(document)).toEqual(['input:0→dense:0']);
    expect(document.layout).toEqual({});
  });

  it('passes the first input on, and leaves shared weights to the next', () => {
    const shared = graphDocumentSchema.parse({
      nodes: [
        { id: 'a', type: 'Input', config: { shape: [4] } },
        { id: 'b', type: 'Input', config: { shape: [4] } },
        { id: 'one', type: 'Dense', config: { units: 4 } },
        { id: 'two', type: 'Dense', layer: 'one' },
        { id: 'three', type: 'Dense', layer: 'one' },
        { id: 'add', type: 'Add' },
        { id: 'out', type: 'Dense', config: { units: 1 } },
      ],
      edges: [
        { from: 'a', to: 'one' },
        { from: 'b', to: 'two' },
        { from: 'two', to: 'three' },
        { from: 'one', to: 'add' },
        { from: 'three', to: 'add', input: 1 },
        { from: 'add', to: 'out' },
      ],
    });
    const { document } = deleteLayers(shared, ['one', 'add']);
    expect(nodeOf(document, 'two')).toEqual({ id: 'two', type: 'Dense', config: { units: 4 } });
    expect(nodeOf(document, 'three')?.layer).toBe('two');
    expect(edgesOf(document)).toEqual(['b:0→two:0', 'two:0→three:0', 'a:0→out:0']);
  });

  it('checks a model with muted layers as if they were deleted, and takes it back', () => {
    const { document } = muteLayers(chain, ['conv1d'], true);
    const checked = checkModel(document);
    expect(checked.problems).toEqual([]);
    expect(checked.layers).toEqual(checkModel(deleteLayers(chain, ['conv1d']).document).layers);
    expect(muteLayers(document, ['conv1d'], false).document).toEqual(chain);
  });
});

describe('edges', () => {
  it('take the place of the one that was there, or the first free input', () => {
    const skipped = made(connect(chain, { from: 'input', to: 'gru' })).document;
    expect(edgesOf(skipped)).toEqual(['input:0→conv1d:0', 'gru:0→dense:0', 'input:0→gru:0']);
    const add = addLayer(chain, { type: 'Add' }).document;
    const one = made(connect(add, { from: 'conv1d', to: 'add' })).document;
    expect(edgesOf(made(connect(one, { from: 'input', to: 'add' })).document)).toContain('input:0→add:1');
  });

  it('are refused in a circle, into an Input, and where every input is taken', () => {
    expect(refusal(connect(chain, { from: 'dense', to: 'conv1d' }))).toBe(
      'Conv1D "conv1d" feeds Dense "dense": they would feed each other in a circle.',
    );
    expect(refusal(connect(chain, { from: 'gru', to: 'gru' }))).toContain('in a circle');
    expect(refusal(connect(chain, { from: 'gru', to: 'input' }))).toBe(
      'Input "input" begins the model; it has no input.',
    );
    expect(refusal(connect(chain, { from: 'gru', to: 'dense' }))).toBe('GRU "gru" is joined to Dense "dense" already.');
  });

  it('are cut without their layers', () => {
    expect(edgesOf(disconnect(chain, [{ from: 'conv1d', to: 'gru' }]).document)).toEqual([
      'input:0→conv1d:0',
      'gru:0→dense:0',
    ]);
  });
});

describe('arguments', () => {
  it('are set for several layers, and refused with the reason', () => {
    const both = made(setArgument(chain, ['gru', 'dense'], 'units', 16)).document;
    expect([nodeOf(both, 'gru')?.config, nodeOf(both, 'dense')?.config]).toEqual([{ units: 16 }, { units: 16 }]);
    expect(refusal(setArgument(chain, ['gru'], 'units', 0))).toBe('GRU "gru" has units 0; it must be at least 1.');
    expect(refusal(setArgument(chain, ['gru'], 'unit', 3))).toContain('has no argument "unit"');
    expect(nodeOf(made(resetArgument(both, ['gru'], 'units')).document, 'gru')?.config).toEqual({ units: 32 });
    expect(nodeOf(made(resetArgument(chain, ['conv1d'], 'activation')).document, 'conv1d')?.config).toEqual({
      filters: 8,
      kernel_size: 5,
    });
  });

  it('of a layer with another fault can be set', () => {
    const faulty = {
      ...chain,
      nodes: chain.nodes.map((node) => ({ ...node, config: { ...node.config, strange: 1 } })),
    };
    expect(nodeOf(made(setArgument(faulty, ['gru'], 'units', 5)).document, 'gru')?.config).toEqual({
      units: 5,
      strange: 1,
    });
  });
});

describe('copies', () => {
  it('are pasted with new ids and their edges, also into another model', () => {
    const text = copyLayers(chain, ['conv1d', 'gru']);
    const pasted = made(pasteLayers(chain, text, [300, 50]));
    expect(pasted.ids).toEqual(['conv1d_1', 'gru_1']);
    expect(edgesOf(pasted.document)).toContain('conv1d_1:0→gru_1:0');
    expect(pasted.document.layout).toEqual({ ...chain.layout, conv1d_1: [300, 50], gru_1: [300, 150] });
    expect(made(pasteLayers({ nodes: [], edges: [] }, text)).document).toEqual({
      nodes: chain.nodes.slice(1, 3),
      edges: [{ from: 'conv1d', to: 'gru' }],
    });
    expect(duplicateLayers(chain, ['gru'], [24, 24]).document.layout?.['gru_1']).toEqual([24, 224]);
  });

  it('of a whole experiment are its layers; other texts are refused', () => {
    const whole = JSON.stringify({ strata: 2, model: chain });
    expect(made(pasteLayers({ nodes: [], edges: [] }, whole, [0, 0])).document).toEqual({
      ...chain,
      layout: { conv1d: [0, 0], gru: [0, 100] },
    });
    for (const text of [
      '',
      'hello',
      '{}',
      '[]',
      '{"nodes": []}',
      '{"nodes":[],"edges":[]}',
      '{"nodes":[{"id":1}],"edges":[]}',
    ])
      expect(refusal(pasteLayers(chain, text))).toBe('The text contains no layers.');
    expect(refusal(pasteLayers(chain, ' '.repeat(10_000_001)))).toBe('The text is too long: 10,000,001 characters.');
  });
});

it('moving says where layers are, and nothing else changes', () => {
  const { document } = moveLayers(chain, { gru: [5, 6] });
  expect(document).toEqual({ ...chain, layout: { conv1d: [0, 100], gru: [5, 6] } });
});
