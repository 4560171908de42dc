// What only the rows tell of an experiment's data: its leaks, and why it cannot be prepared. Looked for again when the data, its
// preparation or the model's ends change.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Leak } from '#shared/data/leaks.ts';
import { endsOf } from '#shared/experiment/edit-ends.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** After so long without a change the host is asked: it reads all rows. */
const restMs = 500;

export class LeakFinder {
  #found: readonly Leak[] = $state.raw([]);
  #refusal: AppError | null = $state.raw(null);
  /** What was asked last. */
  #key = '';
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  get found(): readonly Leak[] {
    return this.#found;
  }

  /** Why the data cannot be prepared so; null when it can, or is not known yet. */
  get refusal(): AppError | null {
    return this.#refusal;
  }

  /** @param dataset null when it is not in the home folder: nothing is found then */
  async follow(experiment: Experiment | null, dataset: Dataset | null): Promise<void> {
    if (experiment === null || dataset === null) {
      this.#key = '';
      this.#found = [];
      this.#refusal = null;
      return;
    }
    const { preparation } = experiment.data;
    const question = { data: { dataset: dataset.id, preparation }, ends: endsOf(experiment.model) };
    const key = JSON.stringify([question, dataset.hash]);
    if (key === this.#key) return;
    this.#key = key;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    if (key !== this.#key) return;
    let found: readonly Leak[] = [];
    let refusal: AppError | null = null;
    try {
      found = await this.#api.request('datasets.leaks', question);
    } catch (thrown) {
      const error = toAppError(thrown);
      // A lost connection and a damaged data set are said elsewhere.
      if (error.code === 'invalid-experiment') refusal = error;
    }
    if (key !== this.#key) return;
    this.#found = found;
    this.#refusal = refusal;
  }
}
