import { describe, expect, test } from 'vitest';
import { runColorCount, type RunSummary } from '#shared/runs/run.ts';
import {
  durationOf,
  filterRuns,
  firstOrder,
  nextOrder,
  runColor,
  runColumns,
  sortRuns,
  withBaseline,
} from '#renderer/lib/runs/run-table.ts';
import {
  convRunId,
  gruRunId,
  imdbRunId,
  queuedRunId,
  sampleRuns,
  weatherBaselineId,
} from '../../../support/sample-runs.ts';
import { sampleProgress } from '../../../support/sample-progress.ts';

const runs: readonly RunSummary[] = sampleRuns.map(({ run }) => run);
const notSaid = () => null;
const find = (id: string): RunSummary => runs.find((run) => run.id === id)!;

describe('sorting', () => {
  test('begins with the newest', () => {
    const started = sortRuns(runs, firstOrder, notSaid).map((run) => run.startedAtMs ?? run.createdAtMs);
    expect(started).toEqual(started.toSorted((a, b) => b - a));
  });

  test('every column sorts both ways, and what has no value stands last', () => {
    for (const column of runColumns) {
      const up = sortRuns(runs, { column, descending: false }, notSaid);
      const down = sortRuns(runs, { column, descending: true }, notSaid);
      expect(up).toHaveLength(runs.length);
      expect(new Set(down)).toEqual(new Set(up));
    }
    for (const descending of [true, false]) {
      const byBest = sortRuns(runs, { column: 'best', descending }, notSaid).map((run) => run.best !== null);
      expect(byBest.lastIndexOf(true)).toBeLessThan(byBest.indexOf(false));
    }
  });

  test('the best by a metric are beside each other: errors apart from accuracies, other data and other losses apart', () => {
    const made = (name: string, metric: string, value: number, change: Partial<RunSummary> = {}): RunSummary => ({
      ...find(gruRunId),
      name,
      best: { metric, value, epoch: 1 },
      ...change,
    });
    const text = { targetUnit: null, targetsHash: 'text', dataset: 'imdb' };
    const mse = { loss: 'mean_squared_error' };
    const some = [
      made('accuracy 0.9', 'val_acc', 0.9, text),
      made('4.50 °F', 'val_mae', 0.25),
      made('mse 0.1', 'val_loss', 0.1, mse),
      // Its targets are not scaled, so its value is 4.00 °F.
      made('4.00 °F', 'val_mae', 4, { targetUnit: { unit: '°F', scale: 1, column: 'temp' } }),
      made('accuracy 0.8', 'val_acc', 0.8, text),
      made('mse 0.2', 'val_loss', 0.2, mse),
      made('other data', 'val_mae', 0.01, { targetsHash: 'other', dataset: 'z' }),
    ];
    const sorted = (descending: boolean): string[] =>
      sortRuns(some, { column: 'best', descending }, notSaid).map(({ name }) => name);
    expect(sorted(false)).toEqual([
      ...['mse 0.1', 'mse 0.2'],
      ...['4.00 °F', '4.50 °F'],
      'other data',
      ...['accuracy 0.9', 'accuracy 0.8'],
    ]);
    expect(sorted(true)).toEqual([
      ...['mse 0.2', 'mse 0.1'],
      ...['4.50 °F', '4.00 °F'],
      'other data',
      ...['accuracy 0.8', 'accuracy 0.9'],
    ]);
  });

  test('numbers in names sort as numbers', () => {
    const named = ['run 10', 'run 9'].map((name) => ({ ...find(gruRunId), name }));
    expect(sortRuns(named, { column: 'name', descending: false }, notSaid).map((run) => run.name)).toEqual([
      'run 9',
      'run 10',
    ]);
  });

  test('a second click turns the order round; figures begin with the largest', () => {
    expect(nextOrder(firstOrder, 'name')).toEqual({ column: 'name', descending: false });
    expect(nextOrder(firstOrder, 'parameters')).toEqual({ column: 'parameters', descending: true });
    expect(nextOrder({ column: 'name', descending: false }, 'name')).toEqual({ column: 'name', descending: true });
  });
});

test('the filter wants every word, anywhere in the row', () => {
  expect(filterRuns(runs, '')).toHaveLength(runs.length);
  expect(filterRuns(runs, 'WEATHER  gru failed').map((run) => run.name)).toEqual(['Weather GRU, learning rate 1']);
  expect(filterRuns(runs, 'wasm')).toHaveLength(1);
  expect(filterRuns(runs, 'no such run')).toEqual([]);
});

test('a run takes what its host has measured, whatever the time of day says', () => {
  expect(durationOf(find(queuedRunId), null)).toBeNull();
  // A resumed run in the queue has its earlier duration, but is not at work.
  expect(durationOf({ ...find(queuedRunId), durationMs: 5_000 }, null)).toBeNull();
  const running = { ...find(imdbRunId), durationMs: 50_000 };
  expect(durationOf(running, { ...sampleProgress, elapsedMs: 51_000 })).toBe(51_000);
  expect(durationOf(running, null)).toBe(50_000);
  // The clock was set back an hour while it was trained.
  const setBack = { status: 'completed', startedAtMs: 3_600_000, endedAtMs: 230_000 } as const;
  expect(durationOf({ ...running, ...setBack }, null)).toBe(50_000);
});

describe('baselines', () => {
  test('come along when all picked runs saw the same data', () => {
    expect(withBaseline([convRunId, gruRunId], runs)).toEqual([convRunId, gruRunId, weatherBaselineId]);
    expect(withBaseline([convRunId, imdbRunId], runs)).toEqual([convRunId, imdbRunId]);
    expect(withBaseline([weatherBaselineId, gruRunId], runs)).toEqual([weatherBaselineId, gruRunId]);
  });

  test('are grey', () => {
    expect(runColor(find(weatherBaselineId))).toBe('--run-baseline');
    expect(runColor({ kind: 'training', color: runColorCount + 1 })).toBe('--run-1');
  });
});
