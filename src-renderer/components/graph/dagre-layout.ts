// The automatic layout of a model with branches, from top to bottom. It takes time for large models: call it in a worker.
import { Graph, layout } from '@dagrejs/dagre';
import { cardGap, type Point } from '#renderer/lib/graph/card-size.ts';
import { foldChains } from '#renderer/lib/graph/fold-chains.ts';
import { frameBoxes, framePadding, frameRoom, type Layout, type LayoutTask } from '#renderer/lib/graph/place-layers.ts';
import { placeByRank } from '#renderer/lib/graph/place-ranks.ts';

/** The room for a shape on an edge: `(1,024, 128)`. */
const label = { width: 96, height: 20, labelpos: 'c' };

/** A model with more cards than this is laid out the faster way. */
const manyCards = 100;
/** Dagre takes minutes for more, and its recursion overflows the stack. */
const mostCards = 1500;

export function layoutWithDagre(task: LayoutTask): Layout {
  const { cards, edges } = task;
  if (cards.length > mostCards) return { places: placeByRank({ cards, edges }), routes: [] };
  const folded = cards.length > manyCards ? foldChains(task) : null;
  const { places, routes } =
    folded === null ? layoutCards(task, cards.length > manyCards) : folded.unfold(layoutCards(folded.task, true));
  const lower = roomForFrames(task, places);
  return {
    places: new Map([...places].map(([id, at]) => [id, lower(at)])),
    routes: routes.map((route) => ({ ...route, points: route.points.map(lower), label: lower(route.label) })),
  };
}

/** @param isFast dagre takes the faster way of finding ranks, which draws some edges longer */
function layoutCards({ cards, edges, groups = [] }: LayoutTask, isFast: boolean): Layout {
  const graph = new Graph({ multigraph: true, compound: groups.length > 0 });
  // The labels' height comes on top of it.
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 32,
    edgesep: 16,
    ranksep: cardGap - label.height,
    ...(isFast ? { ranker: 'longest-path' } : {}),
  });
  for (const { id, width, height } of cards) graph.setNode(id, { width, height });
  const known = new Set(cards.map(({ id }) => id));
  for (const group of groups) {
    const inside = group.cards.filter((id) => known.has(id));
    // A group without cards would be a card of its own.
    if (inside.length > 0) graph.setNode(group.id, {});
    for (const id of inside) graph.setParent(id, group.id);
  }
  edges.forEach(({ from, to }, index) => graph.setEdge(from, to, { ...label }, String(index)));
  layout(graph);
  const corners = cards.map(({ id, width, height }): [string, Point] => {
    const { x = 0, y = 0 } = graph.node(id) as Partial<Point>;
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  });
  return {
    places: new Map(corners),
    routes: edges.map(({ from, to }, index) => {
      const drawn = graph.edge(from, to, String(index)) as Partial<Point> & { points?: Point[] };
      const label = { x: drawn.x ?? 0, y: drawn.y ?? 0 };
      // Its ends are the ports, which the layout does not know.
      return { from, to, points: (drawn.points ?? []).slice(1, -1), label };
    }),
  };
}

/** Moves what is beside or under a frame down, so that the frame's borders have room: the layout knows cards only. */
function roomForFrames(task: LayoutTask, places: ReadonlyMap<string, Point>): (point: Point) => Point {
  const frames = [...frameBoxes(task, places).values()];
  const tops = new Set(frames.map(({ y }) => y + framePadding.top));
  const bottoms = new Set(frames.map(({ y, height }) => y + height - framePadding.bottom));
  if (frames.length === 0) return (point) => point;
  return ({ x, y }) => {
    const above = [...tops].filter((top) => y >= top).length * frameRoom.top;
    return { x, y: y + above + [...bottoms].filter((bottom) => y > bottom).length * frameRoom.bottom };
  };
}
