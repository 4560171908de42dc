import { expect, test } from 'vitest';
import { layoutWithDagre } from '#renderer/components/graph/dagre-layout.ts';
import {
  boundsOf,
  fitInto,
  moveRoute,
  placeChain,
  placeLayers,
  withoutLoose,
  type LayoutTask,
} from '#renderer/lib/graph/place-layers.ts';
import { walk } from '#renderer/lib/graph/walk.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';

const task = (ids: string[], edges: [string, string][]): LayoutTask => ({
  cards: ids.map((id) => ({ id, width: 232, height: 52 })),
  edges: edges.map(([from, to]) => ({ from, to })),
});

const chain = task(
  ['c', 'a', 'b'],
  [
    ['a', 'b'],
    ['b', 'c'],
  ],
);
const diamond = task(
  ['a', 'left', 'right', 'b'],
  [
    ['a', 'left'],
    ['a', 'right'],
    ['left', 'b'],
    ['right', 'b'],
  ],
);

test('a chain reads from top to bottom, in one column', () => {
  expect(Object.fromEntries(placeChain(chain) ?? [])).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 0, y: 92 },
    c: { x: 0, y: 184 },
  });
});

test.each([
  ['branches', diamond],
  ['two chains', task(['a', 'b'], [])],
  ['a circle', task(['a', 'b'], [['a', 'b'], ['b', 'a']])], // prettier-ignore
])('%s need a real layout', (_name, one) => expect(placeChain(one)).toBeNull());

test('the automatic layout has no two cards on each other, and followers below', () => {
  const { places } = layoutWithDagre(diamond);
  const at = (id: string) => places.get(id) ?? { x: NaN, y: NaN };
  expect(Math.abs(at('left').x - at('right').x)).toBeGreaterThanOrEqual(232);
  expect(at('left').y).toBe(at('right').y);
  expect(at('b').y).toBeGreaterThanOrEqual(at('left').y + 52);
  expect(at('left').y).toBeGreaterThanOrEqual(at('a').y + 52);
});

test('an edge past other layers goes around their cards', () => {
  const skip = task(
    ['a', 'b', 'c', 'd'],
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['a', 'd'],
    ],
  );
  const { places, routes } = layoutWithDagre(skip);
  const around = routes.at(-1)?.points ?? [];
  expect(around.length).toBeGreaterThan(2);
  for (const id of ['b', 'c']) {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    expect(around.filter((point) => point.x >= x && point.x <= x + 232 && point.y >= y && point.y <= y + 52)).toEqual(
      [],
    );
  }
  const moved = new Map([...places].map(([id, { x, y }]) => [id, { x: x + 10, y: y + 5 }]));
  expect(moveRoute(routes.at(-1), { from: 'a', to: 'd' }, places, moved)?.points[0]).toEqual({
    x: (around[0]?.x ?? 0) + 10,
    y: (around[0]?.y ?? 0) + 5,
  });
  expect(
    moveRoute(routes.at(-1), { from: 'a', to: 'd' }, places, new Map([...places, ['a', { x: 0, y: 0 }]])),
  ).toBeNull();
});

test('a circle and an edge to itself are laid out as well', () => {
  const { places } = layoutWithDagre(task(['a', 'b'], [['a', 'b'], ['b', 'a'], ['b', 'b']])); // prettier-ignore
  expect([...places.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
});

test('what a person placed stays, what comes behind it keeps its distance, what comes before it stays as well', () => {
  const automatic = placeChain(chain) ?? new Map();
  const places = placeLayers(chain, automatic, new Map([['b', { x: 300, y: 100 }]]));
  expect(Object.fromEntries(places)).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 300, y: 100 },
    c: { x: 300, y: 192 },
  });
});

test('a layer that no layout has seen yet stands under the one before it', () => {
  const places = placeLayers(chain, new Map([['a', { x: 0, y: 0 }]]), new Map());
  expect(places.get('b')).toEqual({ x: 0, y: 92 });
});

test('a model that fits is in the middle, one that is too high begins at the top in a size that can be read', () => {
  const bounds = boundsOf(chain, placeChain(chain) ?? new Map());
  expect(bounds).toEqual({ x: 0, y: 0, width: 232, height: 236 });
  expect(fitInto(bounds, { width: 632, height: 436 }, 0.6)).toEqual({ zoom: 1, x: 200, y: 100 });
  expect(fitInto({ ...bounds, height: 10_000 }, { width: 632, height: 436 }, 0.6)).toMatchObject({ zoom: 0.6, y: 24 });
});

test('a model that fits is above the canvas’s tools, one that is too high is beside them', () => {
  const bounds = { x: 0, y: 0, width: 300, height: 700 };
  const window = { width: 430, height: 460 };
  const { zoom, y } = fitInto(bounds, window, 0.1);
  expect(zoom).toBeCloseTo(388 / 700);
  expect(y + bounds.height * zoom).toBeCloseTo(412);
  expect(fitInto(bounds, window, 0.75)).toEqual({ zoom: 0.75, x: 132, y: 24 });
  // No room for that: the right end is in sight.
  expect(fitInto({ ...bounds, width: 400 }, window, 0.75)).toEqual({ zoom: 0.75, x: 106, y: 24 });
  expect(fitInto({ ...bounds, width: 900 }, window, 0.75)).toEqual({ zoom: 0.75, x: 24, y: 24 });
});

test('the arrows lead along the edges and to what stands beside', () => {
  const { places } = layoutWithDagre(diamond);
  const edges = diamond.edges.map((edge) => edge as EdgePicture);
  const [first] = [...places].filter(([id]) => id === 'left' || id === 'right').toSorted(([, a], [, b]) => a.x - b.x);
  const [leftmost] = first ?? [];
  const other = leftmost === 'left' ? 'right' : 'left';
  expect(walk('a', 'up', edges, places)).toBeNull();
  expect([leftmost, other]).toContain(walk('a', 'down', edges, places));
  expect(walk(leftmost ?? '', 'down', edges, places)).toBe('b');
  expect(walk(leftmost ?? '', 'right', edges, places)).toBe(other);
  expect(walk(other, 'left', edges, places)).toBe(leftmost);
  expect(walk(other, 'right', edges, places)).toBeNull();
});

test('a card that a person placed and nothing is joined to moves no other', () => {
  const at = { x: 0, y: 0 };
  const cards = ['a', 'b', 'loose', 'new'].map((id) => ({ id, width: 232, height: 52 }));
  const task = { cards, edges: [{ from: 'a', to: 'b' }] };
  const byHand = new Map([
    ['a', at],
    ['loose', at],
  ]);
  expect(withoutLoose(task, byHand).cards.map(({ id }) => id)).toEqual(['a', 'b', 'new']);
  expect(withoutLoose(task, new Map())).toBe(task);
});
