// Where each layer stands: where a person put it, else where the automatic layout does. Pure.
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import type { CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { cardGap, cardSize, type Point, type Size } from '#renderer/lib/graph/card-size.ts';

export type Places = ReadonlyMap<string, Point>;

/** What a layout needs, as it is sent to a worker. */
export interface LayoutTask {
  readonly cards: readonly ({ readonly id: string } & Size)[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** The unfolded groups and the cards that are in each. */
  readonly groups?: readonly { readonly id: string; readonly cards: readonly string[] }[];
}

/** An automatic layout. */
export interface Layout {
  readonly places: Places;
  /** The points that an edge goes through on its way around other cards, in the order of the task's edges. */
  readonly routes: readonly Route[];
}

/** Where an edge goes between its ends, and where its label stands. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label: Point;
}

export function layoutTask({ cards, edges, frames }: CanvasPicture): LayoutTask {
  return {
    cards: cards.map((card) => ({ id: card.id, ...cardSize(card) })),
    edges: edges.map(({ from, to }) => ({ from, to })),
    groups: frames.map(({ id, group }) => ({ id, cards: group.layers })),
  };
}

/** The task without the cards that a person placed and that no edge ends at: they do not move the others. */
export function withoutLoose(task: LayoutTask, byHand: Places): LayoutTask {
  const joined = new Set(task.edges.flatMap(({ from, to }) => [from, to]));
  const cards = task.cards.filter(({ id }) => joined.has(id) || !byHand.has(id));
  return cards.length === task.cards.length ? task : { ...task, cards };
}

/** Between a frame and its cards: the name stands at the top. */
export const framePadding = { top: 38, side: 16, bottom: 16 };

/** What a frame adds to the distance between cards: its border, clear of the label on the edge. */
export const frameRoom = { top: framePadding.top + 24, bottom: framePadding.bottom + 8 };

/** The frame around each unfolded group's cards. */
export function frameBoxes({ cards, groups = [] }: LayoutTask, places: Places): ReadonlyMap<string, Box> {
  if (groups.length === 0) return new Map();
  const sizes = new Map(cards.map((card) => [card.id, card]));
  return new Map(
    groups.flatMap((group): [string, Box][] => {
      const inside = group.cards.flatMap((id) => sizes.get(id) ?? []);
      if (inside.length === 0) return [];
      const { x, y, width, height } = boundsOf({ cards: inside, edges: [] }, places);
      const { top, side, bottom } = framePadding;
      return [[group.id, { x: x - side, y: y - top, width: width + 2 * side, height: height + top + bottom }]];
    }),
  );
}

/**
 * The places of a model without branches, from top to bottom; null when it has some, or when others are between a group's
 * layers, and it needs a real layout.
 */
export function placeChain({ cards, edges, groups = [] }: LayoutTask): Places | null {
  const next = new Map<string, string>();
  const entered = new Set<string>();
  for (const { from, to } of edges) {
    if (next.has(from) || entered.has(to)) return null;
    next.set(from, to);
    entered.add(to);
  }
  const starts = cards.filter(({ id }) => !entered.has(id));
  const [first] = starts;
  if (cards.length > 0 && (first === undefined || starts.length > 1)) return null;
  const sizes = new Map(cards.map((card) => [card.id, card]));
  const places = new Map<string, Point>();
  const owners = new Map(groups.flatMap((group) => group.cards.map((id) => [id, group.id])));
  const left = new Set<string>();
  let y = 0;
  let inside: string | undefined;
  for (let id = first?.id; id !== undefined; id = next.get(id)) {
    const group = owners.get(id);
    if (group !== inside) {
      if (inside !== undefined) left.add(inside);
      if (group !== undefined && left.has(group)) return null;
      y += (inside === undefined ? 0 : frameRoom.bottom) + (group === undefined ? 0 : frameRoom.top);
      inside = group;
    }
    places.set(id, { x: 0, y });
    y += (sizes.get(id)?.height ?? 0) + cardGap;
  }
  return places.size === cards.length ? places : null;
}

/** A layer's place for as long as no layout has been made for it: under the one before it, clear of others. */
function guess(id: string, { edges }: LayoutTask, known: ReadonlyMap<string, Point>): Point {
  const before = edges.find(({ from, to }) => to === id && known.has(from));
  const after = edges.find(({ from, to }) => from === id && known.has(to));
  const step = 52 + cardGap;
  const above = known.get(before?.from ?? '');
  const below = known.get(after?.to ?? '');
  if (above !== undefined) return { x: above.x, y: above.y + step };
  if (below !== undefined) return { x: below.x, y: below.y - step };
  const lowest = Math.max(-step, ...[...known.values()].map(({ y }) => y));
  return { x: 0, y: lowest + step };
}

/**
 * Every layer's place. One that a person placed stays there; the others keep their distance to the placed layer nearest before
 * them.
 * @param automatic the newest layout; it may be older than the model
 */
export function placeLayers(task: LayoutTask, automatic: Places, byHand: Places): Places {
  const layout = new Map(automatic);
  for (const { id } of task.cards) if (!layout.has(id)) layout.set(id, guess(id, task, layout));
  const before = groupBy(task.edges, ({ to }) => to);
  const shifts = new Map<string, Point>();
  const shiftOf = (id: string, onWay: ReadonlySet<string>): Point => {
    const known = shifts.get(id);
    if (known !== undefined) return known;
    const placed = byHand.get(id);
    const natural = layout.get(id);
    let shift: Point = { x: 0, y: 0 };
    if (placed !== undefined && natural !== undefined) shift = { x: placed.x - natural.x, y: placed.y - natural.y };
    else {
      const first = before.get(id)?.find(({ from }) => !onWay.has(from));
      if (first !== undefined && byHand.size > 0) shift = shiftOf(first.from, new Set([...onWay, id]));
    }
    shifts.set(id, shift);
    return shift;
  };
  return new Map(
    task.cards.map(({ id }) => {
      const { x, y } = layout.get(id) ?? { x: 0, y: 0 };
      const shift = shiftOf(id, new Set([id]));
      return [id, { x: x + shift.x, y: y + shift.y }];
    }),
  );
}

/** A route whose two ends were moved alike; null where they were not, and the route leads nowhere. */
export function moveRoute(
  route: Route | undefined,
  { from, to }: { readonly from: string; readonly to: string },
  automatic: Places,
  places: Places,
): Route | null {
  const shift = (id: string): Point | null => {
    const [was, is] = [automatic.get(id), places.get(id)];
    return was === undefined || is === undefined ? null : { x: is.x - was.x, y: is.y - was.y };
  };
  const [by, other] = [shift(from), shift(to)];
  // A layout may be older than the model.
  if (route?.from !== from || route.to !== to || by === null || other?.x !== by.x || other.y !== by.y) return null;
  const move = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  return { from, to, points: route.points.map(move), label: move(route.label) };
}

/** A smooth line through points, upright at each of them. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let [path, at] = [`M ${first.x} ${first.y}`, first];
  for (const point of rest) {
    const middle = (at.y + point.y) / 2;
    path += ` C ${at.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    at = point;
  }
  return path;
}

export interface Box extends Point, Size {}

/** The smallest box around all cards, frames and what else is on the canvas. */
export function boundsOf(task: LayoutTask, places: Places, others: readonly Box[] = []): Box {
  const cards = task.cards.map(({ id, width, height }) => ({ ...(places.get(id) ?? { x: 0, y: 0 }), width, height }));
  return boxAround([...cards, ...frameBoxes(task, places).values(), ...others]) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** The smallest box around others; null around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export interface Viewport extends Point {
  readonly zoom: number;
}

const margin = 24;
/** The canvas's tools, at its lower left. */
const tools = { width: 132, height: 48 };

/**
 * The viewport that shows a model in a window, clear of the tools.
 * @param least the smallest zoom: a model that does not fit then begins at the window's top, and beside the tools if it can
 */
export function fitInto(bounds: Box, { width, height }: Size, least: number): Viewport {
  const room = { width: Math.max(1, width - 2 * margin), height: Math.max(1, height - margin - tools.height) };
  const fitting = Math.min(1, room.width / Math.max(1, bounds.width), room.height / Math.max(1, bounds.height));
  const zoom = Math.max(least, fitting);
  const shown = { width: bounds.width * zoom, height: bounds.height * zoom };
  const middle = { x: (width - shown.width) / 2, y: (height - shown.height) / 2 };
  const beside = shown.height > room.height + 1 ? Math.min(tools.width, width - margin - shown.width) : 0;
  return {
    zoom,
    x: Math.max(margin, middle.x, beside) - bounds.x * zoom,
    y: Math.max(margin, Math.min(middle.y, height - tools.height - shown.height)) - bounds.y * zoom,
  };
}
