// The leaks of an experiment's prepared data, looked for again when the data, its preparation or the model's ends change.
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Leak } from '#shared/data/leaks.ts';
import { endsOf } from '#shared/experiment/edit-ends.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** After so long without a change the host is asked: it reads all rows. */
const restMs = 500;

export class LeakFinder {
  #found: readonly Leak[] = $state.raw([]);
  /** What was asked last. */
  #key = '';
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  get found(): readonly Leak[] {
    return this.#found;
  }

  /** @param dataset null when it is not in the home folder: nothing is found then */
  async follow(experiment: Experiment | null, dataset: Dataset | null): Promise<void> {
    if (experiment === null || dataset === null) {
      this.#key = '';
      this.#found = [];
      return;
    }
    const { preparation } = experiment.data;
    const question = { data: { dataset: dataset.id, preparation }, ends: endsOf(experiment.model) };
    const key = JSON.stringify([question, dataset.hash]);
    if (key === this.#key) return;
    this.#key = key;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    if (key !== this.#key) return;
    // A preparation that cannot be carried out has problems of its own, and a lost connection is said elsewhere.
    const found = await this.#api.request('datasets.leaks', question).catch(() => []);
    if (key === this.#key) this.#found = found;
  }
}
