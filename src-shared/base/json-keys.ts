// Finds keys that JSON's text can have and an object of a program cannot keep: one that stands twice, and `__proto__`.
import { placeIn, type TextPlace } from '#shared/base/json-fault.ts';

/** A key that is lost when the text becomes an object. */
export interface LostKey extends TextPlace {
  readonly key: string;
  /** `repeated`: the last of its values hides the others; `reserved`: no object can have it as others. */
  readonly why: 'repeated' | 'reserved';
}

/** JavaScript sets an object's prototype by it. */
export const reservedKey = '__proto__';

/** What decides where keys are, of a text that is JSON: brackets, commas, and texts with the colon behind a key. */
const tokens = /[{}[\]]|("(?:[^"\\]|\\.)*")(\s*:)?/g;

/** The first such key. @param json a text that is JSON */
export function findLostKey(json: string): LostKey | null {
  /** The keys of each open object; null for a list. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, 1: text, 2: colon, index } of json.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    if (text === undefined || colon === undefined) continue;
    const key = String(JSON.parse(text));
    const keys = open.at(-1);
    if (key === reservedKey || keys?.has(key) === true)
      return { key, why: key === reservedKey ? 'reserved' : 'repeated', ...placeIn(json, index) };
    keys?.add(key);
  }
  return null;
}
