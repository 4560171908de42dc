import { describe, expect, it } from 'vitest';
import type { FileReading, ReadingChoice } from '#shared/data/file-reading.ts';
import { findEncoding, findReading } from '#main/datasets/table/find-reading.ts';

const read = (text: string, choice: ReadingChoice = {}): FileReading => findReading(text, 'utf-8', choice);

describe('the delimiter', () => {
  it.each([
    ['a;b\n1,5;2,5\n', ';'],
    ['a;b\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['"a;b;c","d"\n"1;2;3","x"\n', ','],
    ['\n\na;b\n1,2;3\n', ';'],
    ['only\n1\n2\n', ','],
    ['text;label\ngood, so good;1\nbad, bad, bad;0\n', ';'],
    ['time  a  b\n2020  1.5   2\n2021  2.5   3\n', ' '],
    ['text,label\n"a, b",1\n"c\nd",0\n', ','],
    ['value\n21,5\n22,7\n19,3\n', ';'],
    ['a;\n1,5;\n2,7;\n', ';'],
  ] as const)('is found in %j', (text, delimiter) => {
    expect(read(text).delimiter).toBe(delimiter);
  });
});

describe('signs of numbers', () => {
  it.each([
    ['a;b\n1,5;2\n2,25;3\n', ',', ''],
    ['a;b\n1.234,5;2\n2,25;3\n', ',', '.'],
    ['a;b\n"1 234,5";2\n2,25;3\n', ',', ' '],
    ['a;b\n1,234;2\n2,500;3\n', ',', ''],
    ['a;b\n1,234;2.5\n2,500;3.5\n', '.', ','],
    ['a;b\n1,234,567;2\n2,500;3\n', '.', ','],
    ['a,b\n"1,234.5",2\n2.25,3\n', '.', ','],
    ["a,b\n1'234.5,2\n2.25,3\n", '.', "'"],
    ['a,b\n1.234,2\n2.25,3\n', '.', ''],
    ['a;b\n0,123;2\n0,456;3\n', ',', ''],
  ] as const)('are found in %j', (text, decimal, thousands) => {
    expect(read(text)).toMatchObject({ decimal, thousands });
  });
});

describe('what stands above the rows', () => {
  it.each([
    ['a header', 'time,temp\n2020-01-01,1\n2020-01-02,2\n', { skip: 0, hasHeader: true, hasUnits: false }],
    ['no header', '2020-01-01,1\n2020-01-02,2\n', { hasHeader: false }],
    ['years as a header', '2019,2020\n1,2\n3,4\n', { hasHeader: false }],
    ['lines of another width', 'Station: X\nFrom: 2020; to: 2021\n\ntime;temp;p\n2020-01-01;1;2\n2020-01-02;2;3\n', { skip: 3, hasHeader: true }],
    ['a row of units', 'time,temp\nUTC,degC\n2020-01-01,1\n2020-01-02,2\n', { hasUnits: true }],
    ['a word that means missing', 'time,temp\n2020-01-01,NA\n2020-01-02,2\n', { hasUnits: false }],
    ['comments', '# logger\n# two\ntime,temp\n2020-01-01,1\n2020-01-02,2\n', { comment: '#', hasHeader: true }],
    ['a word that begins with the mark of comments', 'text,label\ngood day,a\n#fail,b\n#win,a\nok,b\n', { comment: '', skip: 0, hasHeader: true }],
    ['a header over several lines', 'time,"temp\n(deg C)","wind\n(m/s)"\n2020-01-01,1.5,5\n2020-01-02,2.5,6\n', { skip: 0, hasHeader: true }],
    ['stations as a header', '일시,108,112\n2020-01-01 00:00,1.5,2.5\n2020-01-01 01:00,2.5,3.5\n', { hasHeader: true }],
    ['a first row with a word for missing', '2020-01-01,missing,3\n2020-01-02,2,4\n2020-01-03,2,4\n', { hasHeader: false }],
    ['labels that stand again', 'good film,pos\nbad film,neg\ngood one,pos\n', { hasHeader: false }],
    ['names of texts and labels', 'text,label\ngood film,pos\nbad film,neg\ngood one,pos\n', { hasHeader: true }],
    ['no name for the first column', 'temp,p,q\n2020-01-01,1,2,3\n2020-01-02,2,3,4\n', { skip: 0, hasHeader: true }],
  ])('is found: %s', (_what, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  }); // prettier-ignore

  it('is as a person chose it', () => {
    const choice = { delimiter: ';', skip: 1, hasHeader: false, decimal: ',', missing: ['x'] } satisfies ReadingChoice;
    expect(read('a,b\n1,2\n', choice)).toMatchObject({ ...choice, missing: ['x'] });
  });
});

describe('the encoding', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  it.each([
    ['utf-8', new TextEncoder().encode('시각,기온\n1,2\n')],
    ['utf-8', new TextEncoder().encode('plain,ascii\n')],
    ['utf-16le', bytes(0xff, 0xfe, 0x61, 0)],
    ['utf-16be', bytes(0, 0x61, 0, 0x2c, 0, 0x62)],
    // 일시,기온 in EUC-KR.
    ['euc-kr', bytes(0xc0, 0xcf, 0xbd, 0xc3, 0x2c, 0xb1, 0xe2, 0xbf, 0xc2, 0x0a)],
    // ひづけ,きおん in Shift_JIS.
    ['shift_jis', bytes(0x82, 0xd0, 0x82, 0xc3, 0x82, 0xaf, 0x2c, 0x82, 0xab, 0x82, 0xa8, 0x82, 0xf1, 0x0a)],
    // Zeit,Köln,Größe in Windows-1252.
    ['windows-1252', Buffer.from('Zeit,Köln,Größe\n1,2,3\n', 'latin1')],
  ] as const)('is %s', (encoding, sample) => {
    expect(findEncoding(sample)).toBe(encoding);
  });
});
