// What lies under a point of the canvas: a card, an edge, or nothing. Pure.
import { cardSize, cardWidth, portXs, type Point } from '#renderer/lib/graph/card-size.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { moveRoute, type Layout, type Places } from '#renderer/lib/graph/place-layers.ts';

export type DropTarget =
  { readonly kind: 'layer'; readonly id: string } | { readonly kind: 'edge'; readonly edge: EdgePicture };

/** An edge is hit within this many pixels. */
const reach = 28;

function distanceToSegment(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
}

/** The points that an edge goes through, from port to port. */
function pointsOf(edge: EdgePicture, index: number, picture: CanvasPicture, places: Places, layout: Layout): Point[] {
  const find = (id: string) => picture.cards.find((card) => card.id === id);
  const [from, to] = [find(edge.from), find(edge.to)];
  const [start, end] = [places.get(edge.from), places.get(edge.to)];
  if (from === undefined || to === undefined || start === undefined || end === undefined) return [];
  const route = moveRoute(layout.routes[index], edge, layout.places, places);
  return [
    { x: start.x + (portXs(from.outputs)[edge.output] ?? 0), y: start.y + cardSize(from).height },
    ...(route?.points ?? []),
    { x: end.x + (portXs(to.inputs)[edge.input] ?? 0), y: end.y },
  ];
}

/** A layer's card before an edge, the nearest edge before others; null over empty canvas and over a folded group. */
export function dropTarget(at: Point, picture: CanvasPicture, places: Places, layout: Layout): DropTarget | null {
  for (const card of picture.cards) {
    const place = places.get(card.id);
    const { width, height } = cardSize(card);
    if (place === undefined || at.x < place.x || at.x > place.x + width) continue;
    if (at.y >= place.y && at.y <= place.y + height)
      return card.kind === 'layer' ? { kind: 'layer', id: card.id } : null;
  }
  let nearest: { edge: EdgePicture; distance: number } | null = null;
  for (const [index, edge] of picture.edges.entries()) {
    const points = pointsOf(edge, index, picture, places, layout);
    const distances = points.slice(1).map((point, i) => distanceToSegment(at, points[i] ?? point, point));
    const distance = Math.min(Infinity, ...distances);
    if (distance <= reach && distance < (nearest?.distance ?? Infinity)) nearest = { edge, distance };
  }
  return nearest === null ? null : { kind: 'edge', edge: nearest.edge };
}

/** The edge under a card that has no edges; null when there is none, or it has some. */
export function edgeUnder(
  card: { readonly id: string; readonly position: Point },
  picture: CanvasPicture,
  places: Places,
  layout: Layout,
): EdgePicture | null {
  if (picture.edges.some(({ from, to }) => from === card.id || to === card.id)) return null;
  const others = { ...picture, cards: picture.cards.filter(({ id }) => id !== card.id) };
  const middle = { x: card.position.x + cardWidth / 2, y: card.position.y + 26 };
  const target = dropTarget(middle, others, places, layout);
  return target?.kind === 'edge' ? target.edge : null;
}
