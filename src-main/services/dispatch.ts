// Dispatches messages to handlers, for every transport: validates requests, answers with readable errors.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { clientMessageSchema } from '#shared/contract/envelope.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { HostMessage } from '#shared/contract/envelope.ts';
import type { RequestName, WorkbenchHandlers } from '#shared/contract/workbench.ts';

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function parseInput<N extends RequestName>(name: N, input: unknown): z.ZodSafeParseResult<unknown> {
  try {
    return requests[name].input.safeParse(input);
  } catch (thrown) {
    // A few thousand nested brackets overflow the schema's reader.
    if (thrown instanceof RangeError) throw new AppError('usage', msg`The request "${name}" is nested too deeply.`);
    throw thrown;
  }
}

async function handle<N extends RequestName>(handlers: WorkbenchHandlers, name: N, input: unknown): Promise<unknown> {
  const parsed = parseInput(name, input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    throw new AppError(
      'usage',
      msg`The request "${name + where}" was not understood: ${issue?.message ?? 'wrong input'}.`,
    );
  }
  const handler: (input: never) => unknown = handlers[name];
  return await handler(parsed.data as never);
}

/**
 * Answers one message of a page. Never rejects.
 * @returns null when the message has no id to answer to
 * @param onDefect called with defects of Strata
 */
export async function dispatch(
  handlers: WorkbenchHandlers,
  message: unknown,
  onDefect: (error: AppError) => void,
): Promise<HostMessage | null> {
  const parsed = clientMessageSchema.safeParse(message);
  if (!parsed.success) return null;
  const { id, name, input } = parsed.data;
  try {
    if (!isRequestName(name)) throw new AppError('usage', msg`There is no request "${name.slice(0, 80)}".`);
    return { id, output: await handle(handlers, name, input) };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') onDefect(error);
    return { id, error: error.toJSON() };
  }
}

/** Answers a transport's message; null when the message has no id. Never rejects. */
export type AnswerMessage = (message: unknown, onDefect: (error: AppError) => void) => Promise<HostMessage | null>;

/** A page sends about a dozen requests at once. */
const mostUnanswered = 500;

/** Refuses requests while too many are unanswered: a faulty page must not fill the memory. */
export function limitUnanswered(answer: AnswerMessage, most = mostUnanswered): AnswerMessage {
  let unanswered = 0;
  return async (message, onDefect) => {
    if (unanswered >= most) {
      const refusal = new AppError('busy', msg`${most} requests wait for their answers; this one was not taken.`, {
        hint: msg`Try again in a moment.`,
      });
      const asked = clientMessageSchema.safeParse(message);
      return asked.success ? { id: asked.data.id, error: refusal.toJSON() } : null;
    }
    unanswered++;
    try {
      return await answer(message, onDefect);
    } finally {
      unanswered--;
    }
  };
}
