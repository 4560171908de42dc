import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { Format } from '#renderer/lib/format/format.ts';
import type { CellSources } from '#renderer/lib/runs/cell-text.ts';
import { own, ownColumns, type TableColumn } from '#shared/runs/table-columns.ts';
import { tableCsv, tableMarkdown } from '#renderer/lib/runs/table-export.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';
import { gruRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';

const find = (id: string): RunSummary => sampleRuns.find(({ run }) => run.id === id)!.run;
const nasty: RunSummary = {
  ...find(gruRunId),
  number: 1,
  name: '=cmd|"x", 기온\n[둘]*',
  tags: ['마지막', 'a,b'],
  best: { metric: 'val_mae', value: 0.1 + 0.2, epoch: 4 },
  targetUnit: { unit: '°F', scale: 10, column: 'temp' },
  startedAtMs: Date.UTC(2026, 10, 30, 1, 2, 3),
  durationMs: 61_500,
};
const baseline: RunSummary = { ...find(weatherBaselineId), number: 2, durationMs: null };
const values = new Map<string, Map<number, number | string | boolean>>([
  ['training.lr', new Map<number, number | string>([[1, 1e-7]])],
  [
    'val_mae',
    new Map([
      [1, Infinity],
      [2, NaN],
    ]),
  ],
]);
const sources: CellSources = {
  column: (request: ColumnRequest) => values.get(request.kind === 'setting' ? request.path : request.name),
  baselineOf: () => null,
  progressOf: () => null,
  pinned: null,
  epochOf: () => 4,
  durationUnit: 'min',
};
const english = { t: en, format: new Format('en'), say: textOf };
const columns: TableColumn[] = [
  ...ownColumns.map(own),
  { kind: 'setting', path: 'training.lr' },
  { kind: 'metric', name: 'val_mae', figure: 'best', versus: null },
];
const table = { runs: [nasty, baseline], columns, names: null };

test('CSV has a mark of UTF-8, the stored numbers in full, times in UTC, and no formula', () => {
  const text = tableCsv(table, english, sources);
  expect(text.startsWith('\uFEFF')).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({
    Status: 'completed',
    Name: `'${nasty.name}`,
    Tags: '마지막, a,b',
    'Best validation (metric)': 'val_mae',
    'Best validation': '0.30000000000000004',
    'Best validation (in its unit)': '3.0000000000000004',
    'Best validation (unit)': '°F',
    Epochs: String(nasty.epochsDone),
    'Epochs (planned)': String(nasty.epochs),
    'Duration (s)': '61.5',
    Started: '2026-11-30T01:02:03.000Z',
    'training.lr': '1e-7',
    val_mae: 'Infinity',
  });
  expect(data[1]).toMatchObject({ Status: 'baseline', Epochs: '', Parameters: '', 'training.lr': '', val_mae: 'NaN' });
});

test('Markdown has what the page shows, one line a run, figures at the right', () => {
  const lines = tableMarkdown(
    { ...table, columns: [own('name'), own('best'), own('duration'), columns.at(-1)!] },
    english,
    sources,
  )
    .trimEnd()
    .split('\n');
  expect(lines).toEqual([
    '| Name | Best validation | Duration (min) | val_mae |',
    '| --- | ---: | ---: | ---: |',
    '| =cmd\\|"x", 기온 \\[둘\\]\\* | val_mae 0.3000 3.00 °F | 1.0 | ∞ |',
    `| ${textOf(baseline.name)} | ${lines[3]!.split(' | ')[1]!} | — | NaN |`,
  ]);
});

test('the heads are in the language of the page', () => {
  const korean = { t: ko, format: new Format('ko'), say: textOf };
  expect(tableMarkdown(table, korean, sources).split('\n')[0]).toContain('| 이름 |');
});
