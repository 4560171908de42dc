import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { datasetWarnings } from '#shared/data/dataset-warnings.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { importSeries, workplace } from './home.ts';

async function column(home: string, name: string): Promise<number[]> {
  const stored = readStoredDataset(home, 'mine');
  if (stored === null) throw new Error('not stored');
  return [...(await loadFloat64(home, stored, `column/${name}`))];
}

describe('a series from CSV', () => {
  it('reads a file of Jena climate’s form: quoted header, a German date, signs and decimals', async () => {
    const { home, file } = workplace();
    const path = file(
      'jena_climate_2009_2016.csv',
      '"Date Time","p (mbar)","T (degC)","rho (g/m**3)"\n' +
        '01.01.2009 00:10:00,996.52,-8.02,1307.75\n' +
        '01.01.2009 00:20:00,996.57,-8.41,1309.8\n' +
        '01.01.2009 00:30:00,996.53,-8.51,-9999\n',
    );
    const dataset = await importSeries(path, home, { units: { 'T (degC)': '°C' } });
    expect(dataset.time).toMatchObject({
      column: 'Date Time',
      first: '01.01.2009 00:10:00',
      last: '01.01.2009 00:30:00',
    });
    expect(dataset.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['p (mbar)', 'mbar'],
      ['T (degC)', '°C'],
      ['rho (g/m**3)', 'g/m**3'],
    ]);
    expect(await column(home, 'T (degC)')).toEqual([-8.02, -8.41, -8.51]);
    expect(dataset.columns[1]?.mean).toBeCloseTo(-8.3133333, 6);
    expect(dataset.columns[1]?.std).toBeCloseTo(0.2113975, 6);
    expect(dataset.columns[2]).toMatchObject({ least: -9999, most: 1309.8 });
  });

  it('stores the largest and the smallest numbers so that they can be read again', async () => {
    const { home, file } = workplace();
    const dataset = await importSeries(file('a.csv', 'a,b\n3.4e38,1e-40\n-3.4e38,2e-40\n'), home);
    expect(readStoredDataset(home, 'mine')?.dataset).toEqual(dataset);
  });

  it.each([
    ['semicolons', 'time;a;b\n1.1.2020;1;2\n2.1.2020;3;4\n'],
    ['tabs', 'time\ta\tb\n2020-01-01\t1\t2\n2020-01-02\t3\t4\n'],
    ['Windows line ends', 'time,a,b\r\n2020-01-01,1,2\r\n2020-01-02,3,4\r\n'],
    ['old Macintosh line ends', 'time,a,b\r2020-01-01,1,2\r2020-01-02,3,4\r'],
    ['no line end at the end', 'time,a,b\n2020-01-01,1,2\n2020-01-02,3,4'],
    ['a byte order mark', '\uFEFFtime,a,b\n2020-01-01,1,2\n2020-01-02,3,4\n'],
    ['blank lines', '\ntime,a,b\n\n2020-01-01,1,2\n\n2020-01-02,3,4\n\n'],
    ['quotes and blanks around', '"time", a ,"b"\n"2020-01-01"," 1","2 "\n2020-01-02,"3", 4\n'],
    ['UTF-16 with a mark', Buffer.from('\uFEFFtime,a,b\n2020-01-01,1,2\n2020-01-02,3,4\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('time,a,b\n2020-01-01,1,2\n2020-01-02,3,4\n', 'utf16le')],
    ['|', 'time|a|b\n2020-01-01|1|2\n2020-01-02|3|4\n'],
    ['blanks', 'time   a b\n2020-01-01 1  2\n2020-01-02 3  4\n'],
    ['a line that names the delimiter', 'sep=;\ntime;a;b\n2020-01-01;1;2\n2020-01-02;3;4\n'],
    ['lines above the header', 'Station: Hill\nHeight: 12 m\n\ntime,a,b\n2020-01-01,1,2\n2020-01-02,3,4\n'],
    ['comments', '# logger 7\ntime,a,b\n# again\n2020-01-01,1,2\n2020-01-02,3,4\n'],
    ['a header that stands again', 'time,a,b\n2020-01-01,1,2\ntime,a,b\n2020-01-02,3,4\n'],
    ['a sum below', `time,a,b\n2020-01-01,1,2\n2020-01-02,3,4\nTotal,4,6\n`],
    ['empty cells behind', 'time,a,b\n2020-01-01,1,2,,\n2020-01-02,3,4,,\n,,,,\n'],
    ['a column without a name that counts the rows', ',time,a,b\n0,2020-01-01,1,2\n1,2020-01-02,3,4\n'],
    ['numbers in other notations', 'time,a,b\n2020-01-01,+1.0,2e0\n2020-01-02,.3E1,400e-2\n'],
  ])('reads %s', async (_what, content) => {
    const { home, file } = workplace();
    const dataset = await importSeries(file('a.csv', content), home);
    expect(dataset.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    expect([await column(home, 'a'), await column(home, 'b')]).toEqual([[1, 3], [2, 4]]); // prettier-ignore
    expect(dataset.time?.column).toBe('time');
  });

  it('keeps missing cells as NaN, counts them, and warns of them and of constant and empty columns', async () => {
    const { home, file } = workplace();
    const path = file('gaps.csv', 'time,a,b,c\n2020,1,7,\n2021,NA,7,nan\n2022,,7,NA\n2023,4,7,\n');
    const dataset = await importSeries(path, home);
    expect(await column(home, 'a')).toEqual([1, NaN, NaN, 4]);
    expect(dataset.columns.map(({ missing }) => missing)).toEqual([2, 0, 4]);
    expect(dataset.columns[2]).toMatchObject({ mean: 0, std: 0 });
    expect(datasetWarnings(dataset).map(textOf)).toEqual([
      'Column "a" lacks 2 of 4 values (50 %).',
      'Column "b" is 7 in every row.',
      'Column "c" holds no numbers at all.',
    ]);
  });

  it('says in which row a column first changes, past missing cells', async () => {
    const { home, file } = workplace();
    const dataset = await importSeries(file('valve.csv', 'a,b,c\n0,7,\n,7,-0\n0,7,0\n5,7,1\n0,7,2\n'), home);
    expect(dataset.columns.map(({ changeRow }) => changeRow)).toEqual([4, undefined, 4]);
  });

  it('keeps the rows that `where` asks for, without its column', async () => {
    const { home, file } = workplace();
    const path = file('places.csv', 'origin,time,a\nJFK,1,10\nLGA,1,x\nJFK,2,20\n');
    const dataset = await importSeries(path, home, { where: { column: 'origin', equals: 'JFK' } });
    expect(dataset.columns.map(({ name }) => name)).toEqual(['a']);
    expect(await column(home, 'a')).toEqual([10, 20]);
  });

  it('keeps the columns that were asked for, in that order, and a first column of dates as the time', async () => {
    const { home, file } = workplace();
    const path = file('a.csv', 'when,a,b,c\n2020-01-01 10:00,1,2,x\n2020-01-01 11:00,3,4,y\n');
    const dataset = await importSeries(path, home, { columns: ['b', 'a'] });
    expect(dataset.columns.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(dataset.time).toMatchObject({ column: 'when', first: '2020-01-01 10:00', last: '2020-01-01 11:00' });
  });

  it('reads characters and line ends that lie across the blocks of the file', async () => {
    const { home, file } = workplace();
    const rows = Array.from({ length: 60_000 }, (_, i) => `"Straße ☂ ${i}",${i},${-i / 8}`);
    const path = file('wide.csv', ['place,a,b', ...rows].join('\r\n'));
    const dataset = await importSeries(path, home, { columns: ['a', 'b'] });
    expect(dataset.rows).toBe(60_000);
    expect(await column(home, 'a')).toEqual(Array.from({ length: 60_000 }, (_, i) => i));
    expect((await column(home, 'b')).at(-1)).toBe(-59_999 / 8);
  });

  it('gives the same hash for the same numbers and another for others', async () => {
    const { home, file } = workplace();
    const first = await importSeries(file('a.csv', 'a,b\n1,2\n'), home, { id: 'one' });
    const same = await importSeries(file('b.csv', 'a;b\n1.0;2.0\n'), home, { id: 'two' });
    const renamed = await importSeries(file('c.csv', 'a,c\n1,2\n'), home, { id: 'three' });
    expect(same.hash).toBe(first.hash);
    expect(renamed.hash).not.toBe(first.hash);
  });
});
