import { describe, expect, it } from 'vitest';
import { findJsonFault } from '#shared/base/json-fault.ts';
import { createRandom } from '#shared/base/random.ts';

/** What the engine says of a text; null of JSON. */
function saidOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

describe('findJsonFault', () => {
  it.each([
    ['oops', 1, 1],
    ['{\n  "a": }', 2, 8],
    ['{"a": 1,\n "b": "x" "y"}', 2, 11],
    ['{"a": 1}\r\nx', 2, 1],
    ['{"a"', 1, 5],
    ['[1,]', 1, 4],
    ['{"a":1,}', 1, 8],
    ['{"a": tru}', 1, 7],
    ['{"a": nullx}', 1, 11],
    ['[01]', 1, 3],
    ['["x\ny"]', 1, 2],
    ['["\\q"]', 1, 2],
    ["{'a': 1}", 1, 2],
    ['{"a" 1}', 1, 6],
    ['[1}', 1, 3],
    [']', 1, 1],
  ])('finds the place in %j', (text, line, column) => {
    expect(saidOf(text)).not.toBeNull();
    expect(findJsonFault(text)).toEqual({ line, column });
  });

  it('goes through all that is JSON, and agrees with the engine where that names a place', () => {
    const valid = JSON.stringify({ a: [1, -2.5e-7, true, null, 'x"\\\u00e9'], b: {}, c: [], d: { e: [[0]] } });
    const characters = '{}[]",:0a- ';
    const random = createRandom(7);
    const below = (count: number): number => Math.floor(random() * count);
    let named = 0;
    for (let i = 0; i < 1000; i++) {
      const at = below(valid.length);
      const text = `${valid.slice(0, at)}${characters.charAt(below(characters.length))}${valid.slice(at + 1)}`;
      const said = saidOf(text);
      const [, column] = /^(?:Expected|Unexpected non-whitespace).*\(line 1 column (\d+)\)/.exec(said ?? '') ?? [];
      if (column !== undefined) named++;
      const expected = said === null ? text.length + 1 : Number(column);
      if (said === null || column !== undefined) expect([text, findJsonFault(text).column]).toEqual([text, expected]);
    }
    expect(named).toBeGreaterThan(100);
  });

  it('reads a text that is nested deeply', () => {
    expect(findJsonFault('['.repeat(100_000))).toEqual({ line: 1, column: 100_001 });
  });
});
