// Dispatches messages to handlers, for every transport: validates requests, answers with readable errors.
import type { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { clientMessageSchema } from '#shared/contract/envelope.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { HostMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { commandRequests } from '#shared/contract/owner.ts';
import type { CommandHandlers } from '#shared/contract/owner.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

type RequestTable = Readonly<Record<string, { readonly input: z.ZodType }>>;
type Handlers = Readonly<Record<string, (input: never) => unknown>>;

function parseInput(table: RequestTable, name: string, input: unknown): z.ZodSafeParseResult<unknown> {
  const request = Object.hasOwn(table, name) ? table[name] : undefined;
  if (request === undefined) throw new AppError('usage', msg`There is no request "${name.slice(0, 80)}".`);
  try {
    return request.input.safeParse(input);
  } catch (thrown) {
    // A few thousand nested brackets overflow the schema's reader.
    if (thrown instanceof RangeError) throw new AppError('usage', msg`The request "${name}" is nested too deeply.`);
    throw thrown;
  }
}

async function handle(table: RequestTable, handlers: Handlers, name: string, input: unknown): Promise<unknown> {
  const parsed = parseInput(table, name, input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    throw new AppError(
      'usage',
      msg`The request "${name + where}" was not understood: ${issue?.message ?? 'wrong input'}.`,
    );
  }
  return await handlers[name]?.(parsed.data as never);
}

async function answer(
  table: RequestTable,
  handlers: Handlers,
  message: unknown,
  onDefect: (error: AppError) => void,
): Promise<HostMessage | null> {
  const parsed = clientMessageSchema.safeParse(message);
  if (!parsed.success) return null;
  const { id, name, input } = parsed.data;
  try {
    return { id, output: await handle(table, handlers, name, input) };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') onDefect(error);
    return { id, error: error.toJSON() };
  }
}

/**
 * Answers one message of a screen. Never rejects.
 * @returns null when the message has no number that an answer could name
 * @param onDefect told of errors that are ours, not the person's
 */
export function dispatch(
  handlers: WorkbenchHandlers,
  message: unknown,
  onDefect: (error: AppError) => void,
): Promise<HostMessage | null> {
  return answer(requests, handlers, message, onDefect);
}

/** Answers one message of the owner's command line, which can ask more than a screen. Never rejects. */
export function dispatchCommand(
  handlers: CommandHandlers,
  message: unknown,
  onDefect: (error: AppError) => void,
): Promise<HostMessage | null> {
  return answer(commandRequests, handlers, message, onDefect);
}

/** The requests of a command that has the workbench in its own program. */
export function requestHere(handlers: CommandHandlers): CommandClient['request'] {
  return (async (name: string, input: unknown) =>
    await handle(commandRequests, handlers, name, input)) as CommandClient['request'];
}

/** How a transport has one message answered; null when an answer could name no number. Never rejects. */
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
