// Explains why a text is not an experiment, in the page's language.
import { findJsonFault, type TextPlace } from '#shared/base/json-fault.ts';
import { findLostKey, type LostKey } from '#shared/base/json-keys.ts';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** Where the text stops being JSON or has a key that is lost, or that it is JSON but not an object. */
export type JsonProblem = TextPlace | LostKey | 'not-an-object';

export function jsonProblem(problem: JsonProblem, words: Messages['models']): string {
  if (problem === 'not-an-object') return words.jsonNotObject;
  return 'key' in problem ? words.jsonLostKey(problem) : words.jsonInvalid(problem);
}

/** Reads a JSON object from a text, or says why it is none. */
export function readJsonObject(text: string): { object: JsonObject } | { problem: JsonProblem } {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text));
    const lost = findLostKey(text);
    if (lost !== null) return { problem: lost };
    return parsed.success ? { object: parsed.data } : { problem: 'not-an-object' };
  } catch {
    return { problem: findJsonFault(text) };
  }
}
