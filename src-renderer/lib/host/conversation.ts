// Pending requests and event listeners, for every transport of the contract.
import { AppError, fromSerializedError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { decodeMessage } from '#shared/contract/binary-message.ts';
import { hostMessageSchema } from '#shared/contract/envelope.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { ClientMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/workbench.ts';

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: AppError) => void;
}

export interface Asked<N extends RequestName> {
  /** For the transport to send. */
  readonly message: ClientMessage;
  readonly answer: Promise<RequestOutput<N>>;
}

export class Conversation {
  readonly #listeners = new Set<(event: WorkbenchEvent) => void>();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  ask<N extends RequestName>(name: N, input: RequestInput<N>): Asked<N> {
    const message: ClientMessage = { id: this.#nextId++, name, input };
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(message.id, { resolve, reject }));
    return { message, answer: answer.then((output) => checkedOutput(name, output)) };
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Handles a message of the host: an event, or the answer to a request. */
  receive(data: string | ArrayBuffer | Uint8Array<ArrayBuffer>): void {
    const message = hostMessageSchema.safeParse(decodeMessage(data));
    if (!message.success) {
      console.warn('A message from the host was not understood and is left out.', message.error.issues);
      return;
    }
    if ('event' in message.data) {
      for (const listener of this.#listeners) listener(message.data.event);
      return;
    }
    const waiting = this.#waiting.get(message.data.id);
    this.#waiting.delete(message.data.id);
    if ('error' in message.data) waiting?.reject(fromSerializedError(message.data.error));
    else waiting?.resolve(message.data.output);
  }

  /** Rejects all pending requests. */
  end(reason: () => AppError): void {
    for (const { reject } of this.#waiting.values()) reject(reason());
    this.#waiting.clear();
  }
}

function checkedOutput<N extends RequestName>(name: N, output: unknown): RequestOutput<N> {
  const parsed = requests[name].output.safeParse(output);
  // The schema was looked up by the same name; TypeScript cannot follow that through a union of schemas.
  if (parsed.success) return parsed.data as RequestOutput<N>;
  throw new AppError('internal', msg`The answer to ${name} was not understood.`, {
    hint: msg`Reload the page; if it stays, page and host are of different versions.`,
    cause: parsed.error,
  });
}
