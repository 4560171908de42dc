import { describe, expect, it } from 'vitest';
import { axisTicks, linePath, RowScale, timeOfRow, valueRange } from '#renderer/lib/datasets/row-scale.ts';
import { gridFor, pageOf, roundLengths, snapLength } from '#renderer/lib/datasets/row-units.ts';

const count = (row: number): string => String(row);

describe('rows and pixels', () => {
  const scale = new RowScale(100, 300, 400);

  it('lead to each other', () => {
    expect([scale.x(100), scale.x(300), scale.middle(100)]).toEqual([0, 400, 1]);
    for (let row = 100; row < 300; row++) {
      expect(scale.row(scale.middle(row))).toBe(row);
      expect(scale.border(scale.x(row))).toBe(row);
    }
    expect([scale.row(-50), scale.row(900), scale.border(-50), scale.border(900)]).toEqual([100, 299, 100, 300]);
  });

  it('of nothing have some width', () => {
    expect(new RowScale(0, 0, 0).x(1)).toBe(1);
  });
});

describe('a line', () => {
  const scale = new RowScale(0, 4, 40);

  it('goes through its points, with gaps where there is no number', () => {
    const points = { steps: [0, 1, 2, 3], values: [1, 2, NaN, 4] };
    expect(linePath(points, scale, (value) => value)).toBe('M5.0 1.0h.01L15.0 2.0M35.0 4.0h.01');
    expect(
      linePath(
        points,
        scale,
        (value) => value,
        (row) => row % 3 === 0,
      ),
    ).toBe('M5.0 1.0h.01L35.0 4.0');
  });

  it('has a range, also of one value or none', () => {
    expect(valueRange([3, NaN, -1])).toEqual({ least: -1, most: 3 });
    expect(valueRange([8])).toEqual({ least: 4, most: 12 });
    expect(valueRange([])).toEqual({ least: 0, most: 1 });
  });
});

describe('times', () => {
  const hour = 3_600_000;
  /** 1,001 rows an hour apart, of which every tenth is known. */
  const picture = { from: 0, to: 1001, times: Float64Array.from({ length: 101 }, (_, i) => i * 10 * hour) };

  it('between known ones are on the line', () => {
    for (const row of [0, 1, 9, 10, 555, 999, 1000]) expect(timeOfRow(picture, row)).toBeCloseTo(row * hour, 0);
    expect(timeOfRow(picture, -3)).toBe(0);
    expect(timeOfRow(picture, 2000)).toBe(1000 * hour);
    expect(timeOfRow({ ...picture, times: new Float64Array() }, 5)).toBeNaN();
  });

  it('of rows that are not evenly spaced are right at the known ones', () => {
    const uneven = { from: 5, to: 9, times: Float64Array.of(0, 100, 5000) };
    expect([5, 7, 8].map((row) => timeOfRow(uneven, row))).toEqual([0, 100, 5000]);
  });

  it('are the ticks of an axis, and numbers of rows where there are none', () => {
    const scale = new RowScale(0, 1001, 600);
    expect(axisTicks(picture, scale, 'en', count).map(({ label }) => label)).toEqual([
      'Jan 5',
      'Jan 12',
      'Jan 19',
      'Jan 26',
      'Feb 2',
      'Feb 9',
    ]);
    const without = { ...picture, times: new Float64Array() };
    expect(axisTicks(without, scale, 'en', count).map(({ label }) => label)).toEqual([
      '1',
      '201',
      '401',
      '601',
      '801',
      '1001',
    ]);
  });
});

describe('lengths', () => {
  it('are round in the time of the rows', () => {
    const tenMinutes = roundLengths(600);
    expect(tenMinutes).toEqual([1, 3, 6, 12, 18, 36, 72, 144, 288, 1008, 2016, 4032]);
    expect(gridFor(12.9, tenMinutes)).toBe(12);
    expect(gridFor(0.2, tenMinutes)).toBe(1);
    expect(pageOf(1440, tenMinutes)).toBe(288);
    expect(pageOf(1, tenMinutes)).toBe(2);
    expect(roundLengths(86_400)).toEqual([1, 2, 7, 14, 28]);
    expect(roundLengths(30.436875 * 86_400)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(roundLengths(null).slice(0, 5)).toEqual([1, 2, 5, 10, 20]);
  });

  it('snap within their bounds', () => {
    expect(snapLength(1437, 144, 1, 5000)).toBe(1440);
    expect(snapLength(-20, 6, 0, 100)).toBe(0);
    expect(snapLength(98, 6, 0, 97)).toBe(96);
    expect(snapLength(500, 6, 0, 97)).toBe(97);
  });
});
