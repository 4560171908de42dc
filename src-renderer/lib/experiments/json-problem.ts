// Explains why a text is not an experiment, in the page's language.
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** The text is JSON but not an object; any other problem is the parser's. */
export const notAnObject = 'not-an-object';

export function jsonProblem(problem: string, words: Messages['models']): string {
  return problem === notAnObject ? words.jsonNotObject : words.jsonInvalid(problem);
}

/** Reads a JSON object from a text, or says why it is none. */
export function readJsonObject(text: string): { object: JsonObject } | { problem: string } {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text));
    return parsed.success ? { object: parsed.data } : { problem: notAnObject };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
