// A plain layout for models that are too large for the real one: a row for each rank, without a search for fewer crossings.
import { cardGap, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import type { LayoutTask, Places } from '#renderer/lib/graph/place-layers.ts';

const between = 32;

/** A layer's rank is the longest way to it from a start; layers on a circle, and after one, follow in document order. */
export function ranksOf({ cards, edges }: Pick<LayoutTask, 'cards' | 'edges'>): ReadonlyMap<string, number> {
  const ranks = new Map(cards.map(({ id }) => [id, 0]));
  const valid = edges.filter(({ from, to }) => ranks.has(from) && ranks.has(to));
  const after = groupBy(valid, ({ from }) => from);
  const open = new Map(cards.map(({ id }) => [id, 0]));
  for (const { to } of valid) open.set(to, (open.get(to) ?? 0) + 1);
  const ready = cards.filter(({ id }) => open.get(id) === 0).map(({ id }) => id);
  const done = new Set(ready);
  let last = 0;
  for (const id of ready) {
    const rank = ranks.get(id) ?? 0;
    last = Math.max(last, rank);
    for (const { to } of after.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, rank + 1));
      const left = (open.get(to) ?? 0) - 1;
      open.set(to, left);
      if (left > 0) continue;
      done.add(to);
      ready.push(to);
    }
  }
  for (const { id } of cards) if (!done.has(id)) ranks.set(id, ++last);
  return ranks;
}

/** A place for each card, from top to bottom; cards of one rank stand side by side, in document order. */
export function placeByRank(task: LayoutTask): Places {
  const ranks = ranksOf(task);
  const rows: (typeof task.cards)[number][][] = [];
  for (const card of task.cards) (rows[ranks.get(card.id) ?? 0] ??= []).push(card);
  const places = new Map<string, Point>();
  let y = 0;
  for (const row of rows) {
    const total = row.reduce((sum: number, { width }: Size) => sum + width + between, -between);
    let x = -total / 2;
    for (const { id, width } of row) {
      places.set(id, { x: Math.round(x), y });
      x += width + between;
    }
    y += Math.max(...row.map(({ height }) => height)) + cardGap;
  }
  return places;
}
