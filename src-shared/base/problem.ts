// A problem: severity, code, sentence, and location.
import { z } from 'zod';
import { fixSchema, type Fix } from '#shared/base/fix.ts';
import { messageSchema, textOf, type Message, type Sentence } from '#shared/base/message.ts';

/** Something wrong with an experiment, in words that help to fix it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** A stable name for programs, e.g. `unknown-layer`, `shape-mismatch`, `loss-wants-probability`. */
  readonly code: string;
  /** One sentence: what is wrong, with which value, and what would fit. */
  readonly message: string;
  /** `message` in translatable form. */
  readonly translatable?: Message | undefined;
  /** The id of the layer it concerns. */
  readonly nodeId?: string | undefined;
  /** Where in the file, e.g. `training.optimizer.learning_rate`. */
  readonly path?: string | undefined;
  /** What would take it away, the likeliest first; absent where a person has to decide. */
  readonly fixes?: readonly Fix[] | undefined;
}

/** Reads a problem from a message. */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  translatable: messageSchema.optional(),
  nodeId: z.string().optional(),
  path: z.string().optional(),
  fixes: z.array(fixSchema).readonly().optional(),
}) satisfies z.ZodType<Problem>;

/** The layer or the path in the file that a problem concerns. */
export type ProblemPlace = Pick<Problem, 'nodeId' | 'path'>;

/** A problem's place, and the fixes that are known. */
export type ProblemDetails = Pick<Problem, 'nodeId' | 'path' | 'fixes'>;

function said(message: string | Message): Pick<Problem, 'message' | 'translatable'> {
  return typeof message === 'string' ? { message } : { message: textOf(message), translatable: message };
}

/** Something that must be fixed before training. */
export function errorProblem(code: string, message: string | Message, details: ProblemDetails = {}): Problem {
  return { severity: 'error', code, ...said(message), ...details };
}

/** Something that can be trained but is probably unintended. */
export function warningProblem(code: string, message: string | Message, details: ProblemDetails = {}): Problem {
  return { severity: 'warning', code, ...said(message), ...details };
}

/** What is wrong, translatable. */
export function problemMessage(problem: Problem): Sentence {
  return problem.translatable ?? problem.message;
}
