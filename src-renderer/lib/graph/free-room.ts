// Room for something new on the canvas that covers nothing. Pure.
import { cardGap, type Point, type Size } from '#renderer/lib/graph/card-size.ts';
import type { Box } from '#renderer/lib/graph/place-layers.ts';

/**
 * The place nearest to a point where something covers none of the others, straight above, below or beside it, with room for an edge
 * between; the point itself where that is free.
 * @param at the upper left corner that is wanted
 */
export function freeRoom(at: Point, size: Size, others: readonly Box[]): Point {
  const wanted: Box = { ...at, ...size };
  if (!others.some((other) => isOver(wanted, other, 0))) return at;
  const inColumn = others.filter((other) => isBetween(wanted.x, wanted.width, other.x, other.width));
  const inRow = others.filter((other) => isBetween(wanted.y, wanted.height, other.y, other.height));
  const places = [
    ...inColumn.flatMap(({ y, height }) =>
      [y - size.height - cardGap, y + height + cardGap].map((to) => ({ x: at.x, y: to })),
    ),
    ...inRow.flatMap(({ x, width }) =>
      [x - size.width - cardGap, x + width + cardGap].map((to) => ({ x: to, y: at.y })),
    ),
  ];
  const distance = ({ x, y }: Point): number => Math.abs(x - at.x) + Math.abs(y - at.y);
  const nearestFirst = [...places].sort((a, b) => distance(a) - distance(b));
  // The one beyond all others is free.
  return nearestFirst.find((place) => !others.some((other) => isOver({ ...place, ...size }, other, cardGap))) ?? at;
}

function isBetween(start: number, length: number, otherStart: number, otherLength: number, room = cardGap): boolean {
  return start < otherStart + otherLength + room && otherStart < start + length + room;
}

function isOver(one: Box, other: Box, room: number): boolean {
  return (
    isBetween(one.x, one.width, other.x, other.width, room) && isBetween(one.y, one.height, other.y, other.height, room)
  );
}
