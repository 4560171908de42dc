import { expect, test } from 'vitest';
import { chartDrawing } from '#shared/charts/chart-drawing.ts';
import { hasLogX, pointsAtZero, wholeRange, type ChartSpec } from '#shared/charts/chart-spec.ts';
import { drawingToSvg } from '#shared/charts/drawing.ts';

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
  unit: { unit: '°F', scale: 18 },
  levels: [{ value: 0.45, label: 'baseline 0.45' }],
  shade: { from: 2, to: 3, label: 'overfitting' },
  title: String,
  ticks: () => [{ value: 2, label: 'two' }],
  value: String,
};
function svgOf(shown: ChartSpec, isLog = false, isLogX = false): Document {
  const text = drawingToSvg(
    chartDrawing(shown, {
      title: 'val_mae & more',
      notes: ['1 point above 2 is not shown.'],
      range: null,
      view: { isLog, isLogX, hidesOutliers: true },
      colorOf: (token) => `color-of${token}`,
    }),
  );
  return new DOMParser().parseFromString(text, 'image/svg+xml');
}

test('is an SVG that stands alone: lines with gaps, band, level, ring, legend and notes', () => {
  const svg = svgOf(spec);
  expect(svg.querySelector('parsererror')).toBeNull();
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  for (const text of [
    'val_mae & more',
    'GRU',
    '=Conv, "1D" <b>',
    'two',
    'baseline 0.45',
    '1 point above 2 is not shown.',
  ])
    expect(words).toContain(text);
  const paths = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
  // A gap begins the line anew; what is no number is nowhere.
  expect(paths.some((path) => /^M[\d. ]+M[\d. ]+$/.test(path))).toBe(true);
  expect(svg.documentElement.outerHTML).not.toMatch(/NaN|Infinity/);
  expect([
    paths.filter((path) => path.endsWith('Z')).length,
    paths.filter((path) => path.includes('a4.5')).length,
  ]).toEqual([4, 1]);
});

test('is an SVG on a logarithmic axis without values that it does not have', () => {
  const zero = { ...spec, bands: [], lines: [line('GRU', [1, 2, 3], [0.001, 0, 10])] };
  expect(svgOf(zero, true).documentElement.outerHTML).not.toMatch(/NaN|Infinity/);
});

test('is an SVG over a logarithmic x axis, where zero has no place', () => {
  const steps = [0, 1, 10, 100];
  const bands = [{ color: '--band', steps, low: [1, 1, 1, 1], high: [9, 4, 4, 4] }];
  const shown = { ...spec, shade: null, xMin: 0, xMax: 100, bands, lines: [line('GRU', steps, [8, 3, 2, 1])] };
  const svg = svgOf(shown, false, true);
  expect(svg.documentElement.outerHTML).not.toMatch(/NaN|Infinity/);
  const path = svg.querySelector('path[stroke="color-of--GRU"]')?.getAttribute('d') ?? '';
  const [first = 0, second = 0, third = 0, ...more] = [...path.matchAll(/[ML]([\d.]+)/g)].map(([, x]) => Number(x));
  expect(more).toEqual([]);
  expect(second - first).toBeCloseTo(third - second, 1);
  expect(pointsAtZero(shown)).toBe(1);
  expect(wholeRange(shown, true)).toEqual({ min: 1, max: 100 });
  expect(hasLogX({ axis: 'clock' }, { isLogX: true })).toBe(false);
});
