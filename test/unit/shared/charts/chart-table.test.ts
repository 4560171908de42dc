import { expect, test } from 'vitest';
import { cellOf, chartCsv, chartTable, joinedTable, tableAfter } from '#shared/charts/chart-table.ts';
import type { ChartSpec } from '#shared/charts/chart-spec.ts';

const line = (label: string, steps: number[], values: number[]) => ({ label, color: `--${label}`, steps, values });
const spec: ChartSpec = {
  lines: [
    line('GRU', [1, 2, 3], [0.5, NaN, 1 / 3]),
    { ...line('training', [1, 3], [0.4, 0.2]), faint: true, isBeside: true },
    { ...line('=Conv, "1D" <b>', [2, 4], [Infinity, 0.25]), color: '--conv', dashed: true, ring: { x: 4, y: 0.25 } },
  ],
  bands: [{ color: '--conv', steps: [2, 4], low: [0.1, 0.2], high: [0.3, 0.4] }],
  axis: 'epoch',
  xMin: 1,
  xMax: 4,
  xTitle: 'epoch',
  yTitle: 'val_mae',
  levels: [{ value: 0.45, label: 'baseline 0.45' }],
  shade: { from: 2, to: 3, label: 'overfitting' },
  title: String,
  ticks: () => [{ value: 2, label: 'two' }],
  value: String,
};
const ends = { low: (name: string) => `${name} low`, high: (name: string) => `${name} high` };

test('has every stored value at its place, gaps told apart from what is not there', () => {
  const table = chartTable(spec, null, ends);
  expect(table.columns.map(({ label }) => label)).toEqual([
    'GRU',
    'GRU · training',
    '=Conv, "1D" <b>',
    '=Conv, "1D" <b> low',
    '=Conv, "1D" <b> high',
  ]);
  expect(table.places).toEqual([1, 2, 3, 4]);
  expect(table.columns.map((column) => cellOf(column, 2))).toEqual([NaN, null, Infinity, 0.1, 0.3]);
  expect(chartTable(spec, { min: 2, max: 3 }, ends).places).toEqual([2, 3]);
});

test('is CSV with the numbers in full, which no table program runs', () => {
  expect(
    chartCsv(chartTable(spec, null, ends), spec)
      .replace('\uFEFF', '')
      .split('\n'),
  ).toEqual([
    `epoch,GRU,GRU · training,"'=Conv, ""1D"" <b>","'=Conv, ""1D"" <b> low","'=Conv, ""1D"" <b> high"`,
    '1,0.5,0.4,,,',
    '2,NaN,,Infinity,0.1,0.3',
    `3,${1 / 3},0.2,,,`,
    '4,,,0.25,0.2,0.4',
    '',
  ]);
  const clock = { ...spec, axis: 'clock' as const };
  const [, first] = chartCsv(chartTable({ lines: [line('a', [0], [1])] }, null, ends), clock).split('\n');
  expect(first).toBe('1970-01-01T00:00:00.000Z,1');
});

test('in parts, it is the same table and the same CSV', () => {
  const whole = chartTable(spec, null, ends);
  for (const place of [0, 1, 2, 3, 4]) {
    const before = chartTable(spec, { min: -Infinity, max: place }, ends);
    const after = tableAfter(whole, place);
    expect(joinedTable([before, after])).toEqual(whole);
    expect(chartCsv(before, spec) + chartCsv(after, spec, false)).toBe(chartCsv(whole, spec));
  }
});
