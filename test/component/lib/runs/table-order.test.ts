import { describe, expect, test } from 'vitest';
import type { RunSummary } from '#shared/runs/run.ts';
import { own, ownColumns, type MetricColumn } from '#shared/runs/table-columns.ts';
import { firstOrder, nextOrder, sortTable } from '#renderer/lib/runs/table-order.ts';
import { durationOf, durationUnitOf, type TableSources } from '#renderer/lib/runs/table-values.ts';
import { versusDifference } from '#shared/runs/table-difference.ts';
import { gruRunId, imdbRunId, queuedRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';
import { sampleProgress } from '../../../support/sample-progress.ts';

const runs: readonly RunSummary[] = sampleRuns.map(({ run }) => run);
const find = (id: string): RunSummary => runs.find((run) => run.id === id)!;
const sources: TableSources = { column: () => undefined, baselineOf: () => null, progressOf: () => null, pinned: null };

describe('sorting', () => {
  test('begins with the newest', () => {
    const started = sortTable(runs, firstOrder, sources).map((run) => run.startedAtMs ?? run.createdAtMs);
    expect(started).toEqual(started.toSorted((a, b) => b - a));
  });

  test('every column sorts both ways, and what has no value stands last', () => {
    for (const column of ownColumns.map(own)) {
      const up = sortTable(runs, { column, isDescending: false }, sources);
      const down = sortTable(runs, { column, isDescending: true }, sources);
      expect(up).toHaveLength(runs.length);
      expect(new Set(down)).toEqual(new Set(up));
    }
    for (const isDescending of [true, false]) {
      const byBest = sortTable(runs, { column: own('best'), isDescending }, sources).map((run) => run.best !== null);
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
    const sorted = (isDescending: boolean): string[] =>
      sortTable(some, { column: own('best'), isDescending }, sources).map(({ name }) => name);
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
    expect(sortTable(named, { column: own('name'), isDescending: false }, sources).map((run) => run.name)).toEqual([
      'run 9',
      'run 10',
    ]);
  });

  test('a second click turns the order round; figures begin with the largest', () => {
    expect(nextOrder(firstOrder, own('name'))).toEqual({ column: own('name'), isDescending: false });
    expect(nextOrder(firstOrder, own('parameters'))).toEqual({ column: own('parameters'), isDescending: true });
    expect(nextOrder({ column: own('name'), isDescending: false }, own('name'))).toEqual({
      column: own('name'),
      isDescending: true,
    });
  });

  test('by a setting: numbers as numbers, before words, and runs without it last', () => {
    const path = 'training.batch_size';
    const some = ['10', '9', 'none', 'word'].map((name, i) => ({ ...find(gruRunId), name, number: i + 1 }));
    const values = new Map<number, string | number>([
      [1, 10],
      [2, 9],
      [4, 'auto'],
    ]);
    const order = (isDescending: boolean): string[] =>
      sortTable(some, { column: { kind: 'setting', path }, isDescending }, { ...sources, column: () => values }).map(
        ({ name }) => name,
      );
    expect(order(false)).toEqual(['9', '10', 'word', 'none']);
    expect(order(true)).toEqual(['10', '9', 'word', 'none']);
  });

  test('a metric by its own direction; a difference to the baseline from the best', () => {
    const baseline = { ...find(weatherBaselineId), number: 9 };
    const some = [0.2, 0.3, 0.25].map((value, i) => ({ ...find(gruRunId), name: String(value), number: i + 1 }));
    const values = new Map([0.2, 0.3, 0.25].map((value, i) => [i + 1, value]));
    const read = { ...sources, column: () => new Map([...values, [9, 0.26]]), baselineOf: () => baseline };
    const names = (column: MetricColumn): string[] =>
      sortTable(some, { column, isDescending: false }, read).map(({ name }) => name);
    const column: MetricColumn = { kind: 'metric', name: 'val_mae', figure: 'best', versus: null };
    expect(names(column)).toEqual(['0.2', '0.25', '0.3']);
    expect(names({ ...column, name: 'val_acc' })).toEqual(['0.3', '0.25', '0.2']);
    expect(names({ ...column, versus: 'percent' })).toEqual(['0.2', '0.25', '0.3']);
    expect(names({ ...column, name: 'val_acc', versus: 'percent' })).toEqual(['0.3', '0.25', '0.2']);
    const first = some[0]!;
    expect(versusDifference(first, { ...column, versus: 'percent' }, read)?.share?.worse).toBeCloseTo(-23.08, 1);
    expect(
      versusDifference(first, column, { ...read, baselineOf: () => ({ ...baseline, targetsHash: 'x' }) }),
    ).toBeNull();
  });
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

test('a column of durations has the unit of the one in the middle', () => {
  const lasting = (durationMs: number | null): RunSummary => ({ ...find(gruRunId), durationMs });
  expect(durationUnitOf([])).toBe('s');
  expect(durationUnitOf([lasting(2_000), lasting(40_000), lasting(9_000_000)])).toBe('s');
  expect(durationUnitOf([lasting(2_000), lasting(400_000), lasting(null), lasting(9_000_000)])).toBe('min');
  expect(durationUnitOf([lasting(9_000_000)])).toBe('h');
});
