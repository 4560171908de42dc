// The plain layout of very large models.
import { expect, it } from 'vitest';
import { frameBoxes, type Box } from '#renderer/lib/graph/place-layers.ts';
import { placeByRank } from '#renderer/lib/graph/place-ranks.ts';

const card = (id: string, width = 100) => ({ id, width, height: 50 });
const edge = (from: string, to: string) => ({ from, to });

it('puts every layer below all that it takes its input from, and layers of one rank side by side', () => {
  const cards = ['in', 'a', 'b', 'add', 'out'].map((id) => card(id));
  const edges = [
    edge('in', 'a'),
    edge('in', 'b'),
    edge('a', 'add'),
    edge('b', 'add'),
    edge('in', 'add'),
    edge('add', 'out'),
  ];
  const places = placeByRank({ cards, edges });
  for (const { from, to } of edges) expect(places.get(to)?.y).toBeGreaterThan((places.get(from)?.y ?? 0) + 50);
  expect(places.get('a')?.y).toBe(places.get('b')?.y);
  expect((places.get('b')?.x ?? 0) - (places.get('a')?.x ?? 0)).toBeGreaterThan(100);
});

it('places the layers of a circle and after one, each once', () => {
  const cards = ['in', 'a', 'b', 'after'].map((id) => card(id));
  const places = placeByRank({ cards, edges: [edge('in', 'a'), edge('a', 'b'), edge('b', 'a'), edge('b', 'after')] });
  expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
});

it('places the layers of a model that is one circle', () => {
  const places = placeByRank({ cards: [card('a'), card('b')], edges: [edge('a', 'b'), edge('b', 'a')] });
  expect(places.get('b')?.y).toBeGreaterThan(places.get('a')?.y ?? 0);
});

it('places ten thousand layers in a chain, and edges to layers that are not there', () => {
  const cards = Array.from({ length: 10_000 }, (_, i) => card(String(i)));
  const edges = cards.slice(1).map(({ id }, i) => edge(String(i), id));
  const places = placeByRank({ cards, edges: [...edges, edge('0', 'nowhere')] });
  expect(places.size).toBe(10_000);
  expect(places.get('9999')?.y).toBeGreaterThan(places.get('9998')?.y ?? 0);
});

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

it('gives the frames of open groups room: none overlaps another or a card that is not in it', () => {
  // Two thousand layers in rows of four, of which some are in groups over several rows.
  const cards = Array.from({ length: 2000 }, (_, i) => card(String(i), 100 + (i % 3) * 20));
  const edges = cards.slice(4).map(({ id }, i) => edge(String(i), id));
  const groups = Array.from({ length: 60 }, (_, i) => ({
    id: `group:${i}`,
    cards: Array.from({ length: 9 }, (_place, j) => String(i * 30 + j + (j % 2) * 4)),
  }));
  const task = { cards, edges, groups };
  const places = placeByRank(task);
  const frames = [...frameBoxes(task, places)];
  expect(frames).toHaveLength(60);
  const boxes = cards.map(({ id, width, height }) => ({ id, ...(places.get(id) ?? { x: 0, y: 0 }), width, height }));
  const hits = frames.flatMap(([id, frame], i) => [
    ...frames.slice(i + 1).flatMap(([other, box]) => (overlap(frame, box) ? [`${id} ${other}`] : [])),
    ...boxes.flatMap((box) =>
      overlap(frame, box) && groups[i]?.cards.includes(box.id) !== true ? [`${id} ${box.id}`] : [],
    ),
  ]);
  expect(hits).toEqual([]);
  expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(2000);
});

it('places a group whose way leads out and in again, and one that names layers that are not there', () => {
  const cards = ['a', 'b', 'c'].map((id) => card(id));
  const groups = [
    { id: 'group', cards: ['a', 'c'] },
    { id: 'gone', cards: ['nowhere'] },
  ];
  const places = placeByRank({ cards, edges: [edge('a', 'b'), edge('b', 'c')], groups });
  const frame = frameBoxes({ cards, edges: [], groups }, places).get('group');
  const b = { ...(places.get('b') ?? { x: 0, y: 0 }), width: 100, height: 50 };
  expect(frame && overlap(frame, b)).toBe(false);
});
