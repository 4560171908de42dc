import { expect, test } from 'vitest';
import { horizon } from '#renderer/lib/runs/run-curves.ts';

test.each([
  [0, 8, 8],
  [3, 30, 30],
  [0, 500, 10],
  [8, 500, 10],
  [9, 500, 20],
  [100, 500, 160],
  [400, 500, 500],
  [500, 500, 500],
])('after %d of %d epochs the axis ends at %d', (done, epochs, end) => {
  expect(horizon(done, epochs)).toBe(end);
});

test('the axis only ever grows, and rarely', () => {
  const ends = Array.from({ length: 501 }, (_, done) => horizon(done, 500));
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  expect(new Set(ends).size).toBeLessThan(8);
});
