// How problems are written down: severity, code, sentence, and where it is.
import type { Problem } from '#shared/graph/model-spec.ts';

/** The layer or the place in the file that a problem is about. */
export type ProblemPlace = Pick<Problem, 'nodeId' | 'path'>;

/** Something that must be mended before training. */
export function errorProblem(code: string, message: string, place: ProblemPlace = {}): Problem {
  return { severity: 'error', code, message, ...place };
}

/** Something that can be trained, and is probably not meant. */
export function warningProblem(code: string, message: string, place: ProblemPlace = {}): Problem {
  return { severity: 'warning', code, message, ...place };
}

/** `8,706`; `1 row`, `2 rows` with a noun. */
export function countText(count: number, noun?: string): string {
  const text = count.toLocaleString('en-US');
  return noun === undefined ? text : `${text} ${noun}${count === 1 ? '' : 's'}`;
}
