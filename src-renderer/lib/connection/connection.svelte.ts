// Whether the host answers. Stores load anew when it answers again after it was lost.
import { toAppError } from '#shared/base/app-error.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';

/**
 * `silent`: the host is there but does not answer; what is shown may be out of date.
 * `denied`: the host refuses this page's token; trying again cannot help.
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
