// A large model's chains as one card each: the layout has far fewer cards to find places for, and a chain's own are plain.
// Pure.
import { cardGap, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import type { Box, Layout, LayoutTask } from '#renderer/lib/graph/place-layers.ts';
import { ranksOf } from '#renderer/lib/graph/place-ranks.ts';

const origin: Point = { x: 0, y: 0 };

type TaskCard = LayoutTask['cards'][number];

interface FoldedChains {
  readonly task: LayoutTask;
  /** The places of all cards, and the routes of all edges, from the layout of the folded task. */
  readonly unfold: (layout: Layout) => Layout;
}

/** So much higher a drawing may become by a long chain that stands beside a row of single cards. */
const mostGrowth = 1.2;

/** Null where there are no chains, or the drawing would become much higher. */
export function foldChains(task: LayoutTask): FoldedChains | null {
  const { cards, edges, groups = [] } = task;
  const chains = new Map(chainsOf(task).map((chain) => [chain[0].id, chain]));
  const heads = new Map([...chains].flatMap(([head, chain]) => chain.map(({ id }) => [id, head] as const)));
  const headOf = (id: string): string => heads.get(id) ?? id;
  const isInside = ({ from, to }: { from: string; to: string }): boolean => headOf(from) === headOf(to);
  // What leads back to its own start is no chain.
  if (edges.filter(isInside).length !== cards.length - chains.size) return null;
  const folded: LayoutTask = {
    cards: [...chains].map(([id, chain]) => ({ id, ...sizeOf(chain) })),
    edges: edges.filter((edge) => !isInside(edge)).map(({ from, to }) => ({ from: headOf(from), to: headOf(to) })),
    groups: groups.map((group) => ({ ...group, cards: group.cards.filter((id) => chains.has(id)) })),
  };
  if (folded.cards.length === cards.length || growthOf(folded) > mostGrowth) return null;
  const widths = new Map(cards.map(({ id, width }) => [id, width]));
  return {
    task: folded,
    unfold: (layout) => {
      const places = new Map(
        folded.cards.flatMap(({ id, width }) => placesIn(chains.get(id) ?? [], width, layout.places.get(id))),
      );
      const boxes = new Map(
        folded.cards.map((card) => [card.id, { ...card, ...(layout.places.get(card.id) ?? origin) }]),
      );
      const rowOf = rowsOf([...boxes.values()]);
      const routes = layout.routes.values();
      return {
        places,
        routes: edges.map((edge) => {
          const { from, to } = edge;
          const route = isInside(edge) ? undefined : routes.next().value;
          if (route !== undefined) {
            const [start, end] = [boxes.get(route.from), boxes.get(route.to)];
            const under =
              start &&
              rowOf(middleOf(start))
                .slice(1)
                .filter(({ y }) => y > start.y + start.height);
            const above =
              end &&
              rowOf(middleOf(end))
                .slice(0, 1)
                .filter(({ y }) => y < end.y);
            const points = [...(under ?? []), ...route.points.flatMap(rowOf), ...(above ?? [])];
            return { from, to, points, label: route.label };
          }
          const below = places.get(to) ?? origin;
          const label = { x: below.x + (widths.get(to) ?? 0) / 2, y: below.y - cardGap / 2 };
          return { from, to, points: [label], label };
        }),
      };
    },
  };
}

/** Cards that have no other neighbours between them and are in the same group. */
function chainsOf({ cards, edges, groups = [] }: LayoutTask): (readonly [TaskCard, ...TaskCard[]])[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const owners = new Map(groups.flatMap((group) => group.cards.map((id) => [id, group.id])));
  const [after, before] = [groupBy(edges, ({ from }) => from), groupBy(edges, ({ to }) => to)];
  const next = new Map<string, TaskCard>();
  const isFollowing = new Set<string>();
  for (const { from, to } of edges) {
    const card = byId.get(to);
    const isOnly = after.get(from)?.length === 1 && before.get(to)?.length === 1;
    if (card === undefined || !isOnly || owners.get(from) !== owners.get(to)) continue;
    next.set(from, card);
    isFollowing.add(to);
  }
  return cards.flatMap((card) => {
    if (isFollowing.has(card.id)) return [];
    const chain: [TaskCard, ...TaskCard[]] = [card];
    for (let one = next.get(card.id); one !== undefined; one = next.get(one.id)) chain.push(one);
    return [chain];
  });
}

function sizeOf(chain: readonly Size[]): Size {
  return {
    width: Math.max(...chain.map(({ width }) => width)),
    height: chain.reduce((sum, { height }) => sum + height + cardGap, -cardGap),
  };
}

function placesIn(chain: readonly TaskCard[], width: number, corner: Point = origin): [string, Point][] {
  let { y } = corner;
  return chain.map((card) => {
    const place = { x: corner.x + Math.round((width - card.width) / 2), y };
    y += card.height + cardGap;
    return [card.id, place];
  });
}

/**
 * The points above and under a point in the middle of a row of cards: an edge that goes through them turns above and under the
 * row only. A point between rows is itself.
 */
function rowsOf(boxes: readonly Box[]): (point: Point) => Point[] {
  return ({ x, y }) => {
    const row = boxes.filter((box) => Math.abs(middleOf(box).y - y) < 1);
    const height = Math.max(0, ...row.map((box) => box.height));
    return height === 0 ? [{ x, y }] : [-height / 2, height / 2].map((by) => ({ x, y: y + by }));
  };
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** How high the rows of a task are, compared with the longest way through it. */
function growthOf({ cards, edges }: LayoutTask): number {
  const ranks = ranksOf({ cards, edges: edges.map(({ from, to }) => ({ from: to, to: from })) });
  const after = groupBy(edges, ({ from }) => from);
  const rows = new Map<number, number>();
  const ways = new Map<string, number>();
  const rankOf = ({ id }: TaskCard): number => ranks.get(id) ?? 0;
  for (const card of [...cards].sort((a, b) => rankOf(a) - rankOf(b))) {
    const height = card.height + cardGap;
    rows.set(rankOf(card), Math.max(rows.get(rankOf(card)) ?? 0, height));
    ways.set(card.id, height + Math.max(0, ...(after.get(card.id) ?? []).map(({ to }) => ways.get(to) ?? 0)));
  }
  return [...rows.values()].reduce((sum, height) => sum + height, 0) / Math.max(1, ...ways.values());
}
