// Whether the host answers. Stores load anew when it answers again after it was lost.
import { toAppError } from '#shared/base/app-error.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';

/** `denied`: the host refuses this page's token; trying again cannot help. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'denied';

export class Connection {
  #state: ConnectionState = $state('connecting');
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Follows the connection; `onConnected` is called each time the host answers (again). */
  listen(onConnected: () => void): () => void {
    return this.#api.onConnection((state) => {
      if (state === 'connected') {
        this.#state = 'connected';
        onConnected();
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
