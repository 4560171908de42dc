// Which way each edge goes: that of the automatic layout, else around the cards between its ends. Pure.
import { cardSize, portXs, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import type { CanvasPicture, Card } from '#renderer/lib/graph/group-picture.ts';
import { moveRoute, type Box, type Layout, type Places, type Route } from '#renderer/lib/graph/place-layers.ts';

/** Of a model with more cards, edges that the layout does not lead are straight. */
const mostCards = 1000;
/** Between an edge and the cards that it goes around: half of its label has room. */
const clearance = 56;
/** An edge turns within this many pixels above and below the cards. */
const turn = 4;
/** An edge is tried for cards in its way at so many points. */
const tries = 16;

/** Where an edge begins and ends, at its ports. */
export interface EdgeEnds {
  readonly start: Point;
  readonly end: Point;
}

/** The ends of each edge; null where a card is not there. */
export function edgeEnds(
  { cards, edges }: CanvasPicture,
  places: Places,
  sizeOf: (card: Card) => Size = cardSize,
): readonly (EdgeEnds | null)[] {
  const known = new Map(cards.map((card) => [card.id, card]));
  return edges.map((edge) => {
    const [from, to] = [known.get(edge.from), known.get(edge.to)];
    const [above, below] = [places.get(edge.from), places.get(edge.to)];
    if (from === undefined || to === undefined || above === undefined || below === undefined) return null;
    return {
      start: { x: above.x + (portXs(from.outputs)[edge.output] ?? 0), y: above.y + sizeOf(from).height },
      end: { x: below.x + (portXs(to.inputs)[edge.input] ?? 0), y: below.y },
    };
  });
}

/** The route of each edge; null for one that goes straight. */
export function edgeRoutes(
  picture: CanvasPicture,
  layout: Layout,
  places: Places,
  sizeOf: (card: Card) => Size = cardSize,
): readonly (Route | null)[] {
  const { cards, edges } = picture;
  const ends = edgeEnds(picture, places, sizeOf);
  const boxes = cards.flatMap((card): (Box & { readonly id: string })[] => {
    const place = places.get(card.id);
    return place === undefined ? [] : [{ id: card.id, ...place, ...sizeOf(card) }];
  });
  return edges.map((edge, index) => {
    const route = moveRoute(layout.routes[index], edge, layout.places, places);
    const own = ends[index] ?? null;
    if (route !== null || own === null || cards.length > mostCards) return route;
    const points = around(
      own,
      boxes.filter(({ id }) => id !== edge.from && id !== edge.to),
    );
    const [first, last] = points;
    if (first === undefined || last === undefined) return null;
    return { from: edge.from, to: edge.to, points, label: { x: first.x, y: (first.y + last.y) / 2 } };
  });
}

/** The two points of a way down beside the cards that are in an edge's way; none where none is, and for an edge that leads up. */
function around({ start, end }: EdgeEnds, boxes: readonly Box[]): Point[] {
  const between = boxes.filter(({ y, height }) => y < end.y && y + height > start.y);
  const inWay = between.filter((box) => isCrossed(start, end, box));
  if (inWay.length === 0) return [];
  const lanes = [-1, 1].map((side) => laneBeside(side, inWay, between));
  const length = (x: number): number => Math.abs(x - start.x) + Math.abs(x - end.x);
  const x = [...lanes].sort((a, b) => length(a) - length(b))[0] ?? start.x;
  const passed = between.filter((box) => x > box.x - clearance && x < box.x + box.width + clearance);
  const all = [...inWay, ...passed];
  return [
    { x, y: Math.max(start.y + turn, Math.min(...all.map(({ y }) => y)) - turn) },
    { x, y: Math.min(end.y - turn, Math.max(...all.map(({ y, height }) => y + height)) + turn) },
  ];
}

/** The x nearest to the cards in the way, at their left (-1) or right (1), where a line down crosses no card. */
function laneBeside(side: number, inWay: readonly Box[], boxes: readonly Box[]): number {
  const edgeOf = ({ x, width }: Box): number => (side < 0 ? x - clearance : x + width + clearance);
  const nearest = inWay.map(edgeOf);
  let lane = side < 0 ? Math.min(...nearest) : Math.max(...nearest);
  const inOrder = [...boxes].sort((a, b) => side * (a.x - b.x));
  for (const box of inOrder)
    if (lane > box.x - clearance / 2 && lane < box.x + box.width + clearance / 2) lane = edgeOf(box);
  return lane;
}

/** Whether the curve of a straight edge, upright at both ends, crosses a card. */
function isCrossed(start: Point, end: Point, { x, y, width, height }: Box): boolean {
  if (end.y <= start.y) return false;
  return Array.from({ length: tries + 1 }, (_, i) => i / tries).some((t) => {
    const rest = 1 - t;
    const at = {
      x: start.x + (end.x - start.x) * (3 * t * t - 2 * t ** 3),
      y: start.y + (end.y - start.y) * (1.5 * t * rest + t ** 3),
    };
    return at.x > x && at.x < x + width && at.y > y && at.y < y + height;
  });
}
