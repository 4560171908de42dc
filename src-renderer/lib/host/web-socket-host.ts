// The browser host's transport: requests, answers and events as JSON over one WebSocket that is opened again when it is lost.
// A request is never repeated by itself: the host may have done it already.
import { AppError, fromSerializedError } from '#shared/contract/app-error.ts';
import { hostMessageSchema, requests } from '#shared/contract/workbench.ts';
import type {
  ClientMessage,
  RequestInput,
  RequestName,
  RequestOutput,
  WorkbenchApi,
  WorkbenchEvent,
} from '#shared/contract/workbench.ts';

/** The host closes a socket with this code when the token is wrong. */
export const closedForWrongToken = 4401;

const firstDelayMs = 250;
const longestDelayMs = 5_000;

/** What the transport needs of a socket; the browser's WebSocket fits. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>;

export interface WebSocketHostOptions {
  readonly url: string;
  readonly token: string;
  readonly open?: (url: string) => SocketLike;
  /** Calls back later; replaced in tests so that nothing waits. */
  readonly later?: (callback: () => void, delayMs: number) => void;
}

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: AppError) => void;
}

type State = 'connecting' | 'connected' | 'lost' | 'denied';

const disconnected = (): AppError =>
  new AppError('disconnected', 'The connection to Strata was lost before the answer came.', {
    hint: 'Strata connects again by itself once it runs.',
  });

const denied = (): AppError =>
  new AppError('unauthorized', 'This page has no valid token for the Strata it came from.', {
    hint: 'Open the address that `strata serve` printed last.',
  });

export class WebSocketHost implements WorkbenchApi {
  readonly #options: Required<WebSocketHostOptions>;
  readonly #events = new Set<(event: WorkbenchEvent) => void>();
  readonly #connections = new Set<(state: 'connected' | 'lost') => void>();
  readonly #waiting = new Map<number, Waiting>();
  /** Requests made before the first connection; later ones fail at once instead. */
  #unsent: ClientMessage[] = [];
  #socket: SocketLike | null = null;
  #state: State = 'connecting';
  #nextId = 1;
  #delayMs = firstDelayMs;

  constructor(options: WebSocketHostOptions) {
    this.#options = {
      open: (url) => new WebSocket(url),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
      ...options,
    };
    this.#open();
  }

  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    if (this.#state === 'denied') return Promise.reject(denied());
    if (this.#state === 'lost') return Promise.reject(disconnected());
    const message: ClientMessage = { id: this.#nextId++, name, input };
    const answer = this.#awaitAnswer(message.id).then((output) => checkedOutput(name, output));
    if (this.#state === 'connected') this.#send(message);
    else this.#unsent.push(message);
    return answer;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  }

  onConnection(listener: (state: 'connected' | 'lost') => void): () => void {
    this.#connections.add(listener);
    return () => this.#connections.delete(listener);
  }

  #awaitAnswer(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #open(): void {
    const socket = this.#options.open(this.#options.url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#greet(socket));
    socket.addEventListener('message', (message) => this.#receive(socket, message.data));
    socket.addEventListener('close', (closed) => this.#closed(socket, closed.code));
  }

  /** An open socket says nothing yet about the token: only the first answer shows that the host took it. */
  #greet(socket: SocketLike): void {
    socket.send(JSON.stringify({ token: this.#options.token }));
    const id = this.#nextId++;
    this.#awaitAnswer(id).then(
      () => this.#accepted(socket),
      () => undefined,
    );
    socket.send(JSON.stringify({ id, name: 'runs.progress', input: {} } satisfies ClientMessage));
  }

  #accepted(socket: SocketLike): void {
    if (socket !== this.#socket) return;
    this.#state = 'connected';
    this.#delayMs = firstDelayMs;
    for (const listener of this.#connections) listener('connected');
    for (const message of this.#unsent.splice(0)) this.#send(message);
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #receive(socket: SocketLike, data: unknown): void {
    if (socket !== this.#socket || typeof data !== 'string') return;
    const message = hostMessageSchema.safeParse(parseJson(data));
    if (!message.success) {
      console.warn('A message from the host was not understood and is left out.', message.error.issues);
      return;
    }
    if ('event' in message.data) {
      for (const listener of this.#events) listener(message.data.event);
      return;
    }
    const waiting = this.#waiting.get(message.data.id);
    this.#waiting.delete(message.data.id);
    if ('error' in message.data) waiting?.reject(fromSerializedError(message.data.error));
    else waiting?.resolve(message.data.output);
  }

  #closed(socket: SocketLike, code: number): void {
    if (socket !== this.#socket) return;
    const refused = code === closedForWrongToken;
    this.#state = refused ? 'denied' : 'lost';
    this.#unsent = [];
    for (const { reject } of this.#waiting.values()) reject(refused ? denied() : disconnected());
    this.#waiting.clear();
    for (const listener of this.#connections) listener('lost');
    if (refused) return;
    this.#options.later(() => this.#open(), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs);
  }
}

function checkedOutput<N extends RequestName>(name: N, output: unknown): RequestOutput<N> {
  const parsed = requests[name].output.safeParse(output);
  // The schema was looked up by the same name; TypeScript cannot follow that through a union of schemas.
  if (parsed.success) return parsed.data as RequestOutput<N>;
  throw new AppError('internal', `The answer to ${name} was not understood.`, {
    hint: 'Reload the page; if it stays, page and host are of different versions.',
    cause: parsed.error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
