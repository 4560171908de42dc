// Why a text is no experiment, in the words of the page's language.
import type { Messages } from '#renderer/locales/en.ts';

/** The text is JSON, but no object; any other problem is what the parser says. */
export const notAnObject = 'not-an-object';

export function jsonProblem(problem: string, words: Messages['models']): string {
  return problem === notAnObject ? words.jsonNotObject : words.jsonInvalid(problem);
}
