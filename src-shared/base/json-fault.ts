// Finds where a text stops being JSON. JavaScript engines tell it in words of their own, in English, and some not at all.

/** A place in a text. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

const space = /[ \t\n\r]*/y;
const text = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Where a pattern's match at a position ends; the position itself when there is none. */
function endOf(pattern: RegExp, json: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : at;
}

/** What may stand next. `first` and `first-key`: the container may also end at once. */
type Next = 'value' | 'first' | 'key' | 'first-key' | 'colon' | 'after';

/** The position of the first character that does not fit; the text's length when something is missing at its end. */
function positionOfFault(json: string): number {
  const closers: ('}' | ']')[] = [];
  let next: Next = 'value';
  let at = endOf(space, json, 0);
  while (at < json.length) {
    const character = json.charAt(at);
    let end = at;
    if (next === 'colon') {
      if (character === ':') end = at + 1;
      next = 'value';
    } else if (next !== 'value' && next !== 'key' && character === closers.at(-1)) {
      closers.pop();
      end = at + 1;
      next = 'after';
    } else if (next === 'after') {
      const closer = closers.at(-1);
      if (closer !== undefined && character === ',') end = at + 1;
      next = closer === '}' ? 'key' : 'value';
    } else if (next === 'key' || next === 'first-key') {
      end = endOf(text, json, at);
      next = 'colon';
    } else if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']');
      end = at + 1;
      next = character === '{' ? 'first-key' : 'first';
    } else {
      end = endOf(character === '"' ? text : /[a-z]/.test(character) ? word : number, json, at);
      next = 'after';
    }
    if (end === at) return at;
    at = endOf(space, json, end);
  }
  return at;
}

/** The line and the column of a position. */
export function placeIn(text: string, position: number): TextPlace {
  const before = text.slice(0, position).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** @param json a text that is not JSON; of one that is, its end is found */
export function findJsonFault(json: string): TextPlace {
  return placeIn(json, positionOfFault(json));
}
