// The predictions of the shown runs: those that are kept are fetched, others are made when a person asks.
import { SvelteMap } from 'svelte/reactivity';
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { RequestOutput, WorkbenchApi } from '#shared/contract/workbench.ts';
import type { PredictedPart, PredictionSet } from '#shared/predictions/prediction-set.ts';

/** A run's: null until known whether there are any, `none`, being made, there, or why they cannot be. */
export type RunPredictions =
  | { readonly state: 'none' }
  | { readonly state: 'busy' }
  | { readonly state: 'there'; readonly set: PredictionSet }
  | { readonly state: 'failed'; readonly error: AppError };

export class Predictions {
  readonly #api: WorkbenchApi;
  readonly #byRun = new SvelteMap<RunId, RunPredictions>();
  #part: PredictedPart = $state('validation');
  /** Counts what was asked, so that an answer for the other part is not taken. */
  #asked = 0;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  get part(): PredictedPart {
    return this.#part;
  }

  of(id: RunId): RunPredictions | null {
    return this.#byRun.get(id) ?? null;
  }

  /** Shows the kept predictions of these runs. */
  async show(ids: readonly RunId[], part: PredictedPart): Promise<void> {
    const mine = ++this.#asked;
    if (part !== this.#part) this.#byRun.clear();
    this.#part = part;
    for (const id of this.#byRun.keys()) if (!ids.includes(id)) this.#byRun.delete(id);
    const missing = ids.filter((id) => !this.#byRun.has(id));
    await Promise.all(
      missing.map((id) => this.#ask(id, mine, () => this.#api.request('runs.predictions', { id, part }))),
    );
  }

  /** Makes those of a run. */
  async predict(id: RunId): Promise<void> {
    const part = this.#part;
    this.#byRun.set(id, { state: 'busy' });
    await this.#ask(id, this.#asked, () => this.#api.request('runs.predict', { id, part }));
  }

  async #ask(id: RunId, mine: number, request: () => Promise<RequestOutput<'runs.predictions'>>): Promise<void> {
    const part = this.#part;
    const isWanted = (): boolean => part === this.#part && (mine === this.#asked || this.#byRun.has(id));
    try {
      const { head, predicted, measured, labels, rows, times } = await request();
      if (!isWanted()) return;
      const isWhole = head && predicted && measured && labels && rows && times;
      this.#byRun.set(
        id,
        isWhole ? { state: 'there', set: { head, predicted, measured, labels, rows, times } } : { state: 'none' },
      );
    } catch (thrown) {
      if (isWanted()) this.#byRun.set(id, { state: 'failed', error: toAppError(thrown) });
    }
  }
}
