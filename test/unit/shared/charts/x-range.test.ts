import { describe, expect, test } from 'vitest';
import { linearScale, pannedRange, rangeBetween, xScale, zoomedRange } from '#shared/charts/x-range.ts';

const whole = { min: 1, max: 1001 };
const scale = linearScale(whole, 100, 1100);

describe('a dragged stretch', () => {
  test('is zoomed to in either direction', () => {
    expect(rangeBetween(scale, whole, 300, 500, 2)).toEqual({ min: 201, max: 401 });
    expect(rangeBetween(scale, whole, 500, 300, 2)).toEqual({ min: 201, max: 401 });
  });

  test('ends where the curve ends, and is nothing where it is all, or narrower than what can be shown', () => {
    expect(rangeBetween(scale, whole, 0, 500, 2)).toEqual({ min: 1, max: 401 });
    expect(rangeBetween(scale, whole, 0, 2000, 2)).toBeNull();
    expect(rangeBetween(scale, whole, 300, 301, 2)).toBeNull();
  });
});

describe('zooming about a place', () => {
  test('keeps what is there where it is', () => {
    const range = zoomedRange(scale, whole, 350, 0.5, 2)!;
    expect(range.max - range.min).toBe(500);
    expect(linearScale(range, 100, 1100).valueAt(350)).toBeCloseTo(scale.valueAt(350));
  });

  test('stays as it is where it would be too narrow, and becomes the whole when it is that wide', () => {
    const narrow = { min: 10, max: 13 };
    expect(zoomedRange(linearScale(narrow, 100, 1100), whole, 600, 0.5, 2)).toEqual(narrow);
    expect(zoomedRange(linearScale({ min: 200, max: 800 }, 100, 1100), whole, 600, 3, 2)).toBeNull();
  });
});

describe('panning', () => {
  const shown = linearScale({ min: 401, max: 601 }, 100, 1100);
  test('moves the stretch and keeps its width, up to the ends', () => {
    expect(pannedRange(shown, whole, 500)).toEqual({ min: 501, max: 701 });
    expect(pannedRange(shown, whole, 99_999)).toEqual({ min: 801, max: 1001 });
    expect(pannedRange(shown, whole, -99_999)).toEqual({ min: 1, max: 201 });
  });

  test('of the whole is the whole', () => {
    expect(pannedRange(scale, whole, 300)).toBeNull();
  });
});

describe('a logarithmic axis', () => {
  const decades = { min: 1, max: 10_000 };
  const log = xScale(decades, 0, 400, true);
  const rounded = (range: { min: number; max: number } | null): number[] =>
    range === null ? [] : [range.min, range.max].map((value) => Number(value.toPrecision(6)));

  test('has a decade as wide as another, and is zoomed and panned by its pixels', () => {
    expect(log.pixelOf(100)).toBeCloseTo(200);
    expect(rounded(rangeBetween(log, decades, 100, 300, 2))).toEqual([10, 1000]);
    expect(rounded(zoomedRange(log, decades, 200, 0.5, 2))).toEqual([10, 1000]);
    const zoomed = xScale({ min: 10, max: 1000 }, 0, 400, true);
    expect(rounded(pannedRange(zoomed, decades, 200))).toEqual([100, 10_000]);
    expect(rounded(pannedRange(zoomed, decades, -9999))).toEqual([1, 100]);
  });
});
