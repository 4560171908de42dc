// The automatic layout of a model with branches, from top to bottom. It takes time for large models: call it in a worker.
import { Graph, layout } from '@dagrejs/dagre';
import { cardGap, type Point } from '#renderer/lib/graph/card-size.ts';
import type { Layout, LayoutTask } from '#renderer/lib/graph/place-layers.ts';
import { placeByRank } from '#renderer/lib/graph/place-ranks.ts';

/** The room for a shape on an edge: `(1,024, 128)`. */
const label = { width: 96, height: 20, labelpos: 'c' };

/** From so many cards on, dagre takes the faster way of finding ranks, which draws some edges longer. */
const manyCards = 100;
/** Dagre takes minutes for more, and its recursion overflows the stack. */
const mostCards = 1500;

export function layoutWithDagre({ cards, edges }: LayoutTask): Layout {
  if (cards.length > mostCards) return { places: placeByRank({ cards, edges }), routes: [] };
  const graph = new Graph({ multigraph: true });
  // The labels' height comes on top of it.
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 32,
    edgesep: 16,
    ranksep: cardGap - label.height,
    ...(cards.length > manyCards ? { ranker: 'longest-path' } : {}),
  });
  for (const { id, width, height } of cards) graph.setNode(id, { width, height });
  edges.forEach(({ from, to }, index) => graph.setEdge(from, to, { ...label }, String(index)));
  layout(graph);
  return {
    places: new Map(
      cards.map(({ id, width, height }) => {
        const { x = 0, y = 0 } = graph.node(id) as Partial<Point>;
        return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
      }),
    ),
    routes: edges.map(({ from, to }, index) => {
      const drawn = graph.edge(from, to, String(index)) as Partial<Point> & { points?: Point[] };
      // Its ends are the ports, which the layout does not know.
      return { from, to, points: (drawn.points ?? []).slice(1, -1), label: { x: drawn.x ?? 0, y: drawn.y ?? 0 } };
    }),
  };
}
