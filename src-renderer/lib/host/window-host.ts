// Electron's transport: requests, answers and events over the bridge of the preload script.
import type { HostBridge } from '#shared/contract/host-bridge.ts';
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

export class WindowHost implements WorkbenchApi {
  readonly #conversation = new Conversation();
  readonly #connections = new Set<(state: ConnectionSignal) => void>();
  readonly #bridge: HostBridge;

  constructor(bridge: HostBridge, every?: HeartbeatOptions['every']) {
    this.#bridge = bridge;
    const heartbeat = new Heartbeat({
      ask: () => void this.request('runs.progress', {}).catch(() => undefined),
      onchange: (isSilent) => {
        for (const listener of this.#connections) listener(isSilent ? 'silent' : 'connected');
      },
      every,
    });
    bridge.onMessage((message) => {
      heartbeat.heard();
      this.#conversation.receive(message);
    });
    heartbeat.start();
  }

  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const { message, answer } = this.#conversation.ask(name, input);
    this.#bridge.send(JSON.stringify(message));
    return answer;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    return this.#conversation.subscribe(listener);
  }

  follow(follow: Follow): void {
    this.#bridge.send(JSON.stringify({ follow }));
  }

  /** The host exists as long as the page, but may be busy or stopped. */
  onConnection(listener: (state: ConnectionSignal) => void): () => void {
    this.#connections.add(listener);
    queueMicrotask(() => {
      if (this.#connections.has(listener)) listener('connected');
    });
    return () => this.#connections.delete(listener);
  }
}
