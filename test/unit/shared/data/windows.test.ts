import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { splitRows } from '#shared/data/splits.ts';
import {
  findLeak,
  rowsPerSample,
  sampleCount,
  sampleRows,
  windowLength,
  type WindowPlan,
} from '#shared/data/windows.ts';

/** Python's `range(first, stop, step)`. */
function range(first: number, stop: number, step: number): number[] {
  const rows: number[] = [];
  for (let row = first; row < stop; row += step) rows.push(row);
  return rows;
}

/** The rows of a window, from the definition in Keras's tutorial: `indices = range(row - lookback, row, step)`. */
function windowRows(plan: WindowPlan, row: number): number[] {
  return range(row - plan.lookback, row, plan.step);
}

describe('window arithmetic', () => {
  it('cuts what the tutorial’s generator cuts', () => {
    const plan = { lookback: 1440, step: 6, delay: 144 };
    const { first, last, row, target } = sampleRows(plan, { from: 0, to: 200_001 }, 0);
    expect(windowLength(plan)).toBe(240);
    expect({ first, last, row, target }).toEqual({ first: 0, last: 1434, row: 1440, target: 1584 });
    expect(windowRows(plan, row)).toHaveLength(240);
    expect(windowRows(plan, row).at(-1)).toBe(last);
  });

  it('has ceil(lookback / step) steps when the step does not divide the lookback', () => {
    const plan = { lookback: 10, step: 4, delay: 1 };
    expect(windowLength(plan)).toBe(3);
    expect(sampleRows(plan, { from: 5, to: 100 }, 2)).toEqual({ first: 7, last: 15, row: 17, target: 18 });
  });

  it('counts one sample in a range that just holds one, and none in a shorter one', () => {
    const plan = { lookback: 5, step: 2, delay: 3 };
    expect(rowsPerSample(plan)).toBe(9);
    expect(sampleCount(plan, { from: 10, to: 19 })).toBe(1);
    expect(sampleRows(plan, { from: 10, to: 19 }, 0).target).toBe(18);
    expect(sampleCount(plan, { from: 10, to: 18 })).toBe(0);
    expect(sampleCount(plan, { from: 10, to: 10 })).toBe(0);
  });

  it('counts what a loop over all rows finds, for 300 plans of chance', () => {
    const random = createRandom(11);
    const whole = (most: number): number => Math.floor(random() * most);
    for (let i = 0; i < 300; i++) {
      const plan = { lookback: 1 + whole(20), step: 1 + whole(7), delay: whole(10) };
      const from = whole(5);
      const to = from + whole(60);
      const rows = range(from, to, 1).filter((row) => row - plan.lookback >= from && row + plan.delay < to);
      expect(sampleCount(plan, { from, to })).toBe(rows.length);
      rows.forEach((row, sample) => {
        const found = sampleRows(plan, { from, to }, sample);
        expect(found.row).toBe(row);
        expect(found.target).toBe(row + plan.delay);
        expect(found.last).toBe(windowRows(plan, row).at(-1));
        expect(found.last).toBeLessThan(found.target);
      });
    }
  });
});

describe('leaks', () => {
  it('no sample touches a row of another split, for 500 plans and splits of chance', () => {
    const random = createRandom(12);
    const whole = (most: number): number => Math.floor(random() * most);
    for (let i = 0; i < 500; i++) {
      const plan = { lookback: 1 + whole(12), step: 1 + whole(5), delay: whole(8) };
      const train = 0.1 + random() * 0.8;
      const split = splitRows(20 + whole(150), { train, validation: random() * (1 - train) });
      const ranges = [split.train, split.validation, split.test];
      const touched = ranges.map((rows) => {
        const all = new Set<number>();
        for (let sample = 0; sample < sampleCount(plan, rows); sample++) {
          const { row, target } = sampleRows(plan, rows, sample);
          for (const window of windowRows(plan, row)) all.add(window);
          all.add(target);
        }
        return all;
      });
      touched.forEach((rows, a) =>
        touched.forEach((others, b) => {
          if (a !== b) expect([...rows].filter((row) => others.has(row))).toEqual([]);
        }),
      );
      const trained = [...(touched[0] ?? [])];
      if (trained.length > 0) expect(Math.max(...trained)).toBeLessThan(split.validation.from);
      expect(findLeak(plan, ranges)).toBeNull();
    }
  });

  it('finds ranges that overlap, as the tutorial’s own do by its delay', () => {
    const plan = { lookback: 3, step: 1, delay: 2 };
    expect(
      findLeak(plan, [
        { from: 0, to: 20 },
        { from: 19, to: 40 },
      ]),
    ).toContain('row 19');
    expect(
      findLeak(plan, [
        { from: 0, to: 20 },
        { from: 20, to: 40 },
      ]),
    ).toBeNull();
  });
});
