// Templates and saved experiments, as the Models page lists them, and what of them is being edited.
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { ExperimentSummary, TemplateSummary } from '#shared/contract/experiments.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { Resource } from '#renderer/lib/resource/resource.svelte.ts';
import {
  ExperimentDraft,
  type DraftSurroundings,
  type ExperimentSource,
} from '#renderer/lib/experiments/experiment-draft.svelte.ts';

export class ExperimentList {
  /** Layer types from top to bottom, by template id or experiment id; filled in when the lists are there. */
  #layers: ReadonlyMap<string, readonly string[]> = $state.raw(new Map());
  readonly #drafts = new Map<string, ExperimentDraft>();
  readonly #api: WorkbenchApi;
  readonly #surroundings: DraftSurroundings;
  readonly templates: Resource<readonly TemplateSummary[]>;
  readonly saved: Resource<readonly ExperimentSummary[]>;

  constructor(api: WorkbenchApi, surroundings: DraftSurroundings) {
    this.#api = api;
    this.#surroundings = surroundings;
    this.templates = new Resource(() => api.request('templates.list', {}));
    this.saved = new Resource(() => api.request('experiments.list', {}));
  }

  layersOf(id: string): readonly string[] {
    return this.#layers.get(id) ?? [];
  }

  /** The experiment to edit: as it was left, if it has edits that are not saved; else to be loaded as it is saved. */
  draftOf(source: ExperimentSource): ExperimentDraft {
    const key = `${source.from}/${source.id}`;
    const kept = this.#drafts.get(key);
    if (kept?.isEdited === true) return kept;
    const made: ExperimentDraft[] = [];
    // Beyond the page that asks for it: what is derived in a page ends with the page.
    $effect.root(() => {
      made.push(new ExperimentDraft(this.#api, source, this.#surroundings));
    });
    const [draft] = made as [ExperimentDraft];
    this.#drafts.set(key, draft);
    return draft;
  }

  async load(): Promise<void> {
    await Promise.all([this.templates.load(), this.saved.load()]);
    await this.#loadLayers();
  }

  handle(event: WorkbenchEvent): void {
    if (event.type !== 'changed') return;
    if (event.what === 'experiments') void this.saved.load().then(() => this.#loadLayers());
    // A template says whether its data is here.
    if (event.what === 'datasets') void this.templates.load();
  }

  /** For the picture on a card only: what fails here is left out, the list is there without it. */
  async #loadLayers(): Promise<void> {
    const [templates, saved] = await Promise.all([
      Promise.allSettled(
        (this.templates.value ?? []).map(
          async ({ id }) => [id, await this.#api.request('templates.get', { id })] as const,
        ),
      ),
      Promise.allSettled(
        (this.saved.value ?? []).map(
          async ({ id }) => [id, await this.#api.request('experiments.get', { id })] as const,
        ),
      ),
    ]);
    const found = [...templates, ...saved].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    this.#layers = new Map(found.map(([id, { model }]) => [id, model.nodes.map((node) => node.type)]));
  }
}
