// Whether the host answers. Stores reload when the connection is restored.
import { toAppError } from '#shared/base/app-error.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';

/**
 * `silent`: the host is connected but does not answer; the page may be out of date.
 * `denied`: the host refuses this page's token; retrying does not help.
 */
export type ConnectionState = 'connecting' | 'connected' | 'silent' | 'lost' | 'denied';

export class Connection {
  #state: ConnectionState = $state('connecting');
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Follows the connection; `onConnected` is called each time it is there (again) and things may have been missed. */
  listen(onConnected: () => void): () => void {
    return this.#api.onConnection((state) => {
      if (state === 'connected') {
        const isMissingNothing = this.#state === 'silent';
        this.#state = 'connected';
        if (!isMissingNothing) onConnected();
      } else if (state === 'silent') {
        if (this.#state === 'connected') this.#state = 'silent';
      } else if (this.#state !== 'denied') {
        this.#state = 'lost';
        void this.#findOutWhy();
      }
    });
  }

  async #findOutWhy(): Promise<void> {
    try {
      await this.#api.request('runs.progress', {});
    } catch (error) {
      if (toAppError(error).code === 'unauthorized') this.#state = 'denied';
    }
  }
}
