import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { createRandom } from '#shared/base/random.ts';
import { completeLength, firstInvalidByte, guessForeignFormat } from '#main/datasets/utf8.ts';

describe('firstInvalidByte', () => {
  it('agrees with Node on 20,000 short byte strings of chance, and on all their beginnings', () => {
    const random = createRandom(4);
    const likely = [
      0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff,
    ];
    for (let i = 0; i < 20_000; i++) {
      const bytes = Uint8Array.from({ length: 6 }, () => likely[Math.floor(random() * likely.length)] ?? 0);
      const invalid = firstInvalidByte(bytes);
      expect(invalid === -1).toBe(isUtf8(bytes));
      if (invalid >= 0) expect(isUtf8(bytes.subarray(0, invalid))).toBe(true);
    }
  });
});

describe('completeLength', () => {
  it('never cuts a character, wherever the block ends', () => {
    const bytes = new TextEncoder().encode('aé☂😀b');
    const ends = [0, 1, 3, 6, 10, 11];
    for (let length = 0; length <= bytes.length; length++)
      expect(completeLength(bytes.subarray(0, length))).toBe(Math.max(...ends.filter((end) => end <= length)));
  });

  it('leaves what is no character to the decoder', () => {
    expect(completeLength(Uint8Array.of(0x41, 0x80, 0x80, 0x80))).toBe(4);
    expect(completeLength(Uint8Array.of(0x41, 0xff))).toBe(2);
  });
});

describe('guessForeignFormat', () => {
  it('leaves text alone and names what is none', () => {
    expect(guessForeignFormat(Buffer.from('time,a\n'))).toBeNull();
    expect(textOf(guessForeignFormat(Buffer.from('a,b\n', 'utf16le'))?.what ?? '')).toBe('UTF-16 text');
    expect(textOf(guessForeignFormat(Buffer.from('PAR1'))?.what ?? '')).toBe('a Parquet file');
    expect(textOf(guessForeignFormat(Buffer.from('SQLite format 3\0'))?.what ?? '')).toBe('a binary file');
  });
});
