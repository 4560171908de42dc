// The browser host's transport: requests, answers and events as JSON over one WebSocket that reconnects. A request is not
// repeated automatically: the host may have executed it already.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { ClientMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { Follow } from '#shared/contract/follow.ts';
import type {
  ConnectionSignal,
  RequestInput,
  RequestName,
  RequestOutput,
  WorkbenchApi,
} from '#shared/contract/workbench.ts';
import { Heartbeat, type HeartbeatOptions } from '#renderer/lib/host/heartbeat.ts';
import { Conversation } from '#renderer/lib/host/conversation.ts';

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
  readonly every?: HeartbeatOptions['every'];
}

function openSocket(url: string): WebSocket {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return socket;
}

type State = 'connecting' | 'connected' | 'lost' | 'denied';

const disconnected = (): AppError =>
  new AppError('disconnected', msg`The connection to Strata was lost before the answer came.`, {
    hint: msg`This page connects again by itself once Strata runs.`,
  });

const denied = (): AppError =>
  new AppError('unauthorized', msg`This page has no valid token for the Strata it came from.`, {
    hint: msg`Open the address that was printed when the workbench was started.`,
  });

export class WebSocketHost implements WorkbenchApi {
  readonly #options: Required<Pick<WebSocketHostOptions, 'url' | 'open' | 'later'>>;
  readonly #heartbeat: Heartbeat;
  readonly #conversation = new Conversation();
  readonly #connections = new Set<(state: ConnectionSignal) => void>();
  #token: string;
  /** Requests made before the first connection; later ones fail at once instead. */
  #unsent: ClientMessage[] = [];
  #socket: SocketLike | null = null;
  #state: State = 'connecting';
  #follow: Follow | null = null;
  #delayMs = firstDelayMs;

  constructor(options: WebSocketHostOptions) {
    this.#options = {
      open: openSocket,
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
      ...options,
    };
    this.#token = options.token;
    this.#heartbeat = new Heartbeat({
      ask: () => void this.request('runs.progress', {}).catch(() => undefined),
      onchange: (isSilent) => this.#tell(isSilent ? 'silent' : 'connected'),
      every: options.every,
    });
    this.#open();
  }

  /** Connects with another token: the host was restarted, and the user opened the address that it printed. */
  useToken(token: string): void {
    if (token === this.#token && this.#state === 'connected') return;
    this.#token = token;
    const before = this.#socket;
    this.#socket = null;
    before?.close();
    this.#drop('lost', disconnected);
    this.#delayMs = firstDelayMs;
    this.#open();
  }

  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    if (this.#state === 'denied') return Promise.reject(denied());
    if (this.#state === 'lost') return Promise.reject(disconnected());
    const { message, answer } = this.#conversation.ask(name, input);
    if (this.#state === 'connected') this.#send(message);
    else this.#unsent.push(message);
    return answer;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    return this.#conversation.subscribe(listener);
  }

  follow(follow: Follow): void {
    this.#follow = follow;
    if (this.#state === 'connected') this.#socket?.send(JSON.stringify({ follow }));
  }

  onConnection(listener: (state: ConnectionSignal) => void): () => void {
    this.#connections.add(listener);
    return () => this.#connections.delete(listener);
  }

  #open(): void {
    const socket = this.#options.open(this.#options.url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#greet(socket));
    socket.addEventListener('message', (message) => this.#receive(socket, message.data));
    socket.addEventListener('close', (closed) => this.#closed(socket, closed.code));
  }

  /** An open socket does not mean a valid token: only the first answer shows that the host accepted it. */
  #greet(socket: SocketLike): void {
    socket.send(JSON.stringify({ token: this.#token }));
    if (this.#follow !== null) socket.send(JSON.stringify({ follow: this.#follow }));
    const { message, answer } = this.#conversation.ask('runs.progress', {});
    answer.then(
      () => this.#accepted(socket),
      () => undefined,
    );
    socket.send(JSON.stringify(message));
  }

  #accepted(socket: SocketLike): void {
    if (socket !== this.#socket) return;
    this.#state = 'connected';
    this.#delayMs = firstDelayMs;
    this.#heartbeat.start();
    this.#tell('connected');
    for (const message of this.#unsent.splice(0)) this.#send(message);
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #receive(socket: SocketLike, data: unknown): void {
    if (socket !== this.#socket || !(typeof data === 'string' || data instanceof ArrayBuffer)) return;
    this.#heartbeat.heard();
    this.#conversation.receive(data);
  }

  #closed(socket: SocketLike, code: number): void {
    if (socket !== this.#socket) return;
    if (code === closedForWrongToken) {
      this.#drop('denied', denied);
      return;
    }
    this.#drop('lost', disconnected);
    this.#options.later(() => {
      if (socket === this.#socket) this.#open();
    }, this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs);
  }

  /** Rejects all pending requests. */
  #drop(state: 'lost' | 'denied', reason: () => AppError): void {
    this.#state = state;
    this.#heartbeat.stop();
    this.#unsent = [];
    this.#conversation.end(reason);
    this.#tell('lost');
  }

  #tell(signal: ConnectionSignal): void {
    for (const listener of this.#connections) listener(signal);
  }
}
