import { expect, test } from 'vitest';
import { meanCurve } from '#shared/compare/mean-curve.ts';
import { sampleStatistics, spreadAround, spreads } from '#shared/compare/sample-statistics.ts';

const curve = (steps: number[], values: number[], places: number[] = []) => ({ steps, values, places });

test('has the steps that all curves have, and of each the numbers of its values', () => {
  const curves = [curve([1, 2, 3, 4], [1, 2, 3, 4]), curve([2, 3, 4], [4, 5, 9]), curve([1, 2, 4, 5], [7, 3, 8, 1])];
  for (const spread of spreads) {
    const { steps, mean, low, high } = meanCurve(curves, spread);
    expect(steps).toEqual([2, 4]);
    for (const [i, values] of [
      [2, 4, 3],
      [4, 9, 8],
    ].entries()) {
      const statistics = sampleStatistics(values);
      expect(mean[i]).toBe(statistics.mean);
      expect({ low: low[i], high: high[i] }).toEqual(spreadAround(statistics, spread));
    }
  }
  expect(meanCurve(curves, 'range')).toMatchObject({ low: [2, 4], high: [4, 9] });
});

test('has a gap where a run has no number, and the mean place on an axis', () => {
  const broken = meanCurve([curve([1, 2], [1, NaN], [10, 20]), curve([1, 2], [3, 3], [14, 30])], 'deviation');
  expect(broken.mean).toEqual([2, NaN]);
  expect([broken.low[1], broken.high[1]]).toEqual([NaN, NaN]);
  expect(broken.places).toEqual([12, 25]);
  expect(meanCurve([], 'range').steps).toEqual([]);
});
