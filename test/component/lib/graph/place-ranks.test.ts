// The plain layout of very large models.
import { expect, it } from 'vitest';
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

it('places ten thousand layers in a chain, and edges to layers that are not there', () => {
  const cards = Array.from({ length: 10_000 }, (_, i) => card(String(i)));
  const edges = cards.slice(1).map(({ id }, i) => edge(String(i), id));
  const places = placeByRank({ cards, edges: [...edges, edge('0', 'nowhere')] });
  expect(places.size).toBe(10_000);
  expect(places.get('9999')?.y).toBeGreaterThan(places.get('9998')?.y ?? 0);
});
