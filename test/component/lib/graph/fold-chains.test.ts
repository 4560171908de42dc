import { expect, test } from 'vitest';
import { layoutWithDagre } from '#renderer/components/graph/dagre-layout.ts';
import { foldChains } from '#renderer/lib/graph/fold-chains.ts';
import { frameBoxes, type Box, type LayoutTask } from '#renderer/lib/graph/place-layers.ts';

const [width, height, gap] = [232, 52, 40];

function taskOf(edges: readonly (readonly [string, string])[]): LayoutTask {
  const ids = [...new Set(edges.flat())];
  return { cards: ids.map((id) => ({ id, width, height })), edges: edges.map(([from, to]) => ({ from, to })) };
}

/** Blocks of layers in a row, each with an edge past them. */
function blocks(count: number, inBlock: number): LayoutTask {
  return taskOf(
    Array.from({ length: count }, (_, block): [string, string][] => {
      const inside = Array.from({ length: inBlock }, (_, index) => `${block}-${index}`);
      const way = [`end${block}`, ...inside, `end${block + 1}`];
      return [...way.slice(1).map((id, index): [string, string] => [way[index] ?? '', id]), [way[0] ?? '', way.at(-1) ?? '']];
    }).flat(),
  ); // prettier-ignore
}

const isIn = ({ x, y }: { x: number; y: number }, box: Box): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

test('a model of deep blocks has each layer under the one before it, no two on each other, and edges around them', () => {
  const task = blocks(30, 4);
  expect(foldChains(task)?.task.cards).toHaveLength(61);
  const { places, routes } = layoutWithDagre(task);
  const boxes = new Map([...places].map(([id, place]): [string, Box] => [id, { ...place, width, height }]));
  expect(boxes.size).toBe(task.cards.length);
  expect(routes.map(({ from, to }) => ({ from, to }))).toEqual(task.edges);
  for (const [index, { from, to }] of task.edges.entries()) {
    const [above, below] = [places.get(from), places.get(to)];
    const distance = (below?.y ?? NaN) - (above?.y ?? NaN);
    const { points = [], label } = routes[index] ?? {};
    const isPast = from.startsWith('end') && to.startsWith('end');
    expect(distance).toBe((isPast ? 5 : 1) * (height + gap));
    expect([...boxes.values()].filter((box) => [...points, label].some((point) => point && isIn(point, box)))).toEqual(
      [],
    );
    // The edge past a block is upright beside it.
    if (isPast) expect(new Set(points.map(({ x }) => x)).size).toBe(1);
  }
  const overlapping = [...boxes].filter(([id, box]) =>
    [...boxes].some(([other, { x, y }]) => other !== id && Math.abs(x - box.x) < width && Math.abs(y - box.y) < height),
  );
  expect(overlapping).toEqual([]);
});

test('only layers of one group are a chain, and its frame is around them', () => {
  const task = { ...blocks(30, 4), groups: [{ id: 'group', cards: ['3-1', '3-2'] }] };
  expect(foldChains(task)?.task.cards).toHaveLength(63);
  const { places } = layoutWithDagre(task);
  const frame = frameBoxes(task, places).get('group');
  const inside = [...places].filter(([, { x, y }]) => frame && isIn({ x: x + width / 2, y: y + height / 2 }, frame));
  expect(inside.map(([id]) => id)).toEqual(['3-1', '3-2']);
});

const line = (...ids: string[]): [string, string][] => ids.slice(1).map((id, index) => [ids[index] ?? '', id]);

test.each([
  ['no chain', line('a', 'b').concat(line('a', 'c'), line('b', 'd'), line('c', 'd'), line('a', 'd'))],
  ['a ring', line('a', 'b', 'a')],
  ['a chain that leads back to its start', line('x', 'a', 'b', 'c', 'a')],
  ['a layer that leads to itself', line('a', 'b', 'b')],
  [
    'a long chain beside rows of single layers, which would be far apart',
    line('start', 'a', 'b', 'c', 'd', 'e', 'end').concat(
      line('start', 'f', 'g', 'h', 'i', 'j', 'end'),
      line('f', 'h'),
      line('g', 'i'),
      line('h', 'j'),
    ),
  ],
])('nothing is folded where there is %s', (_name, edges) => expect(foldChains(taskOf(edges))).toBeNull());
