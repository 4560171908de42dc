// Everything a person can hand in that cannot be imported: one sentence that names it, and nothing stored.
import { chmodSync, existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '#shared/base/progress.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { importLimits } from '#main/datasets/limits.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';
import { errorOf, importError, request, workplace, type Workplace } from './home.ts';

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => {
  const folder = datasetsFolder(place.home);
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

describe('a series', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['text where a number belongs', 'time,a,b\n1,2,3\n2,4,warm\n', 'mine.csv, row 3, column "b": "warm" is not a number.'],
    ['a hexadecimal number', 'a,b\n1,0x10\n', 'mine.csv, row 2, column "b": "0x10" is not a number.'],
    ['infinity', 'a,b\n1,Infinity\n', 'mine.csv, row 2, column "b": "Infinity" is not a number.'],
    ['a point in a column of decimal commas', 'a;b\n1;12,5\n1;2,5\n1;1.5\n', 'mine.csv, row 4, column "b": "1.5" is not a number.'],
    ['a short row', 'a,b,c\n1,2,3\n4,5\n', 'mine.csv, row 3 has 2 cells, but the header has 3.'],
    ['a long row after blank lines', 'a,b\n\n1,2\n\n3,4,5\n', 'mine.csv, row 5 has 3 cells, but the header has 2.'],
    ['an empty file', '', 'mine.csv is empty.'],
    ['a file of blanks', '\uFEFF \n\n  \n', 'mine.csv is empty.'],
    ['a header only', 'time,a,b\n', 'mine.csv has a header but no rows.'],
    ['a header only, without a line end', 'time,a,b', 'mine.csv has a header but no rows.'],
    ['two columns of one name', 'a,b,a\n1,2,3\n', 'mine.csv has two columns called "a".'],
    ['a time column only', 'time\n2020-01-01\n', 'mine.csv has no column of numbers beside the time.'],
    ['Latin-1', latin1('time,ort,a\n1,2,3\n2,Köln,4\n'), 'mine.csv, row 3, column "ort": "Köln" is not a number.'],
    ['Latin-1 far down', latin1(`a,b\n${'1,2\n'.repeat(600_000)}é,2\n`), 'mine.csv is not UTF-8: line 600002 holds the byte 0xE9, as Latin-1 files do.'],
    ['UTF-8 that ends within a character', Buffer.from('a,b\n1,2é').subarray(0, -1), 'mine.csv is not UTF-8: line 2 holds the byte 0xC3, as Latin-1 files do.'],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest'), 'mine.csv is a damaged zip archive or workbook.'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), 'mine.csv is a gzip archive, not text.'],
    ['a binary file', Buffer.from([1, 2, 3, 0, 5, 6, 7, 8, 9]), 'mine.csv is a binary file, not text.'],
  ])('refuses %s', async (_what, content, message) => {
    const error = await importError('series', place.file('mine.csv', content), { home: place.home });
    expect(error.message).toBe(message);
    expect(error.code).toBe('invalid-data');
    expect(error.isInputError).toBe(true);
  }); // prettier-ignore

  it.each(['1.7976931348623157e308', '-3.5e38', '1e999'])(
    'refuses %s, which no 32-bit number can hold',
    async (cell) => {
      const path = place.file('mine.csv', `a,b\n1,2\n1,${cell}\n`);
      const error = await importError('series', path, { home: place.home });
      expect(error.message).toBe(
        `mine.csv, row 3, column "b": ${cell} is beyond what a 32-bit number can hold (3.4e38).`,
      );
      expect(error.details).toEqual({ row: 3, column: 'b', cell });
    },
  );

  it('refuses a column of values that differ too little for a deviation', async () => {
    const path = place.file('mine.csv', 'a,b\n1,1e-200\n1,2e-200\n');
    const error = await importError('series', path, { home: place.home });
    expect(error.message).toBe(
      'mine.csv, column "b": the values from 1e-200 to 2e-200 are so small that their deviation is 0.',
    );
  });

  it('says how to mend what it can see', async () => {
    const reading = { decimal: '.', thousands: '' };
    const comma = await importError('series', place.file('a.csv', 'a;b\n1;12,5\n'), { home: place.home }, { reading });
    expect(comma.hint).toBe('Choose the comma as decimal sign.');
    expect(comma.details).toMatchObject({ row: 2, column: 'b', cell: '12,5' });
    const utf8 = { encoding: 'utf-8' };
    const latin = await importError(
      'series',
      place.file('b.csv', latin1('a,b\né,1\n')),
      { home: place.home },
      { reading: utf8 },
    );
    expect(latin.hint).toContain('iconv -f WINDOWS-1252 -t UTF-8');
  });

  it.each([
    [{ columns: ['temperature'] }, 'a.csv has no column "temperature".', 'Did you mean "temp"?'],
    [{ time: { columns: ['tiem'] } }, 'a.csv has no column "tiem".', 'Did you mean "time"?'],
    [{ where: { column: 'place', equals: 'x' } }, 'a.csv has no column "place".', 'There are "time", "temp".'],
    [{ units: { tmp: '°F' } }, 'a.csv has no column "tmp".', 'Did you mean "temp"?'],
  ])('names the near columns for %j', async (more, message, hint) => {
    const error = await importError('series', place.file('a.csv', 'time,temp\n1,2\n'), { home: place.home }, more);
    expect([error.message, error.hint]).toEqual([message, hint]);
  });

  it('says when `where` keeps nothing', async () => {
    const where = { column: 'place', equals: 'Rome' };
    const error = await importError(
      'series',
      place.file('a.csv', 'place,a\nBonn,1\n'),
      { home: place.home },
      { where },
    );
    expect(error.message).toBe('a.csv has no row whose "place" is "Rome".');
  });

  it('refuses more numbers than it can hold, with the limit', async () => {
    const limits = { ...importLimits, cells: 1000 };
    const path = place.file('a.csv', `a,b\n${'1,2\n'.repeat(501)}`);
    const error = await importError('series', path, { home: place.home, limits });
    expect(error.message).toBe('a.csv holds more than 1,000 numbers.');
  });

  it('refuses 2 GB without a line end after reading a small part of them', async () => {
    const path = place.file('huge.csv', `a,b\n1,2\n${'x'.repeat(5000)}`);
    truncateSync(path, 2 ** 31); // what is not written reads as zeros and takes no room
    let read = 0;
    const onProgress = (progress: Progress): void => void (read = progress.done);
    const error = await errorOf(importDataset(request('series', path), { home: place.home, onProgress }));
    expect(error.message).toBe('huge.csv, row 3 has no end: it is longer than 16777216 characters.');
    expect(read).toBeLessThan(2 ** 25);
  });
});

describe('texts', () => {
  it('refuses a label column that holds no labels, and too many words', async () => {
    const rows = Array.from({ length: 1100 }, (_, i) => `some words,${i / 7}`).join('\n');
    const path = place.file('a.csv', `text,label\n${rows}\n`);
    const labels = await importError('text', path, { home: place.home });
    expect(labels.message).toBe('a.csv holds more than 1,000 different labels.');
    const words = await importError('text', path, { home: place.home, limits: { ...importLimits, tokens: 500 } });
    expect(words.message).toBe('a.csv holds more than 500 words.');
  });
});

it('refuses a text of more than a string can hold', async () => {
  const folder = place.path('texts');
  for (const label of ['bad', 'good']) mkdirSync(`${folder}/${label}`, { recursive: true });
  writeFileSync(`${folder}/bad/1.txt`, 'dull');
  writeFileSync(`${folder}/good/1.txt`, 'fine');
  truncateSync(`${folder}/good/1.txt`, 600_000_000); // what is not written reads as zeros and takes no room
  const error = await importError('text', folder, { home: place.home });
  expect(error.message).toBe(`${folder}/good/1.txt is too large for one text: 600000000 bytes, and 67108864 at most.`);
});

describe('paths', () => {
  it('refuses a file that is not there', async () => {
    const path = place.path('gone.csv');
    const error = await importError('series', path, { home: place.home });
    expect(error).toMatchObject({ code: 'not-found', message: `There is no file ${path}.` });
  });

  it('refuses a folder for a series', async () => {
    const path = place.path('folder');
    mkdirSync(path);
    const error = await importError('series', path, { home: place.home });
    expect(error.message).toBe(`${path} is a folder where a file is needed.`);
  });

  it('refuses a file that may not be read', async () => {
    const path = place.file('secret.csv', 'a,b\n1,2\n');
    chmodSync(path, 0);
    mkdirSync(datasetsFolder(place.home), { recursive: true });
    chmodSync(datasetsFolder(place.home), 0o777);
    chmodSync(place.path('.'), 0o755);
    const isRoot = process.geteuid?.() === 0; // who may read everything, and so becomes somebody else for the moment
    if (isRoot) process.seteuid?.(65_534);
    try {
      const error = await importError('series', path, { home: place.home });
      expect(error.message).toBe(`${path} may not be read: permission denied.`);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
