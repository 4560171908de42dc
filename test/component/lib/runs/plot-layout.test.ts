import { expect, test } from 'vitest';
import { contrast } from '#renderer/lib/design/contrast.ts';
import { scaleColor } from '#renderer/lib/runs/color-scale.ts';
import { plotAxis } from '#renderer/lib/runs/plot-axis.ts';
import {
  fittingText,
  fittingTicks,
  nearestPoint,
  nextPoint,
  sideways,
  spreadOf,
  textWidth,
} from '#renderer/lib/runs/plot-layout.ts';
import { linesOf, nearestLine, segmentsOf } from '#renderer/lib/runs/plot-lines.ts';

const points = [
  { index: 0, x: 10, y: 90 },
  { index: 1, x: 50, y: 10 },
  { index: 2, x: 30, y: 50 },
];

test('a text is cut to its room, whatever its script', () => {
  expect(fittingText('units', 100)).toBe('units');
  for (const text of ['a long name of a model', '날씨 데이터로 학습한 모델', '<img src=x onerror=alert(1)>']) {
    const cut = fittingText(text, 60);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut)).toBeLessThanOrEqual(60);
  }
});

test('labels of an axis do not touch', () => {
  const ticks = Array.from({ length: 100 }, (_, i) => ({ place: i / 99, label: `category ${i}` }));
  const fitting = fittingTicks(ticks, 500, 60);
  expect(fitting.length).toBeGreaterThan(3);
  expect(fitting.length).toBeLessThan(10);
});

test('the nearest point is found, if it is near', () => {
  expect(nearestPoint(points, 32, 52, 16)?.index).toBe(2);
  expect(nearestPoint(points, 80, 80, 16)).toBeNull();
  expect(nearestPoint([], 0, 0, 16)).toBeNull();
});

test('arrow keys go from point to point along an axis, and stay at its ends', () => {
  const [first = null, second = null, third = null] = points;
  expect(nextPoint(points, null, 'ArrowRight')).toBe(first);
  expect(nextPoint(points, first, 'ArrowRight')).toBe(third);
  expect(nextPoint(points, second, 'ArrowRight')).toBe(second);
  expect(nextPoint(points, first, 'ArrowUp')).toBe(third);
  expect(nextPoint(points, second, 'ArrowDown')).toBe(third);
  expect(nextPoint(points, null, 'ArrowLeft')).toBe(second);
  expect(nextPoint(points, first, 'Enter')).toBeNull();
  expect(nextPoint([], null, 'ArrowRight')).toBeNull();
});

test('points of one value stand beside its mark, never at another’s', () => {
  const axis = plotAxis([1, 2, 3], String);
  const spread = spreadOf(axis);
  const gap = (axis.placeOf(2) ?? 0) - (axis.placeOf(1) ?? 0);
  for (let number = 1; number < 500; number += 1) {
    expect(Math.abs(sideways(number))).toBeLessThanOrEqual(0.5);
    expect(Math.abs(spread * sideways(number))).toBeLessThan(gap / 2);
  }
});

test('a line is pointed at between two axes, and where a setting is missing there is none', () => {
  const axis = plotAxis([0, 1], String);
  const values = [
    [0, 1],
    [1, 0],
    [null, 1],
  ];
  const axes = [0, 1].map((at) => ({ axis, values: values.map((one) => one[at] ?? null) }));
  const lines = linesOf(axes, 3);
  expect(lines[2]?.[0]).toBeNull();
  const all = [true, true, true];
  expect(nearestLine(lines, all, { axis: 0.1, place: axis.placeOf(0.1) ?? 0 }, 0.03)).toBe(0);
  expect(nearestLine(lines, all, { axis: 0.1, place: axis.placeOf(0.9) ?? 0 }, 0.03)).toBe(1);
  expect(nearestLine(lines, [false, true, true], { axis: 0.1, place: axis.placeOf(0.1) ?? 0 }, 0.03)).toBeNull();
  expect(nearestLine(lines, all, { axis: 1.5, place: axis.placeOf(1) ?? 0 }, 0.03)).toBeNull();
});

test('lines that lie on each other are drawn once, those that a missing setting breaks in parts', () => {
  const lines = [
    [0, 0.5, 1],
    [0, 0.501, 1],
    [0, 0.5, null],
    [null, 0.2, 0.4],
  ];
  expect(segmentsOf(lines, [0, 1, 2], 100)).toEqual([
    { axis: 0, from: 0, to: 50 },
    { axis: 1, from: 50, to: 100 },
  ]);
  expect(segmentsOf(lines, [3], 100)).toEqual([{ axis: 1, from: 20, to: 40 }]);
  expect(segmentsOf(lines, [0], 100, 3)).toEqual([
    { axis: 0, from: 0, to: 51 },
    { axis: 1, from: 51, to: 99 },
  ]);
  const many = Array.from({ length: 10_000 }, (_, i) => [(i % 5) / 4, (i % 3) / 2, (i % 7) / 6]);
  const places = many.map((_, i) => i);
  expect(segmentsOf(many, places, 260)).toHaveLength(15 + 21);
});

test('a colour lies between those of its ends', () => {
  const ends = ['#000000', '#808080', '#ffffff'] as const;
  expect([-1, 0, 0.25, 0.5, 1, 2].map((share) => scaleColor(ends, share))).toEqual([
    '#000000',
    '#000000',
    '#404040',
    '#808080',
    '#ffffff',
    '#ffffff',
  ]);
  expect(contrast(scaleColor(ends, 0), scaleColor(ends, 1))).toBe(21);
});
