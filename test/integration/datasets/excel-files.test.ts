// Workbooks of Excel: their sheets as tables, their cells as numbers, times and texts, and what is said of those that are damaged.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { styled, workbook, type SheetCell } from '../../support/xlsx.ts';
import { errorOf, importError, importSeries, importText, workplace } from './home.ts';

async function numbersOf(home: string, column: string): Promise<number[]> {
  return [...(await loadFloat64(home, readStoredDataset(home, 'mine')!, `column/${column}`))];
}

const counted = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
/** 1 January 2024, as Excel counts. */
const newYear = 45_292;
const hours = (count: number): SheetCell[][] =>
  counted(count).map((i) => [styled(newYear + i / 24, 2), 20 + i / 10, i % 2 === 0, `"a", ${i % 2}`]);

describe('a sheet', () => {
  it('with a title above its header and a row of units is read as a CSV file is', async () => {
    const { home, file } = workplace();
    const rows: SheetCell[][] = [
      ['Station 7, measured'],
      [],
      ['time', 'temp', 'isOpen', 'note'],
      [null, '°C', null, null],
      ...hours(30),
    ];
    const path = file('mine.xlsx', workbook({ Data: rows }));
    const preview = await previewFile(path);
    expect(preview.reading).toMatchObject({ format: 'excel', table: 'Data', skip: 2, hasHeader: true, hasUnits: true });
    expect(preview).toMatchObject({ kind: 'series', tables: [], isWhole: true, rowsSeen: 30 });
    expect(preview.columns.map(({ name, type, unit }) => [name, type, unit])).toEqual([
      ['time', 'time', ''],
      ['temp', 'number', '°C'],
      ['isOpen', 'number', ''],
      ['note', 'category', ''],
    ]);
    expect(preview.rows[1]).toEqual(['2024-01-01 01:00:00', '20.1', '0', '"a", 1']);
    expect(preview.timeFacts).toMatchObject({ stepMs: 3_600_000, missing: 0 });
    await importSeries(path, home, { columns: ['temp', 'isOpen'] });
    expect((await numbersOf(home, 'temp')).slice(0, 3)).toEqual([20, 20.1, 20.2]);
  });

  it('is the first one, or another by choice', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.xlsx',
      workbook({
        'First one': [['a'], [1], [2]],
        Zweites: [
          ['b', 'c'],
          [3, 4],
          [5, 6],
        ],
        Leer: [],
      }),
    );
    const found = await previewFile(path);
    expect(found).toMatchObject({ tables: ['First one', 'Zweites', 'Leer'], reading: { table: 'First one' } });
    const reading = { table: 'Zweites' };
    expect((await previewFile(path, { reading })).columns.map(({ name }) => name)).toEqual(['b', 'c']);
    await importSeries(path, home, { reading });
    expect(await numbersOf(home, 'c')).toEqual([4, 6]);
    expect((await errorOf(previewFile(path, { reading: { table: 'Leer' } }))).message).toBe('mine.xlsx is empty.');
    expect((await errorOf(previewFile(path, { reading: { table: 'x' } }))).message).toBe('mine.xlsx has no sheet "x".');
  });

  it('is the first one that is a table, where there is a cover or an empty one before it', async () => {
    const { home, file } = workplace();
    const sheets = {
      Cover: [['Measured by us']],
      Empty: [],
      Twice: [
        ['a', 'a'],
        [1, 2],
      ],
      Data: [
        ['a', 'b'],
        [1, 2],
        [3, 4],
      ],
    };
    const path = file('mine.xlsx', workbook(sheets));
    expect(await previewFile(path)).toMatchObject({
      tables: Object.keys(sheets),
      reading: { table: 'Data' },
      rowsSeen: 2,
    });
    await importSeries(path, home);
    expect(await numbersOf(home, 'b')).toEqual([2, 4]);
  });

  it('of texts and labels', async () => {
    const { home, file } = workplace();
    const rows = counted(20).map((i) => [`said <네> & ${i},\n"again"`, i % 2 === 0 ? 'pos' : 'neg']);
    const path = file('mine.xlsx', workbook({ Reviews: [['text', 'label'], ...rows] }));
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'text', textColumn: 'text', labelColumn: 'label' });
    expect(preview.rows[1]?.[0]).toBe('said <네> & 1, "again"');
    expect(await importText(path, home)).toMatchObject({ rows: 20, labels: [{ name: 'neg' }, { name: 'pos' }] });
  });
});

describe('cells', () => {
  it('are what they show: dates, hours, shares, formulas, errors, rich and inline texts', async () => {
    const xml = (text: string): SheetCell => ({ xml: text });
    const row: SheetCell[] = [
      styled(newYear, 1),
      styled(newYear + 0.5, 1),
      styled(0.52083333333333337, 3),
      styled(newYear + 0.25, 3),
      styled(0.125, 4),
      styled(3, 5),
      styled(1.5, 6),
      styled(newYear, 7),
      styled(59, 1),
      xml('<c r="{place}"><f>A1+1</f><v>0.30000000000000004</v></c>'),
      xml('<c r="{place}" t="str"><f>B1</f><v>of a formula</v></c>'),
      xml('<c r="{place}" t="e"><v>#DIV/0!</v></c>'),
      xml(
        '<c r="{place}" t="inlineStr"><is><r><t>rich</t></r><rPh><t>spoken</t></rPh><r><t> text_x0041_</t></r></is></c>',
      ),
      xml('<c r="{place}" t="d"><v>2024-03-31T12:00:00</v></c>'),
    ];
    const path = workplace().file('mine.xlsx', workbook({ Data: [row.map((_, i) => `c${i}`), row] }));
    expect((await previewFile(path)).rows[0]).toEqual([
      ...['2024-01-01', '2024-01-01 12:00:00', '12:30:00', '2024-01-01 06:00:00', '0.125', '3', '1.5', '2024-01-01'],
      ...['1900-02-28', '0.30000000000000004', 'of a formula', '', 'rich textA', '2024-03-31T12:00:00'],
    ]);
  });

  it('of a workbook that counts from 1904', async () => {
    const path = workplace().file(
      'mine.xlsx',
      workbook({ Data: [['a'], [styled(newYear - 1462, 1)]] }, { is1904: true }),
    );
    expect((await previewFile(path)).rows[0]).toEqual(['2024-01-01']);
  });

  it('with decimal commas in texts do not trouble the numbers beside them', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.xlsx',
      workbook({
        Data: [
          ['a', 'b'],
          ['1,25', 0.5],
          ['2,5', 1.5],
        ],
      }),
    );
    expect((await previewFile(path)).reading).toMatchObject({ decimal: ',' });
    await importSeries(path, home);
    expect([await numbersOf(home, 'a'), await numbersOf(home, 'b')]).toEqual([
      [1.25, 2.5],
      [0.5, 1.5],
    ]);
  });

  it('in 10,000 columns, with rows that are not in the file', async () => {
    const { home, file } = workplace();
    const path = file(
      'wide.xlsx',
      workbook({ Data: [counted(10_000).map((i) => `c${i}`), [], counted(10_000), counted(10_000)] }),
    );
    expect((await previewFile(path)).columns.length).toBe(10_000);
    expect((await importSeries(path, home, { columns: ['c9999'] })).columns[0]).toMatchObject({
      name: 'c9999',
      mean: 9999,
    });
    const error = await importError('series', path, { home }, { columns: ['c10000'], id: 'other' });
    expect(error.message).toBe('wide.xlsx has no column "c10000".');
  });
});

describe('what cannot be read ends in a sentence', () => {
  const sheet = (body: string): Uint8Array =>
    workbook({ Data: [['a']] }, { files: { 'xl/worksheets/sheet1.xml': body } });
  const whole = workbook({ Data: [['a', 'b'], ...hours(100)] });
  it.each([
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'is an old workbook of Excel (.xls), or one with a password.'],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'is a binary workbook (.xlsb).'],
    ['an empty workbook', workbook({ Data: [] }), 'is empty.'],
    ['a header alone', workbook({ Data: [['a', 'b']] }), 'has a header but no rows.'],
    ['no sheet', workbook({}), 'has no sheet with cells.'],
    ['an archive that is cut', whole.subarray(0, 500), 'is a damaged zip archive or workbook.'],
    ['XML that breaks off', sheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>'), 'is a damaged workbook.'],
    ['a row that does not follow', sheet('<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'), 'is a damaged workbook.'],
    ['a cell beyond all', sheet('<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>'), 'is a damaged workbook.'],
    ['an entity of its own', sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'), 'is a damaged workbook.'],
    ['blanks without end', sheet(`<worksheet>${' '.repeat(50_000_000)}</worksheet>`), 'unpacks to 51 MB, and is not read.'],
  ])('%s', async (_, content, said) => {
    const { home, file } = workplace();
    expect(content.length).toBeLessThan(100_000);
    const path = file('mine.xlsx', content);
    const error = await importError('series', path, { home });
    expect(error.message).toBe(`mine.xlsx ${said}`);
    expect(textOf(error.translatable?.message ?? '')).toBe(error.message);
  }); // prettier-ignore
});
