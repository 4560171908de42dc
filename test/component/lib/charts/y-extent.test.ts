import { expect, test } from 'vitest';
import type { ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import { extent } from '#renderer/lib/charts/y-extent.ts';

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

test('is that of the shown stretch, with the places where a line enters and leaves it', () => {
  expect(extent(spec, null)).toEqual({ low: 1, high: 9 });
  expect(extent(spec, { min: 4, max: 5 })).toEqual({ low: 1, high: 3 });
  expect(extent(spec, { min: 1.5, max: 1.9 })).toEqual({ low: 3, high: 6.5 });
});
