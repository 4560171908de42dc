import { expect, test } from 'vitest';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { own, type MetricColumn, type TableColumn } from '#shared/runs/table-columns.ts';
import { arrangeRows, groupFigures, groupRuns, mayGroupBy, type TableRow } from '#renderer/lib/runs/table-groups.ts';
import { type TableSources } from '#renderer/lib/runs/table-values.ts';
import { versusDifference } from '#shared/runs/table-difference.ts';
import { gruRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';

const find = (id: string): RunSummary => sampleRuns.find(({ run }) => run.id === id)!.run;
const made = (number: number, change: Partial<RunSummary> = {}): RunSummary => ({
  ...find(gruRunId),
  id: `run${number}` as RunSummary['id'],
  number,
  name: String(number),
  ...change,
});
const lr: TableColumn = { kind: 'setting', path: 'lr' };
const mae: MetricColumn = { kind: 'metric', name: 'val_mae', figure: 'best', versus: null };

function sourcesOf(
  columns: Readonly<Record<string, readonly (readonly [number, SettingValue])[]>>,
  pinned: RunSummary | null = null,
): TableSources {
  const maps = new Map(Object.entries(columns).map(([name, entries]) => [name, new Map(entries)]));
  return {
    column: (request: ColumnRequest) => maps.get(request.kind === 'setting' ? request.path : request.name),
    baselineOf: () => null,
    progressOf: () => null,
    pinned,
  };
}

const ids = (rows: readonly TableRow[]): string[] => rows.map(({ id }) => id);

test('groups stand in the order of their first runs, those without the value last; a number is another value than its text', () => {
  const runs = [1, 2, 3, 4, 5].map((number) => made(number));
  const groups = groupRuns(
    runs,
    lr,
    sourcesOf({
      lr: [
        [2, 0.1],
        [3, '0.1'],
        [4, 0.1],
        [5, false],
      ],
    }),
  );
  expect(groups.map(({ value, runs: of }) => [value, of.map(({ number }) => number)])).toEqual([
    [0.1, [2, 4]],
    ['0.1', [3]],
    [false, [5]],
    [null, [1]],
  ]);
});

test('tags make a group together, in any order; baselines are one of their own', () => {
  const runs = [
    made(1, { tags: ['b', 'a'] }),
    made(2, { tags: ['a', 'b'] }),
    made(3, { tags: [] }),
    { ...find(weatherBaselineId), number: 4 },
  ];
  const values = (column: TableColumn) =>
    groupRuns(runs, column, sourcesOf({})).map(({ value, runs: of }) => [value, of.length]);
  expect(values(own('tags'))).toEqual([
    ['a, b', 2],
    [null, 2],
  ]);
  expect(values(own('status'))).toEqual([
    ['completed', 3],
    ['baseline', 1],
  ]);
  expect([own('best'), own('name'), mae].some(mayGroupBy)).toBe(false);
});

test('a pinned run is on top, once, and its group still counts it; folded groups have no rows', () => {
  const runs = [1, 2, 3, 4].map((number) => made(number));
  const sources = sourcesOf({
    lr: [
      [1, 1],
      [2, 2],
      [3, 1],
      [4, 2],
    ],
  });
  const pinned = [runs[2]!, made(9)];
  const rows = arrangeRows({ runs, pinned, groupBy: lr, folded: new Set(['group 2']) }, sources);
  expect(ids(rows)).toEqual(['run3', 'run9', 'group 1', 'run1', 'group 2']);
  expect(rows.flatMap((row) => (row.kind === 'group' ? [row.group.runs.length] : []))).toEqual([2, 2]);
  expect(ids(arrangeRows({ runs, pinned, groupBy: null, folded: new Set() }, sources))).toEqual([
    ...['run3', 'run9'],
    ...['run1', 'run2', 'run4'],
  ]);
});

test('best, mean and standard deviation are of the finite values of trained runs', () => {
  const runs = [...[1, 2, 3, 4].map((number) => made(number)), { ...find(weatherBaselineId), number: 5 }];
  const sources = sourcesOf({
    val_mae: [
      [1, 0.2],
      [2, 0.3],
      [3, 0.4],
      [4, Infinity],
      [5, 9],
    ],
  });
  const figures = groupFigures(runs, mae, sources);
  expect(figures).toMatchObject({ metric: 'val_mae', best: 0.2, unit: null, statistics: { count: 3 } });
  expect(figures).toHaveProperty('statistics.mean', expect.closeTo(0.3, 12));
  expect(figures).toHaveProperty('statistics.deviation', expect.closeTo(0.1, 12));
  expect(groupFigures(runs.slice(0, 1), mae, sources)).toMatchObject({ best: 0.2, statistics: { deviation: null } });
  const accuracy: MetricColumn = { ...mae, name: 'val_accuracy' };
  expect(
    groupFigures(
      runs,
      accuracy,
      sourcesOf({
        val_accuracy: [
          [1, 0.8],
          [2, 0.9],
        ],
      }),
    ),
  ).toMatchObject({ best: 0.9 });
  for (const column of [own('parameters'), lr, { ...mae, versus: 'percent' as const }])
    expect(groupFigures(runs, column, sources)).toBeNull();
});

test('values of other data or another loss have no mean; those of other scales are in their unit', () => {
  const unit = (scale: number) => ({ unit: '°F', scale, column: 'temp' });
  const sources = sourcesOf({
    val_mae: [
      [1, 0.2],
      [2, 4],
    ],
    val_loss: [
      [1, 1],
      [2, 2],
    ],
  });
  const scaled = [made(1, { targetUnit: unit(10) }), made(2, { targetUnit: unit(1) })];
  expect(groupFigures(scaled, mae, sources)).toMatchObject({ best: 2, unit: '°F', statistics: { mean: 3 } });
  expect(groupFigures([made(1), made(2, { targetsHash: 'other' })], mae, sources)).toBe('mixed');
  const losses = [made(1), made(2, { loss: 'mean_squared_error' })];
  expect(groupFigures(losses, { ...mae, name: 'val_loss' }, sources)).toBe('mixed');
  const best = (metric: string, value: number) => ({ best: { metric, value, epoch: 1 } });
  expect(groupFigures([made(1, best('val_mae', 1)), made(2, best('val_loss', 1))], own('best'), sources)).toBe('mixed');
});

test('a difference to the pinned run is of the same figure, and only between the same data, target and unit', () => {
  const columns = {
    val_mae: [
      [1, 0.2],
      [2, 0.25],
      [5, 0.4],
    ] as const,
  };
  const toPinned: MetricColumn = { ...mae, versus: 'percent', to: 'pinned' };
  const pinned = made(1);
  const share = (run: RunSummary, of: RunSummary | null = pinned) =>
    versusDifference(run, toPinned, sourcesOf(columns, of));
  expect(share(made(2))).toMatchObject({ value: expect.closeTo(0.05 * scaleOf(pinned), 6) as number });
  expect(share(made(2))?.share).toMatchObject({ kind: 'percent', worse: expect.closeTo(25, 9) as number });
  expect(share(pinned)).toBeNull();
  expect(share(made(2), null)).toBeNull();
  expect(share(made(2, { targetsHash: 'other' }))).toBeNull();
  expect(share(made(3))).toBeNull();
  const accuracies = sourcesOf(
    {
      val_accuracy: [
        [1, 0.8],
        [2, 0.85],
      ],
    },
    pinned,
  );
  expect(versusDifference(made(2), { ...toPinned, name: 'val_accuracy' }, accuracies)?.share).toMatchObject({
    kind: 'points',
    worse: expect.closeTo(-5, 9) as number,
  });
});

function scaleOf({ targetUnit }: RunSummary): number {
  return targetUnit !== null && 'scale' in targetUnit ? targetUnit.scale : 1;
}
