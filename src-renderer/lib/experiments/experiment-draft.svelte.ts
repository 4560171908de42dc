// One experiment while it is edited: its problems, and the host, which keeps the edits, and tells what other pages do to them.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, type ExperimentId, type RunId } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { StartRun } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { leakProblems, preparationProblem } from '#shared/experiment/leak-problems.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import type { KeptDraft } from '#shared/experiment/draft.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import type { Draft, DraftKeeper } from '#renderer/lib/experiments/draft-keeper.ts';
import { EditedDocument } from '#renderer/lib/experiments/edited-document.svelte.ts';
import { fetchExperiment, type ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';
import { LeakFinder } from '#renderer/lib/experiments/leak-finder.svelte.ts';
import { readJsonObject } from '#renderer/lib/experiments/json-problem.ts';

/** What a draft needs besides its host. */
export interface DraftSurroundings {
  /** A data set of the home folder; a check follows it. */
  readonly findDataset: (id: string) => Dataset | null;
  readonly drafts: DraftKeeper;
}

/** What to say about edits that are not saved. */
export interface RestoredEdits {
  /** When they were made that the host kept; null when they were made here. */
  readonly atMs: number | null;
  /** Whether the experiment was saved elsewhere since. */
  readonly isSavedSince: boolean;
}

export class ExperimentDraft extends EditedDocument {
  readonly source: ExperimentSource;
  #error: AppError | null = $state.raw(null);
  #restored: RestoredEdits | null = $state.raw(null);
  #isGone = $state(false);
  /** Edited while it was gone: nothing of that was kept. */
  #isUnkept = false;
  readonly #api: WorkbenchApi;
  readonly #surroundings: DraftSurroundings;

  readonly leaks: LeakFinder;
  readonly #leakProblems = $derived.by(() => {
    const { experiment } = this;
    if (experiment === null) return [];
    const dataset = this.#surroundings.findDataset(experiment.data.dataset);
    const columns = dataset?.kind === 'series' ? dataset.columns.map(({ name }) => name) : [];
    return leakProblems(this.leaks.found, experiment, columns);
  });

  /** Null until it is loaded. */
  readonly check: CheckResult | null = $derived.by(() => {
    if (this.document === null) return null;
    const result = checkDocument(this.document, ({ data }) => this.#surroundings.findDataset(data.dataset));
    const { refusal } = this.leaks;
    // What is wrong without the rows is said more plainly there.
    const refused = refusal === null || !result.ok ? [] : [preparationProblem(refusal)];
    return {
      ...result,
      ok: result.ok && refused.length === 0,
      problems: [...result.problems, ...refused, ...this.#leakProblems],
    };
  });
  readonly canTrain: boolean = $derived(
    this.textProblem === null && this.experiment !== null && this.check?.ok === true,
  );

  constructor(api: WorkbenchApi, source: ExperimentSource, surroundings: DraftSurroundings) {
    super();
    this.#api = api;
    this.leaks = new LeakFinder(api);
    this.#surroundings = surroundings;
    this.source = source;
    surroundings.drafts.follow(source, (draft) => this.#hear(draft));
  }

  /** Set when edits are back from an earlier page, or somebody else has saved; until they are saved or taken back. */
  get restored(): RestoredEdits | null {
    return this.isEdited ? this.#restored : null;
  }

  /** The person has read it. */
  dismissRestored(): void {
    this.#restored = null;
  }

  /** Whether the edits that are aside were made on this page. */
  get isAsideOwn(): boolean {
    return this.editsAside !== null && this.#surroundings.drafts.hasPutAside(this.source, this.editsAside);
  }

  /** Whether it was deleted elsewhere: what is shown is on this page only. */
  get isGone(): boolean {
    return this.#isGone;
  }

  get error(): AppError | null {
    return this.#error;
  }

  async load(): Promise<void> {
    try {
      const [experiment, kept] = await Promise.all([
        fetchExperiment(this.#api, this.source),
        this.#surroundings.drafts.read(this.source),
      ]);
      this.begin(jsonObjectSchema.parse(experiment));
      this.#error = null;
      if (kept !== null) this.#restore(kept);
    } catch (error) {
      this.#error = toAppError(error);
    }
  }

  /** Reads what is saved now: somebody else may have saved, deleted or restored it. */
  async followSaved(): Promise<void> {
    if (this.document === null) return;
    try {
      const saved = jsonObjectSchema.parse(await fetchExperiment(this.#api, this.source));
      this.#isGone = false;
      if (this.#isUnkept) this.keep();
      if (this.noteSaved(saved)) this.#restored = { atMs: null, isSavedSince: true };
    } catch (error) {
      if (toAppError(error).code === 'not-found') this.#isGone = true;
    }
  }

  /**
   * Saves over the saved experiment, or as a new one when this is a template's or a run's, which then is as it was, or deleted.
   * @param copyName the name of the new one; its own when left out
   * @throws AppError `conflict` when somebody else has saved it and this page did not know
   */
  async save(copyName?: string): Promise<ExperimentId> {
    const isOver = this.source.from === 'experiment' && !this.#isGone;
    const own = this.document ?? {};
    const document = isOver || copyName === undefined ? own : { ...own, name: copyName };
    const over = isOver
      ? { id: experimentIdSchema.parse(this.source.id), base: this.saved ?? undefined }
      : { versionsOf: this.source };
    const { id } = await this.#api
      .request('experiments.save', { experiment: document, ...over })
      .catch(async (error: unknown) => {
        await this.followSaved();
        throw error;
      });
    if (isOver) {
      this.markSaved(document);
      this.keep();
      return id;
    }
    // The history goes on with the copy, as the named versions do.
    const text = JSON.stringify(document);
    this.#surroundings.drafts.keep(
      { from: 'experiment', id },
      { document: text, unread: null, saved: text, history: this.history, aside: this.editsAside },
    );
    if (this.saved !== null) this.begin(this.saved);
    this.keep();
    return id;
  }

  /** Starts a run of the current document, saved or not. */
  async train(engine: EngineChoice): Promise<RunId> {
    const { runId } = await this.#api.request('runs.start', { source: this.#startSource(), engine });
    return runId;
  }

  #startSource(): StartRun['source'] {
    const { from, id } = this.source;
    if (this.document !== null && (this.isEdited || this.#isGone || from === 'run'))
      return {
        from: 'inline',
        experiment: this.document,
        experimentId: from === 'experiment' ? experimentIdSchema.parse(id) : null,
      };
    return from === 'experiment' ? { from, id: experimentIdSchema.parse(id) } : { from: 'template', id };
  }

  /** Has the edits and their history kept; where there are none, nothing is. */
  protected override keep(): void {
    if (!this.isEdited) this.#restored = null;
    this.#isUnkept = this.#isGone;
    if (this.#isGone) return;
    if (this.draft === null) this.#surroundings.drafts.delete(this.source);
    else this.#surroundings.drafts.keep(this.source, this.draft);
  }

  #restore(kept: KeptDraft): void {
    const fetched = this.saved;
    const before = readJsonObject(kept.saved);
    if (fetched === null || !this.adopt(kept)) return;
    if ('object' in before) this.markSaved(before.object);
    const isSavedSince = this.noteSaved(fetched);
    // A history without edits is nothing that was lost.
    this.#restored = this.isEdited ? { atMs: kept.updatedAtMs, isSavedSince } : null;
  }

  /** Another page changed the draft. */
  #hear(draft: Draft | null | 'gone'): void {
    if (draft === 'gone') this.#isGone = true;
    else if (this.document !== null && draft !== null) this.adopt(draft);
    else if (this.saved !== null) this.begin(this.saved);
  }
}
