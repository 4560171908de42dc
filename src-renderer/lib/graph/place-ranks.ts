// A plain layout for models that are too large for the real one: a row for each rank, without a search for fewer crossings.
import { cardGap, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import { boundsOf, framePadding, frameRoom, type LayoutTask, type Places } from '#renderer/lib/graph/place-layers.ts';

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
  let last = -1;
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

type Card = LayoutTask['cards'][number];

/** The cards of an unfolded group in rows of their own, and the room that they take with their frame. */
interface Block {
  readonly size: Size;
  /** From the upper left corner of that room. */
  readonly places: Places;
}

function blockOf(task: LayoutTask): Block {
  const places = placeRows(task);
  const { x, y, width, height } = boundsOf(task, places);
  const { side } = framePadding;
  return {
    size: { width: width + 2 * side, height: height + frameRoom.top + frameRoom.bottom },
    places: new Map([...places].map(([id, at]) => [id, { x: at.x - x + side, y: at.y - y + frameRoom.top }])),
  };
}

/**
 * A place for each card, from top to bottom; cards of one rank stand side by side, in document order. An unfolded group stands
 * in its row like one card, so that its frame has room and no other card is in it.
 */
export function placeByRank(task: LayoutTask): Places {
  const { cards, edges, groups = [] } = task;
  const known = new Map(cards.map((card) => [card.id, card]));
  const owners = new Map<string, string>();
  for (const { id, cards: inside } of groups)
    for (const card of inside) if (known.has(card) && !owners.has(card)) owners.set(card, id);
  if (owners.size === 0) return placeRows(task);

  const within = groupBy(
    edges.filter(({ from, to }) => owners.has(from) && owners.get(from) === owners.get(to)),
    ({ from }) => owners.get(from) ?? '',
  );
  const members = groupBy(
    cards.filter(({ id }) => owners.has(id)),
    ({ id }) => owners.get(id) ?? '',
  );
  const blocks = new Map([...members].map(([id, own]) => [id, blockOf({ cards: own, edges: within.get(id) ?? [] })]));
  // A group stands for its first card.
  const shownAs = (id: string): string => members.get(owners.get(id) ?? '')?.[0]?.id ?? id;
  const shown = cards.flatMap((card): Card[] => {
    const size = blocks.get(owners.get(card.id) ?? '')?.size ?? card;
    return shownAs(card.id) === card.id ? [{ id: card.id, width: size.width, height: size.height }] : [];
  });
  const outer = placeRows({
    cards: shown,
    edges: edges
      .map(({ from, to }) => ({ from: shownAs(from), to: shownAs(to) }))
      .filter(({ from, to }) => from !== to),
  });
  return new Map(
    cards.map(({ id }) => {
      const { x, y } = outer.get(shownAs(id)) ?? { x: 0, y: 0 };
      const inside = blocks.get(owners.get(id) ?? '')?.places.get(id) ?? { x: 0, y: 0 };
      return [id, { x: x + inside.x, y: y + inside.y }];
    }),
  );
}

function placeRows(task: LayoutTask): Places {
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
