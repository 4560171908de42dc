import { expect, it } from 'vitest';
import { median, quantile } from '#shared/base/quantile.ts';

it('sorts by value and interpolates between the two nearest numbers', () => {
  const numbers = [10, 9, 100, 1];
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(numbers, share))).toEqual([1, 7, 9.5, 32.5, 100]);
  expect(numbers).toEqual([10, 9, 100, 1]);
  expect(quantile([3], 0.9)).toBe(3);
});

it('takes infinite numbers as they are, and typed arrays', () => {
  expect(quantile([1, Infinity, Infinity], 0.5)).toBe(Infinity);
  expect(median(Uint32Array.of(4, 4_000_000_000, 2))).toBe(4);
});

it('has no quantile of no numbers', () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(median([])).toBeNull();
});
