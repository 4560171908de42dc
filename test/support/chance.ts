// Chance from a seed, and the texts and values that programs are known to stumble over.

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class Chance {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = createRandom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  text(length: number): string {
    let text = '';
    // Any UTF-16 unit, surrogates without a partner among them.
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.below(this.next() < 0.7 ? 128 : 65_536));
    return text;
  }
}

export const nastyTexts: readonly [string, ...string[]] = [
  '../../../../etc/passwd',
  '..\\..\\..\\secret.txt',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '%2e%2e%2fbait.txt',
  '..%2f..%2fbait.txt',
  '../bait.txt',
  './../bait.txt',
  'runs/../../bait.txt',
  '\\\\server\\share',
  'file:///etc/passwd',
  'a\0b',
  '\0',
  '\ud800',
  'a\udfff\ud800',
  '\u202egnp.exe',
  '\u001b[2J',
  '',
  ' ',
  '.',
  '..',
  '-rf',
  '$(touch bait2)',
  '`touch bait2`',
  "'; DROP TABLE runs; --",
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'CON',
  'NaN',
  '1e999',
  '💥'.repeat(60),
  'x'.repeat(201),
  'y'.repeat(100_000),
];

/** As JSON: some cannot be written as values of JavaScript. */
export const nastyJson: readonly [string, ...string[]] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '4294967296',
  '[]',
  '{}',
  '[[[[[[[[]]]]]]]]',
  '[null,null,null]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"prototype":{"polluted":true}}',
  '{"toString":null,"valueOf":null,"toJSON":1}',
  '{"length":1000000000}',
  '{"then":1}',
  '{"":""}',
  '{"a":1,"a":2}',
];
