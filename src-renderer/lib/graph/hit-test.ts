// What lies under a point of the canvas: a card, an edge, or nothing. Pure.
import { cardSize, cardWidth, type Point } from '#renderer/lib/graph/card-size.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { edgeEnds } from '#renderer/lib/graph/edge-routes.ts';
import type { Places, Route } from '#renderer/lib/graph/place-layers.ts';

export type DropTarget =
  { readonly kind: 'layer'; readonly id: string } | { readonly kind: 'edge'; readonly edge: EdgePicture };

/** The way of each edge; null for straight. */
type Routes = readonly (Route | null)[];

/** An edge is hit within this many pixels. */
const reach = 28;

function distanceToSegment(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
}

/** A layer's card before an edge, the nearest edge before others; null over empty canvas and over a folded group. */
export function dropTarget(at: Point, picture: CanvasPicture, places: Places, routes: Routes): DropTarget | null {
  for (const card of picture.cards) {
    const place = places.get(card.id);
    const { width, height } = cardSize(card);
    if (place === undefined || at.x < place.x || at.x > place.x + width) continue;
    if (at.y >= place.y && at.y <= place.y + height)
      return card.kind === 'layer' ? { kind: 'layer', id: card.id } : null;
  }
  let nearest: { edge: EdgePicture; distance: number } | null = null;
  const ends = edgeEnds(picture, places);
  for (const [index, edge] of picture.edges.entries()) {
    const own = ends[index];
    const points = own ? [own.start, ...(routes[index]?.points ?? []), own.end] : [];
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
  routes: Routes,
): EdgePicture | null {
  if (picture.edges.some(({ from, to }) => from === card.id || to === card.id)) return null;
  const others = { ...picture, cards: picture.cards.filter(({ id }) => id !== card.id) };
  const middle = { x: card.position.x + cardWidth / 2, y: card.position.y + 26 };
  const target = dropTarget(middle, others, places, routes);
  return target?.kind === 'edge' ? target.edge : null;
}
