import { describe, expect, it } from 'vitest';
import { findLostKey } from '#shared/base/json-keys.ts';

describe('findLostKey', () => {
  it.each([
    ['{}'],
    ['[]'],
    ['"{"'],
    ['{"a": {"a": [{"a": 1}, {"a": 2}]}, "b": "a"}'],
    ['{"a": ["b", "b"], "b": "\\"a\\": 1"}'],
    ['["a", "a"]'],
    ['{"a": "{\\"a\\":1,\\"a\\":2}"}'],
  ])('finds none in %s', (json) => {
    JSON.parse(json);
    expect(findLostKey(json)).toBeNull();
  });

  it.each([
    ['{"a": 1, "a": 2}', 'a', 1, 10],
    ['{"a": 1,\n "b": {},\r\n "a" : 2}', 'a', 3, 2],
    ['[{"x": {"é": 1, "\\u00e9": 2}}]', 'é', 1, 17],
    ['{"a": {"b": 1}, "b": [1, {"c": 1, "c": 1}]}', 'c', 1, 35],
    ['{"": 1, "": 2}', '', 1, 9],
  ])('finds the key that stands twice in %s', (json, key, line, column) => {
    expect(findLostKey(json)).toEqual({ key, why: 'repeated', line, column });
  });

  it('finds the key that sets a prototype', () => {
    expect(findLostKey('{"a": {"__proto__": {}}}')).toEqual({ key: '__proto__', why: 'reserved', line: 1, column: 8 });
    expect(findLostKey('{"a": "__proto__"}')).toBeNull();
  });

  it('reads megabytes', () => {
    const json = JSON.stringify(Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`key ${i}`, [i]])));
    expect(findLostKey(json)).toBeNull();
  });
});
