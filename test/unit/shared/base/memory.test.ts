// What is remembered, and what is forgotten.
import { expect, it } from 'vitest';
import { isJsonObject } from '#shared/base/json.ts';
import { Memory } from '#shared/base/memory.ts';

it('computes once for a key, and forgets the oldest', () => {
  const memory = new Memory<string>(2);
  const asked: string[] = [];
  const get = (key: string): string =>
    memory.get(key, () => {
      asked.push(key);
      return key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'b', 'a'].map(get)).toEqual(['A', 'B', 'A', 'C', 'B', 'A']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

it.each([
  [{}, true],
  [{ a: [1, 'x', null, { b: true }] }, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  ['x', false],
  [{ a: undefined }, false],
  [{ a: NaN }, false],
  [{ a: [Infinity] }, false],
  [{ a: new Date(0) }, false],
  [{ a: () => 1 }, false],
])('%j is a JSON object: %s', (value, expected) => expect(isJsonObject(value)).toBe(expected));
