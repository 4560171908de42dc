// Explains why a text is not an experiment, in the page's language.
import { findJsonFault, type TextPlace } from '#shared/base/json-fault.ts';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** Where the text stops being JSON, or that it is JSON but not an object. */
export type JsonProblem = TextPlace | 'not-an-object';

export function jsonProblem(problem: JsonProblem, words: Messages['models']): string {
  return problem === 'not-an-object' ? words.jsonNotObject : words.jsonInvalid(problem);
}

/** Reads a JSON object from a text, or says why it is none. */
export function readJsonObject(text: string): { object: JsonObject } | { problem: JsonProblem } {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text));
    return parsed.success ? { object: parsed.data } : { problem: 'not-an-object' };
  } catch {
    return { problem: findJsonFault(text) };
  }
}
