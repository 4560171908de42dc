import { describe, expect, test } from 'vitest';
import type { ChartSpec } from '#shared/charts/chart-spec.ts';
import { extent, hiddenPoints } from '#shared/charts/y-extent.ts';

const spec: ChartSpec = {
  lines: [{ label: 'loss', color: '--run-1', steps: [1, 2, 3, 4, 5], values: [9, 4, NaN, 2, 1] }],
  axis: 'epoch',
  xMin: 1,
  xMax: 5,
  xTitle: 'epoch',
  yTitle: 'loss',
  levels: [{ value: 3, label: 'baseline' }],
  shade: null,
  title: String,
  ticks: () => [],
  value: String,
};

const all = { isLog: false, isLogX: false, hidesOutliers: false };

test('is that of the shown stretch, with the places where a line enters and leaves it', () => {
  expect(extent(spec, null, all)).toEqual({ low: 1, high: 9 });
  expect(extent(spec, { min: 4, max: 5 }, all)).toEqual({ low: 1, high: 3 });
  expect(extent(spec, { min: 1.5, max: 1.9 }, all)).toEqual({ low: 3, high: 6.5 });
});

describe('outliers', () => {
  const good = (level: number): number[] => Array.from({ length: 60 }, (_, i) => level + 0.6 / (1 + i / 5));
  const withLines = (...lines: readonly number[][]): ChartSpec => ({
    ...spec,
    levels: [],
    lines: lines.map((values) => ({ label: 'loss', color: '--run-1', steps: values.map((_, i) => i + 1), values })),
  });
  const hiding = { isLog: false, isLogX: false, hidesOutliers: true };
  const diverged = good(0.3).map((value, i) => (i < 40 ? value : 10 ** (i - 30)));

  test('of a run that diverged beside a good one are left out, and counted', () => {
    const both = withLines(good(0.3), diverged);
    const { low, high } = extent(both, null, hiding);
    expect([low, high].map((value) => Number(value.toFixed(2)))).toEqual([0.35, 0.9]);
    expect(extent(both, null, all).high).toBe(1e29);
    const hidden = hiddenPoints(both, null, { min: 0, max: 1 }, false);
    expect(hidden).toEqual({ above: 20, below: 0, notPositive: 0, max: 1, min: 0, isLeast: false });
    expect(hiddenPoints(both, { min: 1, max: 41 }, { min: 0, max: 1 }, false)?.above).toBe(1);
    expect(hiddenPoints(both, null, { min: 0, max: 1e30 }, false)).toBeNull();
    expect(extent(both, null, { ...hiding, isLog: true }).high).toBeLessThan(1e6);
  });

  test('are not spikes that a run can have, nor a worse run, nor the part that is zoomed to', () => {
    const spiky = good(0.3).map((value, i) => (i === 30 ? value + 2 : value));
    expect(extent(withLines(spiky), null, hiding).high).toBeGreaterThan(2);
    expect(extent(withLines(spiky), { min: 29, max: 33 }, hiding).high).toBeGreaterThan(2);
    expect(extent(withLines(good(0.3), good(2)), null, hiding).high).toBeGreaterThan(2.5);
    expect(extent(withLines([0.5]), null, hiding)).toEqual({ low: 0.5, high: 0.5 });
  });

  test('there may be more where not all points are here', () => {
    const part = withLines(diverged);
    const reduced = { ...part, lines: part.lines.map((line) => ({ ...line, isPart: true })) };
    expect(hiddenPoints(reduced, null, { min: 0, max: 1 }, false)?.isLeast).toBe(true);
  });
});

test('a logarithmic axis has no place for zero and less, which is counted', () => {
  const mixed: ChartSpec = { ...spec, levels: [{ value: -1, label: 'baseline' }] };
  const [line] = mixed.lines;
  const withZero = { ...mixed, lines: [{ ...line!, values: [9, 0, -3, 0.5, 1] }] };
  expect(extent(withZero, null, { isLog: true, isLogX: false, hidesOutliers: true })).toEqual({ low: 0.5, high: 9 });
  expect(hiddenPoints(withZero, null, { min: 0.1, max: 10 }, true)).toMatchObject({
    notPositive: 2,
    above: 0,
    below: 0,
  });
});
