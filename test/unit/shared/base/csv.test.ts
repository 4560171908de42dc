import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvField, csvLine } from '#shared/base/csv.ts';

const read = (line: string): unknown[] | undefined => Papa.parse<unknown[]>(line, { delimiter: ',' }).data[0];

test('what is written is read back: commas, quotes, line breaks, spaces at the ends, Korean, nothing', () => {
  const values = ['a,b', 'say "yes"', 'one\ntwo\r', ' ends ', '기온 · GRU', '', 'plain'];
  expect(read(csvLine(values))).toEqual(values);
  expect(csvLine([null, 'x', null])).toBe(',x,\n');
});

test('numbers are in full, and NaN and infinities are names that pandas knows', () => {
  expect(csvLine([0.1 + 0.2, -1.5e-9, 1e21, NaN, Infinity, -Infinity, true])).toBe(
    '0.30000000000000004,-1.5e-9,1e+21,NaN,Infinity,-Infinity,true\n',
  );
});

test('a text that a table program would calculate becomes a text; a number written as a text stays', () => {
  for (const text of ['=HYPERLINK("x")', '+cmd', '-lr', '@sum', '\t=1', '\r=1'])
    expect(read(csvField(text))).toEqual([`'${text}`]);
  for (const text of ['-1', '+0.5', '-1e-7', 'a=b', '1-2']) expect(csvField(text)).toBe(text);
});
