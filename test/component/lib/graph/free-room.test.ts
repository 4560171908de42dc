import { expect, test } from 'vitest';
import { freeRoom } from '#renderer/lib/graph/free-room.ts';
import type { Box } from '#renderer/lib/graph/place-layers.ts';

const size = { width: 232, height: 98 };
const card = (x: number, y: number): Box => ({ x, y, width: 232, height: 52 });

test('where nothing is, it stays', () => {
  expect(freeRoom({ x: 7, y: 3 }, size, [])).toEqual({ x: 7, y: 3 });
  // Beside a card, however near.
  expect(freeRoom({ x: 232, y: 0 }, size, [card(0, 0)])).toEqual({ x: 232, y: 0 });
});

test('it goes the shortest way that covers nothing', () => {
  expect(freeRoom({ x: 10, y: 40 }, size, [card(0, 0)])).toEqual({ x: 10, y: 92 });
  expect(freeRoom({ x: 200, y: -20 }, size, [card(0, 0)])).toEqual({ x: 272, y: -20 });
  // Under a card is another one.
  expect(freeRoom({ x: 0, y: 40 }, size, [card(0, 0), card(0, 92)])).toEqual({ x: 0, y: 184 });
});

test('there is always room, and none is covered', () => {
  const cards = Array.from({ length: 30 }, (_, i) => card((i % 5) * 264, Math.floor(i / 5) * 92));
  for (const at of [
    { x: 500, y: 200 },
    { x: 0, y: 0 },
    { x: 1200, y: 500 },
  ]) {
    const { x, y } = freeRoom(at, size, cards);
    const isClear = (other: Box): boolean =>
      x >= other.x + other.width ||
      other.x >= x + size.width ||
      y >= other.y + other.height ||
      other.y >= y + size.height;
    expect(cards.every(isClear)).toBe(true);
  }
});
