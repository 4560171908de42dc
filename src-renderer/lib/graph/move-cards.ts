// What moving cards does: to layers, to folded groups, to notes, and to the groups that layers are dragged into and out of.
import type { CardPlaces } from '#shared/model/edits/groups.ts';
import type { Position } from '#shared/model/graph-document.ts';
import { cardSize, type Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor, GroupJoin } from '#renderer/lib/graph/graph-editor.svelte.ts';
import { edgeUnder } from '#renderer/lib/graph/hit-test.ts';
import type { CanvasPicture, FramePicture } from '#renderer/lib/graph/group-picture.ts';
import type { Box, Places, Route } from '#renderer/lib/graph/place-layers.ts';

const rounded = ({ x, y }: Point): Position => [Math.round(x), Math.round(y)];

/** New places of cards, as an edit takes them. @param places where the cards are now */
export function cardPlaces(to: Places, { cards, notes }: CanvasPicture, places: Places): CardPlaces {
  const layers: Record<string, Position> = {};
  const groups: Record<string, { at: Position; by: Position }> = {};
  for (const card of cards) {
    const [at, before] = [to.get(card.id), places.get(card.id)];
    if (at === undefined) continue;
    if (card.kind === 'layer') layers[card.id] = rounded(at);
    else
      groups[card.group.id] = {
        at: rounded(at),
        by: rounded({ x: at.x - (before?.x ?? at.x), y: at.y - (before?.y ?? at.y) }),
      };
  }
  const moved = notes.flatMap(({ id, note }): [string, Position][] => {
    const at = to.get(id);
    return at === undefined ? [] : [[note.id, rounded(at)]];
  });
  return { layers, groups, notes: Object.fromEntries(moved) };
}

/**
 * The groups that layers change by being dragged: a layer whose middle is in a frame belongs to its group. A group that is
 * dragged as a whole keeps its layers.
 * @param boxes the frames before the drag
 */
export function groupJoins(
  to: Places,
  { cards, frames }: CanvasPicture,
  boxes: ReadonlyMap<string, Box>,
): readonly GroupJoin[] {
  const isWhole = ({ group }: FramePicture): boolean => group.layers.every((id) => to.has(id));
  const targets = frames.filter((frame) => !isWhole(frame));
  const joins = new Map<string | null, string[]>();
  for (const card of cards) {
    const at = to.get(card.id);
    const own = frames.find(({ group }) => group.layers.includes(card.id));
    if (card.kind !== 'layer' || at === undefined || (own !== undefined && isWhole(own))) continue;
    const { width, height } = cardSize(card);
    const middle = { x: at.x + width / 2, y: at.y + height / 2 };
    const over = targets.filter(({ id }) => isIn(middle, boxes.get(id)));
    const target = own !== undefined && over.includes(own) ? own : over[0];
    if (target === own) continue;
    const id = target?.group.id ?? null;
    joins.set(id, [...(joins.get(id) ?? []), card.id]);
  }
  return [...joins].map(([id, ids]) => ({ ids, to: id }));
}

/** What is on the canvas before cards are dropped. */
interface Before {
  readonly picture: CanvasPicture;
  readonly places: Places;
  readonly routes: readonly (Route | null)[];
  readonly frames: ReadonlyMap<string, Box>;
}

/**
 * Drops cards: a layer without edges that is dropped on an edge goes between its ends; all others stay where they are dropped,
 * and go into the group in whose frame they are.
 */
export function dropCards(to: Places, editor: GraphEditor, { picture, places, routes, frames }: Before): void {
  const [[id, position] = []] = to;
  const isOne = to.size === 1 && id !== undefined && position !== undefined;
  const isLayer = picture.cards.some((card) => card.id === id && card.kind === 'layer');
  const edge = isOne && isLayer ? edgeUnder({ id, position }, picture, places, routes) : null;
  if (edge !== null && id !== undefined) editor.insert(id, edge);
  else if (to.size > 0) editor.move(cardPlaces(to, picture, places), groupJoins(to, picture, frames));
}

function isIn({ x, y }: Point, box: Box | undefined): boolean {
  return box !== undefined && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}
