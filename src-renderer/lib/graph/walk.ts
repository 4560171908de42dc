// Where the arrow keys lead from a layer: along its edges, and to its neighbours beside it. Pure.
import type { Point } from '#renderer/lib/graph/card-size.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { Places } from '#renderer/lib/graph/place-layers.ts';

export type Direction = 'down' | 'up' | 'left' | 'right';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Where an arrow key leads. */
export function directionOf({ key }: KeyboardEvent): Direction {
  return arrows[key] ?? 'down';
}

/** Layers whose tops are this near are beside each other. */
const sameRow = 40;

function nearest(ids: readonly string[], places: Places, to: string): string | null {
  const x = places.get(to)?.x ?? 0;
  const distance = (id: string): number => Math.abs((places.get(id)?.x ?? 0) - x);
  return [...ids].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** The layer in a direction; null when there is none. */
export function walk(id: string, direction: Direction, edges: readonly EdgePicture[], places: Places): string | null {
  if (direction === 'down')
    return nearest(
      edges.filter(({ from }) => from === id).map(({ to }) => to),
      places,
      id,
    );
  if (direction === 'up')
    return nearest(
      edges.filter(({ to }) => to === id).map(({ from }) => from),
      places,
      id,
    );
  const own = places.get(id);
  if (own === undefined) return null;
  const isBeside = (x: number): boolean => (direction === 'left' ? x < own.x : x > own.x);
  const row = [...places].filter(([, { x, y }]) => isBeside(x) && Math.abs(y - own.y) <= sameRow);
  return nearest(
    row.map(([other]) => other),
    places,
    id,
  );
}

/** How far a key moves what is selected: pixels of the canvas. */
export const nudgeBy: Readonly<Record<Direction, Point>> = {
  down: { x: 0, y: 8 },
  up: { x: 0, y: -8 },
  left: { x: -8, y: 0 },
  right: { x: 8, y: 0 },
};
