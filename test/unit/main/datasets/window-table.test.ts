import { expect, it } from 'vitest';
import { scaled, scaleOf, windowTable } from '#main/datasets/window-table.ts';

const train = { from: 0, to: 60 };
const plain = { mean: 0, std: 1 };
const column = (huge: number) => ({
  name: 'flow',
  values: Float64Array.from({ length: 100 }, (_, i) => (i === 40 ? huge : i)),
});

it.each([
  ['an infinite deviation', () => scaleOf(column(1.7e308), train)],
  ['a mean that is infinite', () => scaleOf({ name: 'flow', values: new Float64Array(100).fill(1.7e308) }, train)],
  ['more than 32 bits hold, as a feature', () => windowTable([column(1e39)], [plain], 100, 1)],
  ['more than 32 bits hold, as a target', () => scaled(column(-1e39), plain)],
])('%s is refused, and the column is named', (_name, prepare) => {
  expect(prepare).toThrow(expect.objectContaining({ code: 'invalid-data', details: { column: 'flow' } }));
  expect(prepare).toThrow(/^Column "flow" has values as large as 1\.\d+e\+\d+, which cannot be trained on\.$/);
});

it('what 32 bits just hold passes', () => {
  const largest = 3.4028234663852886e38;
  expect(scaled(column(largest), plain)[40]).toBe(largest);
  expect(scaleOf(column(1e150), train).std).toBeGreaterThan(1e148);
});

it('a large offset costs no digits, and only what is constant is left unscaled', () => {
  const range = { from: 0, to: 180 };
  const around = (offset: number, of: (i: number) => number) =>
    scaleOf({ name: 'flow', values: Float64Array.from({ length: 180 }, (_, i) => offset + of(i)) }, range);
  const week = (i: number): number => i % 7;
  const { mean, std } = around(0, week);
  const shifted = around(1e15, week);
  expect(shifted.mean - 1e15).toBeCloseTo(mean, 0);
  expect(shifted.std).toBeCloseTo(std, 1);
  expect(around(1e13, week).std).toBeCloseTo(std, 3);
  expect(around(0.1, () => 0)).toEqual({ mean: 0.1, std: 1 });
  // The last digit of 0.3 is rounding.
  expect(around(0.2, (i) => (i % 2 === 0 ? 0.1 : 0.1 + 5e-17)).std).toBe(1);
});
