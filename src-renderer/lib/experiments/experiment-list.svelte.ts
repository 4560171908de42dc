// Templates and saved experiments for the Models page, and their drafts.
import type { ExperimentId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { ExperimentSummary, TemplateSummary } from '#shared/contract/experiments.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { ListResource } from '#renderer/lib/resource/list-resource.svelte.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';
import { ExperimentDraft, type DraftSurroundings } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import type { ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';

export class ExperimentList {
  readonly #drafts = new Map<string, ExperimentDraft>();
  readonly #api: WorkbenchApi;
  readonly #surroundings: DraftSurroundings;
  readonly templates: Resource<readonly TemplateSummary[]>;
  readonly saved: ListResource<ExperimentSummary>;

  constructor(api: WorkbenchApi, surroundings: DraftSurroundings) {
    this.#api = api;
    this.#surroundings = surroundings;
    this.templates = new Resource(() => api.request('templates.list', {}));
    this.saved = new ListResource(() => api.request('experiments.list', {}));
  }

  /** The draft of an experiment: with its unsaved edits, if any; else loaded as saved. */
  draftOf(source: ExperimentSource): ExperimentDraft {
    const key = `${source.from}/${source.id}`;
    const kept = this.#drafts.get(key);
    if (kept?.isEdited === true) return kept;
    const made: ExperimentDraft[] = [];
    // Independent of the calling page: derived state of a page ends with the page.
    $effect.root(() => {
      made.push(new ExperimentDraft(this.#api, source, this.#surroundings));
    });
    const [draft] = made as [ExperimentDraft];
    this.#drafts.set(key, draft);
    return draft;
  }

  async load(): Promise<void> {
    await Promise.all([this.templates.load(), this.saved.load(), this.#followSaved()]);
  }

  /** The drafts of this page follow what other pages and commands save and delete. */
  async #followSaved(): Promise<void> {
    await Promise.all(
      [...this.#drafts.values()]
        .filter(({ source }) => source.from === 'experiment')
        .map((draft) => draft.followSaved()),
    );
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'runs-deleted') for (const id of event.ids) void this.#drafts.get(`run/${id}`)?.followSaved();
    if (event.type !== 'changed') return;
    if (event.what === 'experiments') {
      void this.saved.load();
      void this.#followSaved();
    }
    // A template says whether its data is here, and a model what is wrong with the two together.
    if (event.what === 'datasets') void Promise.all([this.templates.load(), this.saved.load()]);
  }

  /** @param from the name that the person saw @throws AppError `conflict` when it has another one */
  async rename(id: ExperimentId, name: string, from: string): Promise<void> {
    await this.#api.request('experiments.rename', { id, name, from });
    await this.saved.load();
  }

  /** Deletes a model with its unsaved edits, which `restore` brings back. */
  async delete(id: ExperimentId): Promise<void> {
    // An edit that is on its way would be lost.
    await this.#surroundings.drafts.sendWaiting();
    await this.#api.request('experiments.delete', { id });
    this.#drafts.delete(`experiment/${id}`);
    await this.saved.load();
  }

  async restore(id: ExperimentId): Promise<void> {
    await this.#api.request('experiments.restore', { id });
    await this.saved.load();
  }

  async deleteUnreadable(id: string): Promise<void> {
    await this.#api.request('experiments.delete', { id });
    await this.saved.load();
  }
}
