// Groups as the canvas shows them: cards with ports at their border, frames, and what dragging does to them.
import { expect, test } from 'vitest';
import { layoutWithDagre } from '#renderer/components/graph/dagre-layout.ts';
import { cardOf, endOf, groupOfSelection, pictureCanvas } from '#renderer/lib/graph/group-picture.ts';
import { cardPlaces, groupJoins } from '#renderer/lib/graph/move-cards.ts';
import { frameBoxes, layoutTask, placeChain, type Places } from '#renderer/lib/graph/place-layers.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';

const residual = (...groups: object[]): GraphDocument =>
  graphDocumentSchema.parse({
    nodes: [
      { id: 'input', type: 'Input', config: { shape: [20, 8] } },
      { id: 'conv', type: 'Conv1D', config: { filters: 8, kernel_size: 3, padding: 'same' } },
      { id: 'add', type: 'Add' },
      { id: 'gru', type: 'GRU', config: { units: 4 } },
      { id: 'dense', type: 'Dense', config: { units: 1 } },
    ],
    edges: [
      { from: 'input', to: 'conv' },
      { from: 'conv', to: 'add' },
      { from: 'input', to: 'add', input: 1 },
      { from: 'add', to: 'gru' },
      { from: 'gru', to: 'dense' },
    ],
    groups,
  });
const draw = (document: GraphDocument) => pictureCanvas(document, checkModel(document));
const block = { id: 'g', name: 'Block', layers: ['conv', 'add'] };
const ports = [{ layer: 'add', input: 1, name: 'skip' }];

test('a folded group has a port where an edge crosses its border, and the sum of its parameters', () => {
  const picture = draw(residual({ ...block, folded: true, ports }));
  const card = cardOf(picture, 'conv');
  if (card?.kind !== 'group') throw new Error('The group is not folded.');
  expect(picture.cards.map(({ id }) => id)).toEqual(['input', 'group:g', 'gru', 'dense']);
  expect(card.parameters).toBe(3 * 8 * 8 + 8);
  expect(card.inputs.map(({ layer, place, name }) => [layer, place, name])).toEqual([
    ['conv', 0, null],
    ['add', 1, 'skip'],
  ]);
  expect(card.outputs.map(({ layer, place }) => [layer, place])).toEqual([['add', 0]]);
  expect(picture.edges.map(({ from, to, input, shape }) => [from, to, input, shape])).toEqual([
    ['input', 'group:g', 0, [20, 8]],
    ['input', 'group:g', 1, [20, 8]],
    ['group:g', 'gru', 0, [20, 8]],
    ['gru', 'dense', 0, [4]],
  ]);
  // An edit is made to the edge of the file.
  expect(picture.edges[1]?.saved).toEqual({ from: 'input', to: 'add', input: 1 });
  expect(endOf(picture, 'group:g', 'inputs', 1)).toEqual({ id: 'add', place: 1 });
  expect(endOf(picture, 'gru', 'outputs', 0)).toEqual({ id: 'gru', place: 0 });
});

test('a folded group without edges can be connected: what its layers need and give is free', () => {
  const document = residual({ ...block, folded: true });
  const { cards } = draw({ ...document, edges: document.edges.slice(1, 2) });
  const card = cards.find(({ kind }) => kind === 'group');
  expect(card?.inputs.map(({ isUsed }) => isUsed)).toEqual([false, false]);
  expect(card?.outputs.map(({ isUsed }) => isUsed)).toEqual([false]);
});

test('a card has no id that a layer has', () => {
  const document = residual({ ...block, folded: true });
  const nodes = document.nodes.map((node) => (node.id === 'dense' ? { ...node, id: 'group:g' } : node));
  expect(draw({ ...document, nodes }).cards.map(({ id }) => id)).toContain('group:group:g');
});

test('the layout keeps the layers of a group together: no other card is in its frame', () => {
  const task = layoutTask(draw(residual({ id: 'g', name: 'A', layers: ['conv'] }, { id: 'h', name: 'B', layers: ['add', 'gru'] }))); // prettier-ignore
  const { places } = layoutWithDagre(task);
  for (const { id, cards } of task.groups ?? []) {
    const box = frameBoxes(task, places).get(id);
    if (box === undefined) throw new Error('There is no frame.');
    for (const card of task.cards) {
      const { x, y } = places.get(card.id) ?? { x: NaN, y: NaN };
      const isApart =
        x >= box.x + box.width || x + card.width <= box.x || y >= box.y + box.height || y + card.height <= box.y;
      expect(isApart).toBe(!cards.includes(card.id));
    }
  }
});

test('a chain has room for frames; with others between a group’s layers it needs a real layout', () => {
  const chain = {
    cards: ['a', 'b', 'c', 'd'].map((id) => ({ id, width: 232, height: 52 })),
    edges: [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ],
  };
  const grouped = { ...chain, groups: [{ id: 'g', cards: ['b', 'c'] }] };
  const places = placeChain(grouped) ?? new Map<string, { x: number; y: number }>();
  const box = frameBoxes(grouped, places).get('g');
  expect(box?.y).toBeGreaterThan((places.get('a')?.y ?? NaN) + 52 + 20);
  expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThan((places.get('d')?.y ?? NaN) - 20);
  expect(placeChain({ ...chain, groups: [{ id: 'g', cards: ['a', 'c'] }] })).toBeNull();
});

test('a layer that is dragged into a frame joins its group, one dragged out leaves; a whole group keeps its layers', () => {
  const picture = draw(residual(block));
  const task = layoutTask(picture);
  const places = layoutWithDagre(task).places;
  const boxes = frameBoxes(task, places);
  const inside = places.get('conv') ?? { x: 0, y: 0 };
  const outside = { x: 2000, y: 0 };
  const joins = (to: [string, { x: number; y: number }][]) => groupJoins(new Map(to), picture, boxes);
  expect(joins([['gru', inside]])).toEqual([{ ids: ['gru'], to: 'g' }]);
  expect(joins([['conv', outside]])).toEqual([{ ids: ['conv'], to: null }]);
  expect(joins([['conv', { x: inside.x + 5, y: inside.y }]])).toEqual([]);
  expect(joins([['conv', outside], ['add', outside]])).toEqual([]); // prettier-ignore
  expect(joins([['dense', outside]])).toEqual([]);
});

test('a folded group moves with its layers', () => {
  const picture = draw(residual({ ...block, folded: true }));
  const places: Places = new Map([['group:g', { x: 10, y: 20 }]]);
  const to: Places = new Map([
    ['group:g', { x: 15, y: 40 }],
    ['gru', { x: 1, y: 2 }],
  ]);
  expect(cardPlaces(to, picture, places)).toEqual({
    layers: { gru: [1, 2] },
    groups: { g: { at: [15, 40], by: [5, 20] } },
    notes: {},
  });
});

test('a group is selected when all of its layers are, and no others', () => {
  const document = residual(block);
  expect(groupOfSelection(document, new Set(['conv', 'add']))?.id).toBe('g');
  expect(groupOfSelection(document, new Set(['conv']))).toBeUndefined();
  expect(groupOfSelection(document, new Set(['conv', 'add', 'gru']))).toBeUndefined();
});
