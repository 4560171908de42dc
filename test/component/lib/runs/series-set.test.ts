import { expect, test } from 'vitest';
import { SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';

test('grows by points as they come', () => {
  const set = new SeriesSet();
  set.addPoints([
    { key: 'epoch/loss', step: 1, value: 0.5 },
    { key: 'epoch/val_loss', step: 1, value: 0.4 },
  ]);
  set.addPoints([{ key: 'epoch/loss', step: 2, value: 0.3 }]);
  expect(set.get('epoch/loss')).toMatchObject({ steps: [1, 2], values: [0.5, 0.3] });
  expect(set.keys('epoch/')).toEqual(['epoch/loss', 'epoch/val_loss']);
  expect(set.get('epoch/acc').steps).toEqual([]);
});

test('what was fetched and what came meanwhile make one series, without doubles and in order', () => {
  const set = new SeriesSet();
  set.addPoints([
    { key: 'batch/loss', step: 4, value: 4 },
    { key: 'batch/loss', step: 5, value: 5 },
  ]);
  set.addSeries([{ key: 'batch/loss', steps: [1, 2, 3, 4], values: [1, 2, 3, 40] }]);
  set.addPoints([{ key: 'batch/loss', step: 3, value: 30 }]);
  expect(set.get('batch/loss')).toMatchObject({ steps: [1, 2, 3, 4, 5], values: [1, 2, 30, 40, 5] });
});

test('null stands for what is no number', () => {
  const set = new SeriesSet();
  set.addSeries([{ key: 'epoch/loss', steps: [1, 2], values: [null, 1] }]);
  expect(set.get('epoch/loss').values).toEqual([NaN, 1]);
  set.addPoints([{ key: 'epoch/loss', step: 3, value: '-Infinity' }]);
  expect(set.get('epoch/loss').values).toEqual([NaN, 1, -Infinity]);
});

test('a change is told once for each message, however many points it has', () => {
  const set = new SeriesSet();
  const before = set.version;
  set.addPoints(Array.from({ length: 1_000 }, (_, step) => ({ key: 'batch/loss', step, value: 1 })));
  set.addPoints([]);
  expect(set.version).toBe(before + 1);
});

test('a run that goes on from an earlier place loses its later points, and gets them again', () => {
  const set = new SeriesSet();
  set.addSeries([
    { key: 'epoch/loss', steps: [1, 2, 3], values: [3, 2, 1] },
    { key: 'epoch/lr', steps: [3], values: [0.1] },
    { key: 'batch/loss', steps: [10, 20, 25], values: [3, 2, 1] },
  ]);
  set.truncate('epoch/', 2);
  set.truncate('batch/', 20);
  expect(set.get('epoch/loss')).toMatchObject({ steps: [1, 2], values: [3, 2] });
  expect(set.get('epoch/lr').steps).toEqual([]);
  expect(set.get('batch/loss').steps).toEqual([10, 20]);
  set.addPoints([{ key: 'epoch/loss', step: 3, value: 0.5 }]);
  expect(set.get('epoch/loss').values).toEqual([3, 2, 0.5]);
});
