// Electron's transport: requests, answers and events as JSON text over the bridge of the preload script.
import type { HostBridge } from '#shared/contract/host-bridge.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RequestInput, RequestName, RequestOutput, WorkbenchApi } from '#shared/contract/workbench.ts';
import { Conversation } from '#renderer/lib/host/conversation.ts';

export class WindowHost implements WorkbenchApi {
  readonly #conversation = new Conversation();
  readonly #bridge: HostBridge;

  constructor(bridge: HostBridge) {
    this.#bridge = bridge;
    bridge.onMessage((text) => {
      this.#conversation.receive(text);
    });
  }

  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const { message, answer } = this.#conversation.ask(name, input);
    this.#bridge.send(JSON.stringify(message));
    return answer;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    return this.#conversation.subscribe(listener);
  }

  /** The window lives in its host: it is there as long as the page is. */
  onConnection(listener: (state: 'connected' | 'lost') => void): () => void {
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) listener('connected');
    });
    return () => {
      isWanted = false;
    };
  }
}
