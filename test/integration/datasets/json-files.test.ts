// Files of JSON: an object a line or a list of them, what is found in each, and what is said of those that cannot be read.
import { describe, expect, it } from 'vitest';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { errorOf, importError, importSeries, importText, workplace } from './home.ts';

const hour = (i: number): string => new Date(Date.UTC(2023, 0, 1, i)).toISOString();
const lines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

async function numbersOf(home: string, column: string): Promise<number[]> {
  return [...(await loadFloat64(home, readStoredDataset(home, 'mine')!, `column/${column}`))];
}

const measured = Array.from({ length: 30 }, (_, i) => ({
  time: hour(i),
  temp: 20 + i / 10,
  sensor: { id: 'A', battery: { volts: 3 - i / 100 } },
  isOpen: i % 2 === 0,
  ...(i === 3 ? {} : { wind: i === 4 ? null : i }),
}));

describe.each([
  ['an object a line', lines(measured), 'mine.jsonl'],
  ['a list', JSON.stringify(measured), 'mine.json'],
  ['a list over several lines', JSON.stringify(measured, null, 2), 'mine.json'],
  ['a line with a byte order mark, in UTF-16', Buffer.from(`\uFEFF${lines(measured)}`, 'utf16le'), 'mine.txt'],
])('%s', (_, content, name) => {
  it('is a series: objects within are columns, keys that lack are missing', async () => {
    const { home, file } = workplace();
    const path = file(name, content);
    const preview = await previewFile(path);
    expect(preview.reading.format).toBe('json');
    expect(preview.columns.map(({ name: column, type, missing }) => [column, type, missing])).toEqual([
      ['time', 'time', 0],
      ['temp', 'number', 0],
      ['sensor.id', 'category', 0],
      ['sensor.battery.volts', 'number', 0],
      ['isOpen', 'number', 0],
      ['wind', 'number', 2],
    ]);
    expect(preview).toMatchObject({ kind: 'series', isWhole: true, rowsSeen: 30, time: { columns: ['time'] } });
    const dataset = await importSeries(path, home, { columns: ['temp', 'sensor.battery.volts', 'isOpen', 'wind'] });
    expect(dataset).toMatchObject({ rows: 30, time: { first: hour(0), last: hour(29) } });
    expect((await numbersOf(home, 'sensor.battery.volts')).slice(0, 3)).toEqual([3, 2.99, 2.98]);
    expect((await numbersOf(home, 'isOpen')).slice(0, 3)).toEqual([1, 0, 1]);
    expect((await numbersOf(home, 'wind')).slice(2, 6)).toEqual([2, NaN, NaN, 5]);
  });
});

it('of texts with labels', async () => {
  const { home, file } = workplace();
  const rows = Array.from({ length: 40 }, (_, i) => ({
    id: i,
    text: `said "yes"\nand, again ${i} — 네`,
    label: i % 2 === 0 ? 'pos' : 'neg',
  }));
  const path = file('reviews.jsonl', lines(rows));
  expect(await previewFile(path)).toMatchObject({ kind: 'text', textColumn: 'text', labelColumn: 'label' });
  expect(await importText(path, home)).toMatchObject({ rows: 40, labels: [{ name: 'neg' }, { name: 'pos' }] });
});

describe('values', () => {
  it('of Python’s json: NaN is missing, also beside a text that names it; a number beyond all is named', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.jsonl',
      '{"a": 1, "b": "NaN or \\" Infinity"}\n{"a": NaN, "b": "x"}\n{"a": -Infinity, "b": ""}',
    );
    const preview = await previewFile(path);
    expect(preview.rows).toEqual([
      ['1', 'NaN or " Infinity'],
      ['', 'x'],
      ['-inf', ''],
    ]);
    const error = await importError('series', path, { home }, { columns: ['a'] });
    expect(error.message).toBe('mine.jsonl, row 3, column "a": "-inf" is not a number.');
    await importSeries(path, home, { columns: ['a'], reading: { missing: ['-inf'] } });
    expect(await numbersOf(home, 'a')).toEqual([1, NaN, NaN]);
  });

  it('of a key that stands twice are the last ones, lists are texts, and a row without any is kept', async () => {
    const { home, file } = workplace();
    const path = file('mine.jsonl', '{"a": 1, "a": 2, "tags": ["x", 1]}\n\n{}\n{"a": 5, "__proto__": 7}\n');
    const preview = await previewFile(path);
    expect(preview.rows).toEqual([
      ['2', '["x",1]', ''],
      ['', '', ''],
      ['5', '', '7'],
    ]);
    await importSeries(path, home, { columns: ['a'] });
    expect(await numbersOf(home, 'a')).toEqual([2, NaN, 5]);
  });

  it('in texts may have decimal commas, which numbers beside them do not trouble', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.jsonl',
      lines([
        { a: '1,25', b: 0.5 },
        { a: '-2,5', b: 1.5 },
        { a: '3', b: 1e21 },
      ]),
    );
    expect((await previewFile(path)).reading).toMatchObject({ decimal: ',', thousands: '' });
    await importSeries(path, home);
    expect(await numbersOf(home, 'a')).toEqual([1.25, -2.5, 3]);
    expect(await numbersOf(home, 'b')).toEqual([0.5, 1.5, 1e21]);
  });

  it('that mean "missing" are so as numbers, too, and rows are chosen by one', async () => {
    const { home, file } = workplace();
    const rows = [-9999, 1, 2, -9999, 3].map((a, i) => ({ a, site: i % 2, at: hour(i) }));
    const path = file('mine.jsonl', lines(rows));
    const where = { column: 'site', equals: '0' };
    const dataset = await importSeries(path, home, { columns: ['a'], where, reading: { missing: ['-9999.0'] } });
    expect(dataset).toMatchObject({ rows: 3, time: { first: hour(0), last: hour(4), facts: { stepMs: 7_200_000 } } });
    expect(await numbersOf(home, 'a')).toEqual([NaN, 2, 3]);
  });

  it('of a key that begins after the rows that were looked at are refused, unless columns are chosen', async () => {
    const { home, file } = workplace();
    const path = file(
      'mine.jsonl',
      lines(Array.from({ length: 12_000 }, (_, i) => (i < 11_000 ? { a: i } : { a: i, late: 1 }))),
    );
    const error = await importError('series', path, { home });
    expect(error.message).toBe('mine.jsonl, line 11001: the first 5000 rows have no "late".');
    expect((await importSeries(path, home, { columns: ['a'] })).rows).toBe(12_000);
  });
});

describe('what cannot be read ends in a sentence', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  it.each([
    ['a broken line', '{"a": 1}\n{"a": 2\n{"a": 3}', 'mine.jsonl, line 2: the JSON breaks off.'],
    ['a line of Python', "{'a': 1}\n", `mine.jsonl, line 1: "'a': 1}" is no JSON.`],
    ['words behind an object', '{"a": 1} and more\n', 'mine.jsonl, line 1: "and more" is no JSON.'],
    ['a line that is a list', '{"a": 1}\n[1, 2]\n', 'mine.jsonl, line 2: a row is a list, not an object.'],
    ['a line that is a number', '{"a": 1}\n5\n', 'mine.jsonl, line 2: a row is a single value, not an object.'],
    ['a list of numbers', '[1,\n2]', 'mine.jsonl, line 1: a row is a single value, not an object.'],
    ['a list of lists', '[["a"], [1]]', 'mine.jsonl, line 1: a row is a list, not an object.'],
    ['a list that is cut', '[{"a": 1},\n{"a": 2},', 'mine.jsonl, line 2: the list has no end.'],
    ['a list and something behind it', '[{"a": 1}]\nx', 'mine.jsonl, line 2: there is something behind the list.'],
    ['a list with an empty place', '[{"a": 1},\n,{"a": 2}]', 'mine.jsonl, line 2: the JSON breaks off.'],
    ['an empty list', ' [ ] ', 'mine.jsonl is empty.'],
    ['lists within lists', deep, 'mine.jsonl, line 1: lists or objects are nested too deeply.'],
    ['lists within a row', `{"a": ${deep}}`, 'mine.jsonl, line 1: lists or objects are nested too deeply.'],
    [
      'objects within a row',
      `{"a": ${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`,
      'mine.jsonl, line 1: lists or objects are nested too deeply.',
    ],
    [
      'columns instead of rows',
      '{"a": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}',
      'mine.jsonl is one object, not rows of them.',
    ],
    [
      'a line without end',
      `{"a": "${'x'.repeat(1 << 24)}`,
      'mine.jsonl, line 1: an object has no end, or is longer than 16777216 characters.',
    ],
    [
      'names without end',
      JSON.stringify(Object.fromEntries(Array.from({ length: 21_000 }, (_, i) => [`k${i}`, 1]))),
      'mine.jsonl, line 1: there are more than 20000 columns.',
    ],
    ['names that differ in blanks', '{"a": 1, "a ": 2}', 'mine.jsonl has two columns called "a".'],
  ])('%s', async (_, content, said) => {
    const { home, file } = workplace();
    const path = file('mine.jsonl', content);
    expect((await errorOf(previewFile(path))).message).toBe(said);
    expect((await importError('series', path, { home })).message).toBe(said);
  });

  it('a number that is too large', async () => {
    const { home, file } = workplace();
    const error = await importError('series', file('mine.jsonl', '{"a": 1}\n{"a": 1e999}'), { home });
    expect(error.message).toBe('mine.jsonl, row 2, column "a": "inf" is not a number.');
  });
});
