// Guides: what dragged cards are aligned with, and the lines that show it.
import { expect, test } from 'vitest';
import { makeGuides, snapTo } from '#renderer/lib/graph/guides.ts';

const box = (x: number, y: number, width = 232, height = 52) => ({ x, y, width, height });

test.each([
  ['the left', box(3, 500), { x: -3, y: 0 }],
  ['the right, of a narrower box', box(136, 500, 100), { x: -4, y: 0 }],
  ['the middle, of a narrower box', box(68, 500, 100), { x: -2, y: 0 }],
  ['the top', box(500, 106), { x: 0, y: -6 }],
  ['the bottom, of a higher box', box(500, 55, 232, 100), { x: 0, y: -3 }],
  ['the middle, of a higher box', box(500, 80, 232, 100), { x: 0, y: -4 }],
  ['both axes', box(-5, 95), { x: 5, y: 5 }],
  ['nothing within reach', box(7, 507), { x: 0, y: 0 }],
  ['an edge with another kind of edge', box(232, 152), { x: 0, y: 0 }],
])('%s', (_, moving, shift) => {
  expect(snapTo(moving, makeGuides([box(0, 100)]), 6).shift).toEqual(shift);
});

test('the nearest of many wins', () => {
  const guides = makeGuides([box(10, 0), box(14, 100), box(300, 200), box(20, 300)]);
  expect(snapTo(box(13, 1000), guides, 6).shift.x).toBe(1);
  expect(snapTo(box(11.5, 1000), guides, 6).shift.x).toBe(-1.5);
  expect(snapTo(box(17, 1000), guides, 6).shift.x).toBe(3);
});

test('a hairline goes through the dragged box and all that are aligned with it', () => {
  const guides = makeGuides([box(0, 0), box(0, 200), box(400, 600)]);
  expect(snapTo(box(4, 401), guides, 6).lines).toEqual([
    { axis: 'x', at: 0, from: 0, to: 453 },
    { axis: 'x', at: 116, from: 0, to: 453 },
    { axis: 'x', at: 232, from: 0, to: 453 },
  ]);
  // Of a box of another width only one of its marks fits.
  expect(snapTo(box(402, 300, 500), guides, 6).lines).toEqual([{ axis: 'x', at: 400, from: 300, to: 652 }]);
  expect(snapTo(box(800, 596), guides, 6).lines.map(({ axis, at, from, to }) => [axis, at, from, to])).toEqual([
    ['y', 600, 400, 1032],
    ['y', 626, 400, 1032],
    ['y', 652, 400, 1032],
  ]);
});

test('without others, nothing is aligned', () => {
  expect(snapTo(box(0, 0), makeGuides([]), 6)).toEqual({ shift: { x: 0, y: 0 }, lines: [] });
});
