// Explains why a text is not an experiment, in the page's language.
import type { Messages } from '#renderer/locales/en.ts';

/** The text is JSON but not an object; any other problem is the parser's. */
export const notAnObject = 'not-an-object';

export function jsonProblem(problem: string, words: Messages['models']): string {
  return problem === notAnObject ? words.jsonNotObject : words.jsonInvalid(problem);
}
