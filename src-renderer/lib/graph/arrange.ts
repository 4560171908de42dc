// Puts several cards in a row or a column. Pure.
import { cardGap, cardWidth } from '#renderer/lib/graph/card-size.ts';
import type { Places } from '#renderer/lib/graph/place-layers.ts';

export type Arrangement = 'column' | 'row' | 'spread-down' | 'spread-across';

/** New places of the cards: one x (`column`) or y (`row`) for all, or equal distances from the first to the last. */
export function arrange(ids: readonly string[], places: Places, how: Arrangement): Places {
  const cards = ids.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ id, ...place }];
  });
  const [first] = cards;
  if (first === undefined) return new Map();
  const axis = how === 'column' || how === 'spread-across' ? 'x' : 'y';
  if (how === 'column' || how === 'row') {
    const to = Math.round(cards.reduce((sum, card) => sum + card[axis], 0) / cards.length);
    return new Map(cards.map(({ id, x, y }) => [id, axis === 'x' ? { x: to, y } : { x, y: to }]));
  }
  const sorted = [...cards].sort((a, b) => a[axis] - b[axis]);
  const [start, end] = [sorted[0] ?? first, sorted.at(-1) ?? first];
  const least = axis === 'x' ? cardWidth + cardGap : 52 + cardGap;
  const step = Math.max(least, (end[axis] - start[axis]) / Math.max(1, sorted.length - 1));
  return new Map(
    sorted.map(({ id, x, y }, i) => {
      const to = Math.round(start[axis] + i * step);
      return [id, axis === 'x' ? { x: to, y } : { x, y: to }];
    }),
  );
}
