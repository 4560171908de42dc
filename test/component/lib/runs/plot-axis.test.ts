import { describe, expect, test } from 'vitest';
import { isInRange, movedEnd, plotAxis, rangeBetween } from '#renderer/lib/runs/plot-axis.ts';
import type { PlotValue } from '#renderer/lib/runs/plot-values.ts';

const say = (value: PlotValue): string => (value === null ? 'not set' : String(value));
const labels = (values: readonly PlotValue[]): string[] => plotAxis(values, say).ticks.map(({ label }) => label);

describe('an axis', () => {
  test('of numbers is linear, and logarithmic where they span decades', () => {
    expect(plotAxis([16, 32, 64], say).kind).toBe('linear');
    const rates = plotAxis([1e-4, 1e-3, 1e-2], say);
    expect(rates.kind).toBe('log');
    const [low = 0, middle = 0, high = 0] = [1e-4, 1e-3, 1e-2].map((rate) => rates.placeOf(rate) ?? 0);
    expect(middle - low).toBeCloseTo(high - middle, 10);
    // Zero and what is below it have no logarithm.
    expect(plotAxis([0, 1e-4, 10], say).kind).toBe('linear');
    expect(plotAxis([-1, 1e-4, 10], say).kind).toBe('linear');
  });

  test('marks few numbers themselves, many by round ones', () => {
    expect(labels([64, 16, 32, 16])).toEqual(['16', '32', '64']);
    expect(labels([1e-4, 3e-4, 1e-2])).toEqual(['0.0001', '0.0003', '0.01']);
    expect(labels(Array.from({ length: 101 }, (_, i) => i))).toEqual(['0', '25', '50', '75', '100']);
    expect(labels(Array.from({ length: 50 }, (_, i) => 10 ** (i / 10)))).toEqual(['1', '10', '100', '1000', '10000']);
    // Two that are too near to each other would be one blot.
    expect(labels([1, 1.01, 2])).not.toContain('1.01');
  });

  test('of texts has them in order, “not set” at the end', () => {
    const axis = plotAxis(['lstm', null, 'gru', 'gru 10', 'gru 9', 'gru'], say);
    expect(axis.kind).toBe('text');
    expect(axis.values).toEqual(['gru', 'gru 9', 'gru 10', 'lstm', null]);
    expect(axis.ticks.at(-1)).toEqual({ place: 0.9, label: 'not set' });
    expect(plotAxis([1, 'auto'], say).kind).toBe('text');
    expect(plotAxis([true, false], say).values).toEqual([false, true]);
  });

  test('of one value has it in the middle; of none is empty', () => {
    expect(plotAxis([0.5, 0.5], say, 'number').placeOf(0.5)).toBeCloseTo(0.5, 12);
    expect(plotAxis([0], say, 'number').placeOf(0)).toBeCloseTo(0.5, 12);
    expect(plotAxis([], say, 'number')).toMatchObject({ values: [], ticks: [] });
    expect(plotAxis([], say)).toMatchObject({ values: [], ticks: [] });
  });

  test('has no place for a number that is not set', () => {
    expect(plotAxis([1, 2, null], say).placeOf(null)).toBeNull();
  });

  test('of 10,000 texts is marked by some', () => {
    const axis = plotAxis(
      Array.from({ length: 10_000 }, (_, i) => `<b>${i}</b>`),
      say,
    );
    expect(axis.ticks.length).toBeLessThanOrEqual(24);
  });
});

describe('a range', () => {
  const axis = plotAxis([1, 2, 4, 8, null], say);
  const at = (value: number): number => axis.placeOf(value) ?? 0;

  test('is of the values between two places, in either order', () => {
    expect(rangeBetween(axis, at(2) - 0.01, at(4) + 0.01)).toEqual({ from: 2, to: 4 });
    expect(rangeBetween(axis, at(4) + 0.01, at(2) - 0.01)).toEqual({ from: 2, to: 4 });
    expect(rangeBetween(axis, 0, 1)).toBeNull();
    expect(rangeBetween(axis, at(4) + 0.01, at(4) + 0.02)).toBeNull();
  });

  test('holds what lies in it, and never a number that is not set', () => {
    const range = { from: 2, to: 4 };
    expect([1, 2, 4, 8, null].map((value) => isInRange(axis, range, value))).toEqual([false, true, true, false, false]);
  });

  test('has ends that move by values, and never past each other', () => {
    const up = movedEnd(axis, null, 'from', 1);
    expect(up).toEqual({ from: 2, to: 8 });
    expect(movedEnd(axis, up, 'to', -1)).toEqual({ from: 2, to: 4 });
    expect(movedEnd(axis, { from: 2, to: 4 }, 'to', -10)).toEqual({ from: 2, to: 2 });
    expect(movedEnd(axis, { from: 2, to: 4 }, 'from', 10)).toEqual({ from: 4, to: 4 });
    expect(movedEnd(axis, up, 'from', -1)).toBeNull();
  });

  test('of a text that is no longer there leaves all', () => {
    const texts = plotAxis(['a', 'b'], say);
    expect(isInRange(texts, { from: 'gone', to: 'gone' }, 'a')).toBe(true);
  });
});
