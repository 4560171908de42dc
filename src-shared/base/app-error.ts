// The one error that crosses a boundary: what happened, with which value, and what to do next.
// Anything else that is thrown is a defect of ours and is shown as `internal`.
import { z } from 'zod';
import { messageSchema, msg, textOf, type Message, type Sentence } from '#shared/base/message.ts';
import { pathOf, systemReason } from '#shared/base/system-error.ts';

/** Every reason for which a request can fail. The user can fix errors of input; the rest are the machine's or ours. */
export const errorCodes = [
  'usage', // a command or request that does not exist or lacks an argument
  'not-found', // an id, file or name that does not exist
  'invalid-experiment', // an experiment file that breaks a rule; details.problems lists all
  'invalid-data', // a data file that cannot be read in the stated format
  'newer-version', // a file or database written by a newer program
  'conflict', // the state does not allow it (a running run cannot be deleted)
  'busy', // another program holds the home folder or the database
  'damaged', // a database or prepared file that fails its check
  'disk-full',
  'no-permission', // a file or folder without permission to read or write it
  'file-error', // a file or folder that the system refuses for another reason
  'engine-unavailable', // an engine that is not installed or failed its probe
  'training-failed', // the loss became NaN, an operation failed, memory ran out
  'unauthorized',
  'disconnected', // the connection to the host ended before the answer
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The call is wrong, or what it was given to work on. What Strata stored itself is no input: damage to it is a failure. */
const codesOfInput: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'usage',
  'not-found',
  'invalid-experiment',
  'invalid-data',
  'newer-version',
  'conflict',
  'engine-unavailable',
]);

/** Reads an error from a message, a file or the database. */
export const serializedErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  /** `message` and `hint` in translatable form; absent in an error of an older version. */
  translatable: z.object({ message: messageSchema.optional(), hint: messageSchema.optional() }).optional(),
});
/** An `AppError` as plain JSON, for messages, the database and `--json`. */
export type SerializedError = z.infer<typeof serializedErrorSchema>;

/** What an error has besides its message. */
export interface AppErrorOptions {
  /** What the user can do next, one sentence. */
  hint?: string | Message | undefined;
  /** Values for programs: line and column, node id, limits. JSON only. */
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

/** A failure that a user can understand. `message` is one English sentence that names the wrong value. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown> | undefined;
  /** The translatable message and hint. */
  readonly translatable: SerializedError['translatable'];

  constructor(code: ErrorCode, message: string | Message, options: AppErrorOptions = {}) {
    const { hint, cause } = options;
    super(typeof message === 'string' ? message : textOf(message), cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = typeof hint === 'object' ? textOf(hint) : hint;
    this.details = options.details;
    this.translatable =
      typeof message === 'object' || typeof hint === 'object'
        ? {
            ...(typeof message === 'object' ? { message } : {}),
            ...(typeof hint === 'object' ? { hint } : {}),
          }
        : undefined;
  }

  /** True when the call or its input must be fixed (exit code 2), false when the work failed (exit code 1). */
  get isInputError(): boolean {
    return codesOfInput.has(this.code);
  }

  toJSON(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.details === undefined ? {} : { details: this.details }),
      ...(this.translatable === undefined ? {} : { translatable: this.translatable }),
    };
  }
}

/** Any thrown value as an `AppError`: a system error gets a sentence, anything else is `internal`; both keep their cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const reason = systemReason(thrown);
  if (reason !== null) {
    const path = pathOf(thrown);
    const message =
      path === null ? msg`A file cannot be used: ${reason.why}.` : msg`${path} cannot be used: ${reason.why}.`;
    return new AppError(reason.code, message, {
      hint: reason.hint,
      details: path === null ? {} : { path },
      cause: thrown,
    });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('internal', message, { cause: thrown });
}

/** What happened, translatable. */
export function messageOf(error: Pick<SerializedError, 'message' | 'translatable'>): Sentence {
  return error.translatable?.message ?? error.message;
}

/** What to do next, translatable. */
export function hintOf(error: Pick<SerializedError, 'hint' | 'translatable'>): Sentence | undefined {
  return error.translatable?.hint ?? error.hint;
}

/** Rebuilds an error that arrived as JSON. */
export function fromSerializedError(error: SerializedError): AppError {
  return new AppError(error.code, messageOf(error), {
    hint: hintOf(error),
    details: error.details,
  });
}
