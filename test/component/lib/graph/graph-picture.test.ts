import { expect, test } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';
import { portXs } from '#renderer/lib/graph/card-size.ts';
import { pictureGraph } from '#renderer/lib/graph/graph-picture.ts';

const model = (nodes: object[], edges: object[]): GraphDocument => graphDocumentSchema.parse({ nodes, edges });
const draw = (document: GraphDocument) => pictureGraph(document, checkModel(document));

const words = model(
  [
    { id: 'input', type: 'Input', config: { shape: [500], dtype: 'int32' } },
    { id: 'embedding', type: 'Embedding', config: { input_dim: 100, output_dim: 8 } },
    { id: 'gru', type: 'GRU', config: { units: 4 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
  [
    { from: 'input', to: 'embedding' },
    { from: 'embedding', to: 'gru' },
    { from: 'gru', to: 'dense' },
  ],
);

test('an edge has its live shape and what flows along it', () => {
  const { edges } = draw(words);
  expect(edges.map(({ shape, flow }) => [shape, flow])).toEqual([
    [[500], 'words'],
    [[500, 8], 'sequence'],
    [[4], 'vector'],
  ]);
});

test('a layer with any number of inputs always has a free one; a state of a recurrent layer is optional', () => {
  const { layers } = draw(words);
  const gru = layers.find(({ id }) => id === 'gru');
  expect(gru?.inputs.map(({ isUsed, isOptional }) => [isUsed, isOptional])).toEqual([
    [true, false],
    [false, true],
  ]);
  // A chain is straight: the input in use is in the middle, the optional one beside it.
  expect(portXs(gru?.inputs ?? [])).toEqual([116, 212]);
  const merged = draw(
    model(
      [
        { id: 'a', type: 'Input', config: { shape: [4] } },
        { id: 'b', type: 'Input', config: { shape: [4] } },
        { id: 'add', type: 'Add' },
      ],
      [
        { from: 'a', to: 'add', input: 0 },
        { from: 'b', to: 'add', input: 1 },
      ],
    ),
  );
  expect(merged.layers.at(-1)?.inputs.map(({ isUsed }) => isUsed)).toEqual([true, true, false]);
});

test('a damaged model is drawn as far as it goes', () => {
  const { layers, edges } = draw(
    model(
      [
        { id: 'a', type: 'Input', config: { shape: [4] } },
        { id: 'a', type: 'Dense' },
        { id: 'b', type: 'Quantum', config: { spin: 1 } },
      ],
      [
        { from: 'a', to: 'b' },
        { from: 'a', to: 'b' },
        { from: 'a', to: 'nowhere' },
        { from: 'b', to: 'b', input: 1000 },
      ],
    ),
  );
  expect(layers.map(({ id, isKnown }) => [id, isKnown])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
  expect(edges).toHaveLength(3);
  expect(layers[1]?.inputs.length).toBeLessThanOrEqual(64);
  expect(layers[1]?.problems.map(({ code }) => code)).toContain('cycle');
});

test('an edge behind a muted layer has the shape that flows through it', () => {
  const mute = (id: string) => ({
    ...words,
    nodes: words.nodes.map((node) => (node.id === id ? { ...node, muted: true } : node)),
  });
  const { edges, layers } = draw(mute('embedding'));
  expect(edges.map(({ shape, flow }) => [shape, flow])).toEqual([
    [[500], 'words'],
    [[500], 'words'],
    [null, 'unknown'],
  ]);
  expect(layers.find(({ id }) => id === 'embedding')?.outputs.map(({ flow }) => flow)).toEqual(['words']);
  expect(draw(mute('gru')).edges.map(({ shape }) => shape)).toEqual([[500], [500, 8], [500, 8]]);
  expect(draw(mute('input')).edges[0]?.shape).toBeNull();
});
