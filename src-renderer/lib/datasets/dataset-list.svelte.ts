// The data sets in the home folder, the available ones, and the progress of downloads.
import { datasetIdSchema, type DatasetId } from '#shared/base/ids.ts';
import type { Progress } from '#shared/base/progress.ts';
import type { KnownDataset } from '#shared/contract/datasets.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { ListResource } from '#renderer/lib/resource/list-resource.svelte.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';

const starting: Progress = { label: '', done: 0, total: null, unit: 'bytes', remainingMs: null };

export class DatasetList {
  readonly here: ListResource<Dataset>;
  readonly known: Resource<readonly KnownDataset[]>;
  /** By data set: the progress of current downloads. */
  #progress: ReadonlyMap<string, Progress> = $state.raw(new Map());
  readonly #tasks = new Map<string, { readonly id: DatasetId; readonly done: Promise<Dataset> }>();
  readonly #api: WorkbenchApi;
  #nextTask = 1;

  constructor(api: WorkbenchApi) {
    this.#api = api;
    this.here = new ListResource(() => api.request('datasets.list', {}));
    this.known = new Resource(() => api.request('datasets.known', {}));
  }

  find(id: string): Dataset | undefined {
    return this.here.value?.find((dataset) => dataset.id === id);
  }

  findKnown(id: string): KnownDataset | undefined {
    return this.known.value?.find((dataset) => dataset.id === id);
  }

  progressOf(id: string): Progress | null {
    return this.#progress.get(id) ?? null;
  }

  async load(): Promise<void> {
    await Promise.all([this.here.load(), this.known.load()]);
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'task') {
      const task = this.#tasks.get(event.taskId);
      if (task) this.#setProgress(task.id, event.progress);
    } else if (event.type === 'changed' && event.what === 'datasets') void this.load();
  }

  /** Gets a known data set; a second call waits for the first. */
  get(id: DatasetId): Promise<Dataset> {
    for (const task of this.#tasks.values()) if (task.id === id) return task.done;
    const taskId = `get-${id}-${Date.now()}-${this.#nextTask++}`;
    const done = this.#request(id, taskId);
    this.#tasks.set(taskId, { id, done });
    return done;
  }

  async delete(id: DatasetId): Promise<void> {
    await this.#api.request('datasets.delete', { id });
    await this.load();
  }

  async deleteUnreadable(id: string): Promise<void> {
    await this.delete(datasetIdSchema.parse(id));
  }

  async #request(id: DatasetId, taskId: string): Promise<Dataset> {
    this.#setProgress(id, starting);
    try {
      const dataset = await this.#api.request('datasets.get', { id, taskId });
      await this.load();
      return dataset;
    } finally {
      this.#tasks.delete(taskId);
      this.#setProgress(id, null);
    }
  }

  #setProgress(id: DatasetId, progress: Progress | null): void {
    const next = new Map(this.#progress);
    if (progress) next.set(id, progress);
    else next.delete(id);
    this.#progress = next;
  }
}
