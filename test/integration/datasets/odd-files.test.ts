// Files as people have them: what is found in each, said of it, and stored. Every kind of file that was ever read wrongly is here.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { datasetWarnings } from '#shared/data/dataset-warnings.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { importError, importSeries, workplace } from './home.ts';

const hour = (i: number): string => new Date(Date.UTC(2023, 0, 1, i)).toISOString().slice(0, 16).replace('T', ' ');
const hours = (count: number, row: (i: number) => string, head = 'time,temp,pressure'): string =>
  [head, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');
const rowOf = (i: number): string => `${hour(i)},${(i % 7) + 0.5},${1000 + (i % 5)}`;

async function preview(content: string | Uint8Array, name = 'mine.csv') {
  const found = await previewFile(workplace().file(name, content));
  return { ...found, said: found.warnings.map(textOf), types: found.columns.map(({ type }) => type) };
}

describe('times', () => {
  it('run backwards: the rows are sorted, and that is said', async () => {
    const { home, file } = workplace();
    const rows = hours(50, (i) => rowOf(49 - i));
    expect((await preview(rows)).said).toEqual(['The rows ran backwards in time and were sorted.']);
    const dataset = await importSeries(file('prices.csv', rows), home);
    expect(dataset.time).toMatchObject({ first: hour(0), last: hour(49) });
    const stored = await loadFloat64(home, readStoredDataset(home, 'mine')!, 'column/temp');
    expect([...stored.slice(0, 3)]).toEqual([0.5, 1.5, 2.5]);
  });

  it('stand twice, are out of order, and lack rows: each is counted', async () => {
    const { home, file } = workplace();
    const at = [0, 1, 2, 2, 3, 9, 10, 12, 11, 13];
    const dataset = await importSeries(
      file(
        'sensor.csv',
        hours(at.length, (i) => rowOf(at[i] ?? 0)),
      ),
      home,
    );
    expect(datasetWarnings(dataset).map(textOf)).toEqual([
      '1 row was out of order in time; the rows were sorted.',
      `1 row has the time of another row, first ${hour(2)}.`,
      `5 rows are missing between the first and the last time, first after ${hour(3)}.`,
    ]);
    const path = file(
      'again.csv',
      hours(at.length, (i) => rowOf(at[i] ?? 0)),
    );
    const repair = { duplicates: 'first', gaps: 'line' };
    expect((await importSeries(path, home, { id: 'filled', repair })).rows).toBe(14);
    const refused = await importError('series', path, { home }, { id: 'refused', repair: { gaps: 'refuse' } });
    expect(refused.message).toBe('again.csv: 5 rows are missing.');
  });

  it('of several stations are told from one another by a column', async () => {
    const rows = hours(
      40,
      (i) => `${rowOf(Math.floor(i / 2))},${i % 2 === 0 ? 'A' : 'B'}`,
      'time,temp,pressure,station',
    );
    expect((await preview(rows)).said[1]).toBe(
      'Column "station" has 2 different values: if each is a series of its own, keep the rows of one.',
    );
  });

  it('of a clock that is put forward and back become regular in their zone', async () => {
    const { home, file } = workplace();
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const rows = hours(5520, (i) => `${clock.format(Date.UTC(2023, 2, 20, i))},${i % 24},${i % 11}`);
    expect((await preview(rows)).timeFacts).toMatchObject({ missing: 1, duplicates: 0 });
    const asWritten = await importSeries(file('berlin.csv', rows), home);
    expect(datasetWarnings(asWritten).map(textOf).at(-1)).toContain('choose the time zone');
    const inZone = await importSeries(file('berlin.csv', rows), home, { id: 'zone', time: { zone: 'Europe/Berlin' } });
    expect(datasetWarnings(inZone)).toEqual([]);
    expect(inZone.time?.facts).toMatchObject({ firstMs: Date.UTC(2023, 2, 20), stepMs: 3_600_000, missing: 0 });
  });

  it.each([
    ['in two columns', 'Date;Time;v\n16/12/2006;17:24:00;1\n16/12/2006;17:25:00;2\n17/12/2006;17:26:00;3\n', ['Date', 'Time'], 'day-month-year'],
    ['in columns of parts', 'No,year,month,day,hour,pm\n1,2010,1,1,0,5\n2,2010,1,1,1,6\n3,2010,1,1,2,7\n', ['year', 'month', 'day', 'hour'], 'parts'],
    ['by months', '"Month","Passengers"\n"1950-01",112\n"1950-02",118\n', ['Month'], 'year-month'],
    ['as seconds since 1970', 'when,v\n1672531200,1\n1672534800,2\n', ['when'], 'unix-seconds'],
    ['in Korean', '일시,기온\n2023년 1월 1일 0시,1\n2023년 1월 1일 1시,2\n', ['일시'], 'korean'],
    ['with a column of days beside', 'stamp,day,v\n2023-01-01 00:00,1,5\n2023-01-01 01:00,1,6\n', ['stamp'], 'year-month-day'],
  ])('are found %s', async (_what, content, columns, format) => {
    expect((await preview(content)).time).toMatchObject({ columns, format });
  }); // prettier-ignore

  it('are lost by no row that is not a remark', async () => {
    const { home, file } = workplace();
    const rows = (last: string): string => `time,a\n2020-02-28,1\n2020-02-29,2\n2020-03-01,3\n${last},4\n`;
    const kept = await importSeries(file('sum.csv', rows('Total')), home);
    expect([kept.rows, datasetWarnings(kept).map(textOf)]).toEqual([
      3,
      ['1 row without a time below the table: left out, as remarks ("Total").'],
    ]);
    for (const last of ['2020-02-30', '', '2020-03-02 (prelim)']) {
      const error = await importError(
        'series',
        file('typo.csv', rows(last)),
        { home },
        { id: 'typo', time: { columns: ['time'], format: 'year-month-day' } },
      );
      expect(error.message).toMatch(
        last === '' ? 'typo.csv, row 5 has no time.' : `typo.csv, row 5: "${last}" is not a time.`,
      );
    }
    const format = { time: { format: 'month-day-year' } };
    const german = file('de.csv', 'time,a\n12/02/2020,1\n13/02/2020,2\n14/02/2020,3\n');
    expect((await importError('series', german, { home }, { id: 'de', ...format })).message).toBe(
      'de.csv, row 3: "13/02/2020" is not a time.',
    );
  });

  it('with a zone of their own are not shifted by another', async () => {
    const { home, file } = workplace();
    const path = file('z.csv', 'time,a\n2020-06-01T00:00:00Z,0\n2020-06-01T03:00:00+02:00,1\n');
    const { time } = await importSeries(path, home, { time: { zone: 'Europe/Berlin' } });
    expect([time?.facts?.firstMs, time?.facts?.lastMs]).toEqual([Date.UTC(2020, 5, 1), Date.UTC(2020, 5, 1, 1)]);
  });

  it('newest first over the hour that comes twice are in the right order', async () => {
    const { home, file } = workplace();
    const at = ['04:00', '03:00', '02:00', '02:00', '01:00', '00:00'];
    const path = file('autumn.csv', `time,a\n${at.map((clock, i) => `2020-10-25 ${clock},${5 - i}`).join('\n')}\n`);
    const { time } = await importSeries(path, home, { time: { zone: 'Europe/Berlin' } });
    expect(time?.facts).toMatchObject({ duplicates: 0, missing: 0, isReversed: true });
    const stored = await loadFloat64(home, readStoredDataset(home, 'mine')!, 'column/a');
    expect([...stored]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('whose day and month cannot be told are said, and read as people write them beside decimal commas', async () => {
    const rows = (sign: string): string =>
      `time;a\n${Array.from({ length: 6 }, (_, i) => `03/04/2020 0${i}:00;${i}${sign}5`).join('\n')}\n`;
    const [point, comma] = [await preview(rows('.')), await preview(rows(','))];
    expect([point.time.format, comma.time.format]).toEqual(['month-day-year', 'day-month-year']);
    expect(point.said).toContain(
      'Dates such as 03/04/2020 00:00 were read with the month first; choose the other if it is meant.',
    );
  });

  it('with the hour in a column of its own', async () => {
    const { time, timeFacts } = await preview('date,hour,a\n2020-01-01,0,1\n2020-01-01,1,2\n2020-01-01,2,3\n');
    expect(time.columns).toEqual(['date', 'hour']);
    expect(timeFacts).toMatchObject({ stepMs: 3_600_000, duplicates: 0 });
  });

  it('that cannot be read are said', async () => {
    const { said, time } = await preview('time,v\nsoon,1\nlater,2\nlater,3\n');
    expect(time.columns).toEqual([]);
    expect(said).toEqual(['Column "time" could not be read as times.']);
  });
});

describe('columns', () => {
  it('of row numbers are left out, and that is said', async () => {
    const { types, said } = await preview(
      'Unnamed: 0,,time,temp\n0,0,2023-01-01,11\n1,1,2023-01-02,13\n2,2,2023-01-03,9\n',
    );
    expect(types).toEqual(['index', 'index', 'time', 'number']);
    expect(said[0]).toBe('Column "Unnamed: 0" counts the rows, and is left out.');
  });

  it.each([
    ['-9999', (i: number) => (i % 9 === 0 ? '-9999' : String(i / 10))],
    ['9.96921e36', (i: number) => (i % 20 === 0 ? '9.96921e36' : String(i))],
    ['?', (i: number) => (i === 7 ? '?' : String(i))],
  ])('with %s for missing propose it', async (cell, value) => {
    const { columns, said } = await preview(hours(60, (i) => `${hour(i)},${value(i)},1`));
    expect(columns[1]?.sentinel?.cell).toBe(cell);
    expect(said.join()).toContain(`"${cell}"`);
  });

  it('of usual numbers propose nothing', async () => {
    const { columns } = await preview(hours(60, (i) => `${hour(i)},${i === 5 ? 99 : 60 + i},${i * i}`));
    expect(columns.map(({ sentinel }) => sentinel)).toEqual([null, null, null]);
  });

  it('have the words that pandas takes for missing', async () => {
    const { home, file } = workplace();
    const words = ['N/A', 'n/a', 'NULL', 'None', '#N/A', '<NA>', '-nan', 'NA', 'NaN', 'nan', 'null', ''];
    const path = file(
      'words.csv',
      hours(24, (i) => `${hour(i)},${i % 2 === 0 ? i : (words[(i - 1) / 2] ?? '')},${i}`),
    );
    expect((await importSeries(path, home)).columns[0]?.missing).toBe(12);
    const mine = file(
      'mine.csv',
      hours(10, (i) => `${hour(i)},${i === 4 ? 'broken' : i},${i}`),
    );
    const reading = { missing: ['broken'] };
    expect((await importSeries(mine, home, { id: 'own', reading })).columns[0]?.missing).toBe(1);
    const marks = file(
      'marks.csv',
      hours(6, (i) => `${hour(i)},${['-9999', '-9999.0', '1', '2', '"-9999"', '3'][i] ?? ''},${i}`),
    );
    const asked = { id: 'marks', reading: { missing: ['-9999'] } };
    expect((await importSeries(marks, home, asked)).columns[0]?.missing).toBe(3);
  });

  it('have units from a row of units, or from their names', async () => {
    const { home, file } = workplace();
    const path = file('units.csv', hours(5, rowOf, 'time,temp,p (mbar)\nUTC,degC,'));
    expect((await importSeries(path, home)).columns.map(({ unit }) => unit)).toEqual(['degC', 'mbar']);
  });
});

describe('numbers', () => {
  it('with three digits behind a comma are said to be doubtful', async () => {
    const { reading, said } = await preview('time;a\n01.01.2020;1,234\n02.01.2020;2,345\n03.01.2020;3,456\n');
    expect(reading.decimal).toBe(',');
    expect(said).toEqual([
      'Numbers such as 1,234 were read with the comma as decimal sign; choose it for thousands if that is meant.',
    ]);
  });
});

describe('encodings', () => {
  it('of a Korean station', async () => {
    const { home, file } = workplace();
    // "일시,기온(°C)" in EUC-KR.
    const head = Buffer.from('c0cfbdc32cb1e2bfc228a1c64329', 'hex');
    const rows = Array.from({ length: 30 }, (_, i) => `\n${hour(i)},${i / 10}`).join('');
    const dataset = await importSeries(file('OBS_ASOS.csv', Buffer.concat([head, Buffer.from(rows)])), home);
    expect(dataset.columns.map(({ name, unit }) => [name, unit])).toEqual([['기온(°C)', '°C']]);
    expect(dataset.time?.column).toBe('일시');
  });

  it('of Latin letters', async () => {
    const { columns, reading } = await preview(Buffer.from(hours(9, rowOf, 'Zeit,Größe,Höhe'), 'latin1'));
    expect(reading.encoding).toBe('windows-1252');
    expect(columns.map(({ name }) => name)).toEqual(['Zeit', 'Größe', 'Höhe']);
  });

  it('are refused where the file has other bytes, with the encoding', async () => {
    const { home, file } = workplace();
    const path = file('a.csv', Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.from([0xff, 0xff])]));
    const error = await importError('series', path, { home }, { reading: { encoding: 'euc-kr' } });
    expect(error.message).toBe('a.csv is not euc-kr: around byte 0 it cannot be read.');
  });
});

describe('texts', () => {
  const texts = (rows: readonly (readonly [string, string])[]): string =>
    ['text,label', ...rows.map(([text, label]) => `${text},${label}`)].join('\n');

  it('are told from series', async () => {
    const found = await preview(texts([['a fine film', 'pos'], ['a dull one', 'neg'], ['so good', 'pos'], ['so bad', 'neg']])); // prettier-ignore
    expect(found).toMatchObject({ kind: 'text', textColumn: 'text', labelColumn: 'label' });
    const stars = await preview(
      texts(Array.from({ length: 30 }, (_, i) => [`film ${i}`, String((i % 5) + 1)] as const)),
    );
    expect(stars).toMatchObject({ kind: 'text', textColumn: 'text', labelColumn: 'label' });
    expect(await preview(hours(30, rowOf))).toMatchObject({ kind: 'series' });
  });
});
