import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import { CurveColumns, curveCsvHead, curveCsvPieces, type RunCurves } from '#shared/runs/curve-export.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const own: RunCurves = {
  run: { id: runIdSchema.parse('0000000000000a'), name: '기온, "GRU"', origin: null },
  series: [
    { key: 'batch/loss', steps: [1, 2], values: [0.5, null] },
    { key: 'epoch/seconds', steps: [1, 2, 3], values: [2, 3, 4] },
    { key: 'time/epoch', steps: [2, 3], values: [noon + 60_000, noon + 90_000.5] },
    { key: 'epoch/val_loss', steps: [1, 2, 3], values: [0.1 + 0.2, Infinity, -Infinity] },
  ],
};
const imported: RunCurves = {
  run: {
    id: runIdSchema.parse('0000000000000b'),
    name: '=1+1',
    origin: { from: 'tensorboard', path: '/logs', run: null },
  },
  series: [{ key: 'epoch/loss', steps: [0, 5_000_000_000], values: [1, 2] }],
};

const expected = [
  ['batch/loss', 1, null, null, null, 0.5],
  ['batch/loss', 2, null, null, null, NaN],
  ['seconds', 1, 1, 2, null, 2],
  ['seconds', 2, 2, 5, noon + 60_000, 3],
  ['seconds', 3, 3, 9, noon + 90_000, 4],
  ['val_loss', 1, 1, 2, null, 0.30000000000000004],
  ['val_loss', 2, 2, 5, noon + 60_000, Infinity],
  ['val_loss', 3, 3, 9, noon + 90_000, -Infinity],
] as const;

test('a line a value: run, name, metric, step, epoch, seconds, time, value', () => {
  const text = [curveCsvHead({ forTablePrograms: true }), ...curveCsvPieces(own), ...curveCsvPieces(imported)].join('');
  expect(text.startsWith('\uFEFFrun,name,metric,step,epoch,seconds,time,value\n')).toBe(true);
  const rows = Papa.parse<string[]>(text.trim()).data.slice(1);
  const number = (value: string | undefined): number | null => (value === '' ? null : Number(value));
  expect(
    rows
      .slice(0, 8)
      .map(([, , metric, step, epoch, seconds, time, value]) => [
        ...[metric, ...[step, epoch, seconds].map(number)],
        ...[time === '' ? null : Date.parse(time ?? ''), number(value)],
      ]),
  ).toEqual(expected);
  expect(rows[0]?.slice(0, 2)).toEqual([own.run.id, own.run.name]);
  // A name that a table program would calculate, and steps that are no epochs.
  expect(rows.slice(8)).toEqual([
    [imported.run.id, "'=1+1", 'loss', '0', '', '', '', '1'],
    [imported.run.id, "'=1+1", 'loss', '5000000000', '', '', '', '2'],
  ]);
});

test('the same as Parquet, read back by the reader: names as they are, NaN and infinities, large steps', async () => {
  const columns = new CurveColumns();
  columns.add(own);
  columns.add(imported);
  const rows = await parquetReadObjects({ file: parquetWriteBuffer({ columnData: columns.all() }) });
  const plain = (value: unknown): unknown =>
    value instanceof Date ? value.getTime() : typeof value === 'bigint' ? Number(value) : (value ?? null);
  expect(
    rows
      .slice(0, 8)
      .map((row) => ['metric', 'step', 'epoch', 'seconds', 'time', 'value'].map((name) => plain(row[name]))),
  ).toEqual(expected);
  expect(rows[0]).toMatchObject({ run: own.run.id, name: own.run.name });
  expect(rows.at(-1)).toMatchObject({ name: '=1+1', step: 5_000_000_000n, value: 2 });
});
