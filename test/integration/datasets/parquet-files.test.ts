// Parquet files as pandas, Polars and Spark write them (fixtures of PyArrow): their types, packings, and what cannot be read of them.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { errorOf, importError, importSeries, importText, workplace } from './home.ts';

const fixtures = resolve(import.meta.dirname, '../../unit/main/datasets/fixtures');

async function numbersOf(home: string, column: string): Promise<number[]> {
  return [...(await loadFloat64(home, readStoredDataset(home, 'mine')!, `column/${column}`))];
}

describe('types', () => {
  const path = join(fixtures, 'types.parquet');

  it('are numbers, texts and times that need no guess; columns with more than one value in a cell are left out', async () => {
    const preview = await previewFile(path);
    expect(preview).toMatchObject({
      isWhole: true,
      rowsSeen: 4,
      reading: { format: 'parquet' },
      tables: [],
    });
    const column = (name: string): string[] =>
      preview.rows.map((row) => row[preview.columns.findIndex((one) => one.name === name)] ?? '?');
    expect(Object.fromEntries(preview.columns.map(({ name }) => [name, column(name)]))).toEqual({
      clock: ['2024-01-01 00:00:00', '2024-01-01 01:00:00', '2024-01-01 02:00:00.25', '2024-01-01 03:00:00'],
      utc: ['2024-01-01 00:00:00Z', '2024-01-01 01:00:00Z', '2024-01-01 02:00:00.25Z', '2024-01-01 03:00:00Z'],
      seoul: ['2024-01-01 00:00:00Z', ...[1, 2, 3].map((i) => `2024-01-01 00:00:00.00000000${i}Z`)],
      date: ['1969-12-31', '1969-12-30', '1969-12-29', '1969-12-28'],
      time: ['23:59:00', '23:59:01.001', '23:59:02.002', '23:59:03.003'],
      money: ['0.35', '0.36', '0.37', ''],
      float: ['0.1', '21.3', '', ''],
      half: ['0.5', '1.5', '-2', '65504'],
      int: ['9007199254740993', '-1', '', '0'],
      uint: ['18446744073709551615', '2', '3', '4'],
      small: ['4294967295', '2', '3', '4'],
      isOpen: ['1', '0', '', '1'],
      word: ['b', 'a', '', 'b'],
      text: ['네', '', '', 'said "yes"\nagain'],
    });
    expect(preview.time).toMatchObject({ columns: ['clock'], format: 'year-month-day' });
    expect(preview.warnings.map(textOf).slice(0, 4)).toEqual([
      '"bytes" is left out: its type is FIXED_LEN_BYTE_ARRAY, which is neither a number nor a text.',
      '"list" is left out: it holds lists or structures.',
      '"struct" is left out: it holds lists or structures.',
      '"map" is left out: it holds lists or structures.',
    ]);
  });

  it('are imported, over several groups of rows, and a column that is left out says why', async () => {
    const { home } = workplace();
    await importSeries(path, home, {
      columns: ['money', 'int', 'float'],
      time: { columns: ['utc'], zone: 'Asia/Seoul' },
    });
    expect(await numbersOf(home, 'money')).toEqual([0.35, 0.36, 0.37, NaN]);
    expect(await numbersOf(home, 'int')).toEqual([2 ** 53, -1, NaN, 0]);
    // Of a time that is UTC a zone changes nothing.
    expect((await loadFloat64(home, readStoredDataset(home, 'mine')!, 'time'))[0]).toBe(Date.UTC(2024, 0, 1));
    const error = await importError('series', path, { home }, { columns: ['list'], id: 'other' });
    expect(error.message).toBe('types.parquet, "list": it holds lists or structures.');
  });

  it('of older writers', async () => {
    const { rows } = await previewFile(join(fixtures, 'old-types.parquet'));
    expect(rows.map(([, time]) => time)).toEqual([
      '2024-01-01 00:00:00',
      '2024-01-01 01:00:00',
      '2024-01-01 02:00:00.25',
      '2024-01-01 03:00:00',
    ]);
  });
});

it.each(['zstd', 'gzip', 'brotli', 'snappy', 'none'])('is read where it is packed by %s', async (packing) => {
  const { home } = workplace();
  const path = join(fixtures, `${packing}.parquet`);
  expect((await importText(path, home, { textColumn: 'b', labelColumn: 'b', id: 'texts' })).rows).toBe(50);
  await importSeries(path, home, { columns: ['a'] });
  expect(await numbersOf(home, 'a')).toEqual(Array.from({ length: 50 }, (_, i) => i / 2));
});

it('of many rows is read in parts', async () => {
  const { home, file } = workplace();
  const count = 200_000;
  const data = Array.from({ length: count }, (_, i) => i);
  const path = file(
    'mine.parquet',
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'a', data, type: 'DOUBLE' },
          { name: '__index_level_0__', data: data.map((i) => new Date(i * 60_000)), type: 'TIMESTAMP' },
        ],
        rowGroupSize: 150_000,
      }),
    ),
  );
  const preview = await previewFile(path);
  expect(preview).toMatchObject({
    rowsSeen: 5000,
    isWhole: false,
    time: { columns: ['index'] },
    timeFacts: { stepMs: 60_000 },
  });
  expect(await importSeries(path, home)).toMatchObject({
    rows: count,
    columns: [{ least: 0, most: count - 1, missing: 0 }],
  });
});

describe('what cannot be read ends in a sentence', () => {
  const whole = readFileSync(join(fixtures, 'none.parquet'));
  const damaged = 'is a damaged Parquet file, or one of a kind that is not understood.';
  const twice = parquetWriteBuffer({
    columnData: [
      { name: 'a', data: [1] },
      { name: 'a', data: [2] },
    ],
  });
  const none = parquetWriteBuffer({ columnData: [{ name: 'a', data: [], type: 'DOUBLE' }] });
  it.each([
    ['a file that is cut', whole.subarray(0, whole.length - 100), damaged],
    ['a file without its middle', Buffer.concat([whole.subarray(0, 100), whole.subarray(250)]), damaged],
    ['the beginning alone', Buffer.from('PAR1'), damaged],
    ['a packing that is not understood', readFileSync(join(fixtures, 'lz4.parquet')), 'has no column of numbers or texts (a: it is compressed as LZ4_RAW, which is not understood; b: it is compressed as LZ4_RAW, which is not understood).'],
    ['an encrypted file', Buffer.from('PARE and more PARE'), 'is an encrypted Parquet file.'],
    ['two columns of one name', new Uint8Array(twice), 'has two columns called "a".'],
    ['no rows', new Uint8Array(none), 'has a header but no rows.'],
  ])('%s', async (_, content, said) => {
    const { home, file } = workplace();
    const path = file('mine.parquet', content);
    expect((await importError('series', path, { home })).message).toBe(`mine.parquet ${said}`);
    if (!said.endsWith('no rows.')) expect((await errorOf(previewFile(path))).message).toBe(`mine.parquet ${said}`);
  }); // prettier-ignore
});
