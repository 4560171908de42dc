import { describe, expect, test } from 'vitest';
import type { OwnRun, Run } from '#shared/runs/run.ts';
import {
  chartedMetrics,
  firstAxis,
  horizon,
  metricNames,
  shownKeys,
  shownMetrics,
} from '#renderer/lib/runs/run-curves.ts';
import { SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';
import { gruRunId, sampleRuns } from '../../../support/sample-runs.ts';

test.each([
  [0, 8, 8],
  [3, 30, 30],
  [0, 500, 10],
  [8, 500, 10],
  [9, 500, 20],
  [100, 500, 160],
  [400, 500, 500],
  [500, 500, 500],
])('after %d of %d epochs the axis ends at %d', (done, epochs, end) => {
  expect(horizon(done, epochs)).toBe(end);
});

test('the axis only ever grows, and rarely', () => {
  const ends = Array.from({ length: 501 }, (_, done) => horizon(done, 500));
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  expect(new Set(ends).size).toBeLessThan(8);
});

test('the loss is drawn by step until three epochs make a curve', () => {
  expect([0, 1, 2, 3].map((epochs) => firstAxis(epochs, true))).toEqual(['steps', 'steps', 'steps', 'epochs']);
  expect(firstAxis(1, false)).toBe('epochs');
});

describe('charts that would be equal are one', () => {
  const sample = sampleRuns.find(({ run }) => run.id === gruRunId)!.run;
  const runOf = (loss: string): OwnRun => ({
    ...sample,
    experiment: {
      ...sample.experiment,
      training: {
        ...sample.experiment.training,
        loss: { name: loss, config: {} },
        metrics: [{ name: 'mae', config: {} }],
      },
    },
  });
  const seriesOf = (mae: readonly number[]): SeriesSet => {
    const set = new SeriesSet();
    const steps = [1, 2, 3];
    set.addSeries([
      { key: 'epoch/loss', steps, values: [0.5, 0.4, 0.3] },
      { key: 'epoch/val_loss', steps, values: [0.6, null, 0.5] },
      { key: 'epoch/mae', steps, values: [...mae] },
      { key: 'epoch/val_mae', steps, values: [0.6, null, 0.5] },
    ]);
    return set;
  };

  test('when their values are, but for rounding', () => {
    expect(chartedMetrics(runOf('mae'), seriesOf([0.5, 0.4, 0.3000001]))).toEqual([['loss', 'mae']]);
  });
  test('not when a penalty of the weights is in the loss', () => {
    expect(chartedMetrics(runOf('mae'), seriesOf([0.5, 0.4, 0.29]))).toEqual([['loss'], ['mae']]);
  });
  test('before the first epoch by the name of the loss', () => {
    expect(chartedMetrics(runOf('mean_absolute_error'), new SeriesSet())).toEqual([['loss', 'mae']]);
    expect(chartedMetrics(runOf('mse'), new SeriesSet())).toEqual([['loss'], ['mae']]);
    expect(chartedMetrics(runOf('a loss of later'), new SeriesSet())).toEqual([['loss'], ['mae']]);
  });
});

describe('a run of another program', () => {
  const sample = sampleRuns.find(({ run }) => run.id === gruRunId)!.run;
  const origin = { from: 'tensorboard', path: '/logs', run: null } as const;
  const run: Run = { ...sample, experiment: null, loggedSettings: {}, origin };

  test('shows at most 24 of what it logged, and how many there are', () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `epoch/tag_${i}`);
    const series = { keys: () => keys, get: (key: string) => ({ key, steps: [], values: [] }) };
    expect(shownMetrics(run, series)).toMatchObject({ count: 1000 });
    expect(shownMetrics(run, series).shown).toHaveLength(24);
    expect(metricNames(run, series)).not.toContain('loss');
    const needed = ['epoch/loss', 'epoch/seconds'];
    const read = shownKeys([...keys, ...needed, 'epoch/val_tag_3']);
    expect(read).toEqual([...keys.slice(0, 24), ...needed, 'epoch/val_tag_3']);
    const known = { keys: () => read, get: series.get };
    expect(shownMetrics(run, known, keys)).toMatchObject({ count: 1000 });
  });
});
