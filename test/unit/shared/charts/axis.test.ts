import { describe, expect, test } from 'vitest';
import {
  axisTicks,
  decimalsOf,
  logRange,
  patientRange,
  roundRange,
  tickLabels,
  unitTicks,
  wholeLogTicks,
  wholeTicks,
} from '#shared/charts/axis.ts';

describe('a round range', () => {
  test('holds the data, with air, between round numbers', () => {
    expect(roundRange(0.13, 0.49)).toEqual({ min: 0.1, max: 0.6, step: 0.1 });
    expect(roundRange(0.2286, 0.335)).toEqual({ min: 0.2, max: 0.35, step: 0.025 });
  });

  test('does not go below zero for what is never negative', () => {
    expect(roundRange(0.001, 10).min).toBe(0);
    expect(roundRange(-1, 1).min).toBeLessThan(-1);
  });

  test('makes room around a single value', () => {
    const one = roundRange(0.5, 0.5);
    expect(one.min).toBeLessThan(0.5);
    expect(one.max).toBeGreaterThan(0.5);
    const zero = roundRange(0, 0);
    expect(zero.max).toBeGreaterThan(zero.min);
  });
});

describe('patience', () => {
  const before = roundRange(0.1, 0.5);
  test('keeps a range that still fits', () => expect(patientRange(0.12, 0.4, before)).toBe(before));
  test('leaves a range that is too small', () => expect(patientRange(0.1, 0.9, before).max).toBeGreaterThan(0.9));
  test('leaves a range that has become mostly empty', () => {
    expect(patientRange(0.12, 0.16, before).max).toBeLessThan(before.max);
  });
  test('has a range before there is data', () => expect(patientRange(Infinity, -Infinity, null).max).toBe(1));
});

test('whole numbers, as many as there is room for', () => {
  expect(wholeTicks(1, 10, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(wholeTicks(1, 10, 6)).toEqual([2, 4, 6, 8, 10]);
  expect(wholeTicks(0, 625, 9)).toEqual([0, 100, 200, 300, 400, 500, 600]);
  expect(wholeTicks(1, 2, 10)).toEqual([1, 2]);
  expect(wholeTicks(1, 1_000_000, 8).length).toBeLessThanOrEqual(8);
});

test('decimals that ticks need', () => {
  expect([1, 0.5, 0.025, 20, 1e-4, 2e-7].map(decimalsOf)).toEqual([0, 1, 3, 0, 4, 7]);
});

describe('figures of an axis', () => {
  const labelsOf = (low: number, high: number): string[] => {
    const range = roundRange(low, high);
    const labels: string[] = [];
    for (let tick = range.min; tick <= range.max + range.step / 2; tick += range.step)
      labels.push(tickLabels(range)(tick));
    return labels;
  };
  test('have the decimals of their step', () => {
    expect(labelsOf(0.2286, 0.335)).toEqual(['0.200', '0.225', '0.250', '0.275', '0.300', '0.325', '0.350']);
    expect(labelsOf(0, 90_000)).toEqual(['0', '20000', '40000', '60000', '80000', '100000']);
    expect(labelsOf(-2, 2)).toContain('−1');
  });
  test('of a run that diverged are short, and none is cut to zeros', () => {
    expect(labelsOf(3, 41_000_000)).toEqual(['0', '1e7', '2e7', '3e7', '4e7', '5e7']);
    expect(labelsOf(0, 1.1e37)).toEqual(['0', '2.5e36', '5e36', '7.5e36', '1e37', '1.25e37']);
    for (const [low, high] of [
      [0, 3e38],
      [-5e9, 5e9],
      [100_000_000, 100_000_300],
      [1e-7, 6e-7],
    ] as const) {
      const labels = labelsOf(low, high);
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label.length).toBeLessThanOrEqual(11);
    }
  });
});

describe('a logarithmic axis', () => {
  const labels = (low: number, high: number) => axisTicks(logRange(low, high, null)).map(({ label }) => label);

  test('has marks at powers of ten, and between them where there are few', () => {
    expect(labels(0.03, 0.9)).toEqual(['0.02', '0.05', '0.1', '0.2', '0.5', '1']);
    expect(labels(0.0012, 300)).toEqual(['0.001', '0.01', '0.1', '1', '10', '100']);
    expect(labels(1e-9, 1e30).length).toBeLessThan(12);
    expect(labels(2e-7, 3e-6).at(-1)).toBe('5e−6');
  });

  test('holds one value, stays while it fits, and is there without values', () => {
    const { min, max } = logRange(0.5, 0.5, null);
    expect([min < 0.5, max > 0.5 || max === 1]).toEqual([true, true]);
    const before = logRange(0.1, 100, null);
    expect(logRange(0.2, 50, before)).toBe(before);
    expect(logRange(0.2, 0.3, before)).not.toBe(before);
    expect(logRange(Infinity, -Infinity, null)).toEqual({ min: 0.1, max: 1, step: NaN });
  });
});

test('the same axis in another unit has its marks at round values of that unit', () => {
  const labels = (range: Parameters<typeof unitTicks>[0], scale: number) =>
    unitTicks(range, { unit: '°F', scale }).map(({ label }) => label);
  expect(labels({ min: 0.2, max: 0.5, step: 0.05 }, 17.98)).toEqual(['4', '5', '6', '7', '8 °F']);
  expect(labels({ min: 0, max: 1, step: 0.2 }, 1000)).toEqual(['0', '200', '400', '600', '800', '1000 °F']);
  expect(labels({ min: 0.1, max: 10, step: NaN }, 10)).toEqual(['1', '2', '5', '10', '20', '50', '100 °F']);
});

describe('whole numbers on a logarithmic axis', () => {
  test('are 1, 2, 5 and their decades, or powers of ten where there are many', () => {
    expect(wholeLogTicks({ min: 1, max: 50 }, 10)).toEqual([1, 2, 5, 10, 20, 50]);
    expect(wholeLogTicks({ min: 1, max: 100_000 }, 10)).toEqual([1, 10, 100, 1000, 10_000, 100_000]);
    expect(wholeLogTicks({ min: 1, max: 1e8 }, 5)).toEqual([1, 100, 10_000, 1e6, 1e8]);
  });

  test('are those of a linear axis in a short stretch', () => {
    expect(wholeLogTicks({ min: 900, max: 1000 }, 6)).toEqual([900, 920, 940, 960, 980, 1000]);
  });
});
