import { expect, test } from 'vitest';
import { receivedNumber, sentPoint, sentSeries, sentSeriesSchema } from '#shared/runs/metric-series.ts';

test('NaN and infinities survive the way through JSON', () => {
  const values = [0.25, -0, null, Infinity, -Infinity];
  const travelled: unknown = JSON.parse(
    JSON.stringify(sentSeries({ key: 'epoch/loss', steps: [1, 2, 3, 4, 5], values })),
  );
  expect(sentSeriesSchema.parse(travelled).values.map(receivedNumber)).toEqual([0.25, 0, NaN, Infinity, -Infinity]);
  expect(sentPoint({ key: 'epoch/loss', step: 1, value: Infinity }).value).toBe('Infinity');
  expect(sentPoint({ key: 'epoch/loss', step: 1, value: NaN }).value).toBeNull();
});

test('no other text is taken for a number', () => {
  expect(sentSeriesSchema.safeParse({ key: 'epoch/loss', steps: [1], values: ['1'] }).success).toBe(false);
});
