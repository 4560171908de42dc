// NumPy's arrays: which of them are columns, how their elements are read, and what is said of those that cannot be.
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { npyArray, npyFloats, npyTexts, npzArchive } from '../../support/npy.ts';
import { errorOf, importError, importSeries, importText, workplace } from './home.ts';

async function numbersOf(home: string, column: string): Promise<number[]> {
  return [...(await loadFloat64(home, readStoredDataset(home, 'mine')!, `column/${column}`))];
}

const counted = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const int64 = (values: readonly (number | bigint)[], descr = '<i8'): Uint8Array =>
  npyArray(descr, `${values.length},`, new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer));
const pickled = npyArray('|O', '3,', Buffer.from("cos\nsystem\n(S'true'\ntR."));

describe('an array of two dimensions', () => {
  it.each([
    ['by rows', npyFloats([1, 2, 3, 4, 5, 6], '3, 2')],
    ['by columns', npyFloats([1, 3, 5, 2, 4, 6], '3, 2', true)],
    ['of 32 bits', npyArray('<f4', '3, 2', new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer))],
    ['with the high bytes first', npyArray('>i2', '3, 2', Buffer.from([0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6]))],
  ])('%s is a series of its columns', async (_, content) => {
    const { home, file } = workplace();
    const path = file('mine.npy', content);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({
      kind: 'series',
      isWhole: true,
      tables: [],
      reading: { format: 'numpy', table: '' },
    });
    expect(preview.columns.map(({ name }) => name)).toEqual(['mine 0', 'mine 1']);
    await importSeries(path, home);
    expect(await numbersOf(home, 'mine 0')).toEqual([1, 3, 5]);
    expect(await numbersOf(home, 'mine 1')).toEqual([2, 4, 6]);
  });
});

describe('an archive', () => {
  it('of arrays of one length is a table, with times and numbers in 32 bits as they were meant', async () => {
    const { home, file } = workplace();
    const hours = counted(24).map((i) => BigInt(Date.UTC(2024, 0, 1, i)) * 1_000_000n);
    hours[3] = -(2n ** 63n);
    const path = file(
      'mine.npz',
      npzArchive({
        time: int64(
          counted(24).map((i) => Date.UTC(2024, 0, 1, i)),
          '<M8[ms]',
        ),
        other: int64(hours, '<M8[ns]'),
        temp: npyArray('<f4', '24,', new Uint8Array(Float32Array.from(counted(24), (i) => 20 + i / 10).buffer)),
        gap: npyFloats(counted(24).map((i) => (i === 5 ? NaN : i))),
        isOpen: npyArray(
          '|b1',
          '24, 1',
          Uint8Array.from(counted(24), (i) => i % 2),
        ),
      }),
    );
    const preview = await previewFile(path);
    expect(preview.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
      ['time', 'time', 0],
      ['other', 'time', 1],
      ['temp', 'number', 0],
      ['gap', 'number', 1],
      ['isOpen', 'number', 0],
    ]);
    expect(preview.rows[1]).toEqual(['2024-01-01 01:00:00', '2024-01-01 01:00:00', '20.1', '1', '1']);
    expect(preview.timeFacts).toMatchObject({ stepMs: 3_600_000, missing: 0 });
    expect((await importSeries(path, home, { columns: ['temp', 'gap', 'isOpen'] })).time).toMatchObject({
      last: '2024-01-01 23:00:00',
    });
    expect((await numbersOf(home, 'temp'))[3]).toBe(20.3);
  });

  it('of texts and labels', async () => {
    const { home, file } = workplace();
    const texts = counted(20).map((i) => `said 네 ${i}`);
    const label = npyArray(
      '|S3',
      '20,',
      Buffer.concat(counted(20).map((i) => Buffer.from(i % 2 === 0 ? 'pos' : 'no\0'))),
    );
    const path = file('mine.npz', npzArchive({ text: npyTexts(texts, 10), label }));
    expect(await previewFile(path)).toMatchObject({ kind: 'text', textColumn: 'text', labelColumn: 'label' });
    expect(await importText(path, home)).toMatchObject({ rows: 20, labels: [{ name: 'no' }, { name: 'pos' }] });
  });

  it('of arrays of several lengths has several tables, of which one is chosen', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.npz',
      npzArchive({
        x_test: npyFloats(counted(4), '2, 2'),
        x_train: npyFloats(counted(6), '3, 2'),
        y_train: int64([7, 8, 9]),
        y_test: int64([1, 2]),
        images: npyFloats(counted(8), '2, 2, 2'),
        names: pickled,
        one: npyFloats([1], ''),
      }),
    );
    const found = await previewFile(path);
    expect(found).toMatchObject({
      tables: ['x_test, y_test', 'x_train, y_train'],
      reading: { table: 'x_train, y_train' },
    });
    expect(found.columns.map(({ name }) => name)).toEqual(['x_train 0', 'x_train 1', 'y_train']);
    expect(found.warnings.map(textOf)).toEqual([
      '"images" is left out: it has 3 dimensions, where two are rows and columns.',
      '"names" is left out: its elements are Python objects (pickled), which are not run.',
      '"one" is left out: it is a single value.',
    ]);
    const reading = { table: 'x_test, y_test' };
    expect((await previewFile(path, { reading })).rows).toEqual([
      ['0', '1', '1'],
      ['2', '3', '2'],
    ]);
    await importSeries(path, home, { reading, columns: ['y_test'] });
    expect(await numbersOf(home, 'y_test')).toEqual([1, 2]);
    const error = await importError('series', path, { home }, { columns: ['names'], replace: true });
    expect(error.message).toBe('mine.npz, "names": its elements are Python objects (pickled), which are not run.');
  });
});

describe('what cannot be read ends in a sentence', () => {
  const none = 'holds no array with rows of numbers or texts';
  it.each([
    ['a.npy', 'three dimensions', npyFloats(counted(8), '2, 2, 2'), `a.npy ${none} (a: it has 3 dimensions, where two are rows and columns).`],
    ['a.npy', 'pickled objects', pickled, `a.npy ${none} (a: its elements are Python objects (pickled), which are not run).`],
    ['a.npy', 'complex numbers', npyArray('<c16', '1,', Buffer.alloc(16)), `a.npy ${none} (a: its type is <c16, which is neither a number nor a text).`],
    ['a.npy', 'fields', Buffer.from(npyFloats([1])).fill('[', 20, 21), 'a.npy holds no array with rows of numbers or texts (a: its elements have several fields).'],
    ['a.npy', 'an end that is too early', npyFloats([1, 2], '3,'), 'a.npy holds arrays that cannot be read: the array a ends too early.'],
    ['a.npy', 'a header that is cut', npyFloats([1, 2]).subarray(0, 40), 'a.npy holds arrays that cannot be read: its header cannot be read.'],
    ['a.npy', 'more rows than it has bytes', npyFloats([1, 2], '1000000000000,'), 'a.npy holds arrays that cannot be read: the array a ends too early.'],
    ['a.npz', 'an archive that is cut', npzArchive({ a: npyFloats([1, 2]) }).subarray(0, 100), 'a.npz is a damaged zip archive or workbook.'],
    ['a.npz', 'an array that is none', npzArchive({ a: Buffer.from('hello') }), `a.npz ${none} (a: it is not a NumPy array).`],
    ['a.npz', 'reviews of Keras', npzArchive({ x_train: pickled, x_test: pickled }), `a.npz ${none} (x_train: its elements are Python objects (pickled), which are not run; x_test: its elements are Python objects (pickled), which are not run).`],
    ['a.npz', 'other files', zipSync({ 'a.csv': Buffer.from('a,b\n1,2') }), 'a.npz is a zip archive without a table.'],
  ])('%s with %s', async (name, _, content, said) => {
    const { home, file } = workplace();
    const path = file(name, content);
    expect((await errorOf(previewFile(path))).message).toBe(said);
    expect((await importError('series', path, { home })).message).toBe(said);
  }); // prettier-ignore

  it('one array that the archive names 60,000 times', async () => {
    const { home, file } = workplace();
    const content = Buffer.from(npzArchive({ a: npyFloats([1, 2]) }));
    const directory = content.indexOf('PK\u0001\u0002');
    const end = content.indexOf('PK\u0005\u0006');
    const times = 60_000;
    const tail = Buffer.from(content.subarray(end));
    tail.writeUInt16LE(times, 8);
    tail.writeUInt16LE(times, 10);
    tail.writeUInt32LE(times * (end - directory), 12);
    const names = Array.from({ length: times }, () => content.subarray(directory, end));
    const path = file('a.npz', Buffer.concat([content.subarray(0, directory), ...names, tail]));
    expect((await errorOf(previewFile(path))).message).toBe('a.npz is an archive of 60000 files.');
    expect((await importError('series', path, { home })).message).toBe('a.npz is an archive of 60000 files.');
  });

  it('zeros without end that are tiny in the archive', async () => {
    const { home, file } = workplace();
    const content = npzArchive({ a: npyArray('<f8', '300000000,', Buffer.alloc(4_000_000)) });
    expect(content.length).toBeLessThan(10_000);
    const path = file('a.npz', content);
    expect((await previewFile(path)).rowsSeen).toBe(5000);
    expect((await importError('series', path, { home })).message).toBe('a.npz holds more than 268,435,456 numbers.');
  });
});
