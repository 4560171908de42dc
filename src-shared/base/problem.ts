// How problems are written down: severity, code, sentence, and where it is.
import { z } from 'zod';
import { messageSchema, textOf, type Message, type Sentence } from '#shared/base/message.ts';

/** Something wrong with an experiment, said so that a person can mend it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** A stable name for programs, e.g. `unknown-layer`, `shape-mismatch`, `loss-wants-probability`. */
  readonly code: string;
  /** One sentence: what is wrong, with which value, and what would fit. */
  readonly message: string;
  /** `message` as it can be translated. */
  readonly translatable?: Message | undefined;
  /** The layer it is about. */
  readonly nodeId?: string | undefined;
  /** Where in the file, e.g. `training.optimizer.learning_rate`. */
  readonly path?: string | undefined;
}

/** Reads a problem from a message. */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  translatable: messageSchema.optional(),
  nodeId: z.string().optional(),
  path: z.string().optional(),
}) satisfies z.ZodType<Problem>;

/** The layer or the place in the file that a problem is about. */
export type ProblemPlace = Pick<Problem, 'nodeId' | 'path'>;

function said(message: string | Message): Pick<Problem, 'message' | 'translatable'> {
  return typeof message === 'string' ? { message } : { message: textOf(message), translatable: message };
}

/** Something that must be mended before training. */
export function errorProblem(code: string, message: string | Message, place: ProblemPlace = {}): Problem {
  return { severity: 'error', code, ...said(message), ...place };
}

/** Something that can be trained, and is probably not meant. */
export function warningProblem(code: string, message: string | Message, place: ProblemPlace = {}): Problem {
  return { severity: 'warning', code, ...said(message), ...place };
}

/** What is wrong, as it can be translated. */
export function problemMessage(problem: Problem): Sentence {
  return problem.translatable ?? problem.message;
}
