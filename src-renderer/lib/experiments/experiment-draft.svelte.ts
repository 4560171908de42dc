// One experiment while it is edited: the JSON document, its history, its problems, and whether it differs from the saved one.
// The document is JSON, not a parsed experiment, so that unknown keys are kept.
import type { Fix } from '#shared/base/fix.ts';
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, runIdSchema, type ExperimentId, type RunId } from '#shared/base/ids.ts';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import type { StartRun } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import { withDataset } from '#shared/experiment/edit-settings.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import {
  emptyHistory,
  goToStep,
  recordEdit,
  type EditHistory,
  type EditNote,
} from '#shared/experiment/edit-history.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { quoteValue } from '#shared/reading/describe-issue.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { KeptDraft } from '#shared/experiment/draft.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { withNewestVersion } from '#shared/experiment/migrations.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import { readJsonObject } from '#renderer/lib/experiments/json-problem.ts';
import { withValueAtPath } from '#renderer/lib/experiments/json-path.ts';
import type { DraftKeeper } from '#renderer/lib/experiments/draft-keeper.ts';

export type ExperimentSource =
  /** `run`: as it was in a run, to be trained with changes. */
  { readonly from: 'template' | 'run'; readonly id: string } | { readonly from: 'experiment'; readonly id: string };

/** What a draft needs besides its host. */
export interface DraftSurroundings {
  /** A data set of the home folder; a check follows it. */
  readonly findDataset: (id: string) => Dataset | null;
  readonly drafts: DraftKeeper;
}

/** Edits that were kept by the host. */
export interface RestoredEdits {
  readonly atMs: number;
  /** Whether the experiment was saved elsewhere since. */
  readonly isSavedSince: boolean;
}

export class ExperimentDraft {
  readonly source: ExperimentSource;
  #document: JsonObject | null = $state.raw(null);
  #saved: JsonObject | null = $state.raw(null);
  #error: AppError | null = $state.raw(null);
  /** The text field's content while it is invalid JSON, and why; null otherwise. */
  #unread: { readonly text: string; readonly problem: string } | null = $state.raw(null);
  #restored: RestoredEdits | null = $state.raw(null);
  #history: EditHistory = $state.raw(emptyHistory);
  readonly #api: WorkbenchApi;
  readonly #surroundings: DraftSurroundings;

  readonly experiment: Experiment | null = $derived.by(() => {
    const parsed = this.#document === null ? null : experimentSchema.safeParse(withNewestVersion(this.#document));
    return parsed?.success ? parsed.data : null;
  });
  /** Null until it is loaded. */
  readonly check: CheckResult | null = $derived.by(() =>
    this.#document === null
      ? null
      : checkDocument(this.#document, ({ data }) => this.#surroundings.findDataset(data.dataset)),
  );
  readonly isEdited: boolean = $derived(
    this.#unread !== null || JSON.stringify(this.#document) !== JSON.stringify(this.#saved),
  );
  readonly canTrain: boolean = $derived(this.#unread === null && this.experiment !== null && this.check?.ok === true);

  constructor(api: WorkbenchApi, source: ExperimentSource, surroundings: DraftSurroundings) {
    this.#api = api;
    this.#surroundings = surroundings;
    this.source = source;
  }

  get document(): JsonObject | null {
    return this.#document;
  }

  /** Edits that were not saved when the page went away, until they are saved or taken back. */
  get restored(): RestoredEdits | null {
    return this.isEdited ? this.#restored : null;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Why the text cannot be read as JSON; null when it can. */
  get textProblem(): string | null {
    return this.#unread?.problem ?? null;
  }

  /** The experiment as text, as it was typed. */
  get text(): string {
    return this.#unread?.text ?? JSON.stringify(this.#document, null, 2);
  }

  async load(): Promise<void> {
    try {
      const [experiment, kept] = await Promise.all([this.#fetch(), this.#surroundings.drafts.read(this.source)]);
      this.#document = this.#saved = jsonObjectSchema.parse(experiment);
      this.#error = null;
      if (kept !== null) this.#restore(kept);
    } catch (error) {
      this.#error = toAppError(error);
    }
  }

  async #fetch(): Promise<Experiment> {
    const { from, id } = this.source;
    switch (from) {
      case 'template':
        return this.#api.request('templates.get', { id });
      case 'experiment':
        return this.#api.request('experiments.get', { id: experimentIdSchema.parse(id) });
      case 'run':
        return (await this.#api.request('runs.get', { id: runIdSchema.parse(id) })).experiment;
    }
  }

  get history(): EditHistory {
    return this.#history;
  }

  /** The model as far as it can be read; null when it cannot. */
  readonly graph: GraphDocument | null = $derived.by(() => (this.#document === null ? null : graphOf(this.#document)));

  /** Changes one value: `set(['training', 'epochs'], 5)`. Values typed into one field in a row are one step of the history. */
  set(path: readonly string[], value: JsonValue): void {
    if (this.#document === null) return;
    const place = path.join('.');
    const name = msg`Set ${place} to ${quoteValue(value)}`;
    this.#change(withValueAtPath(this.#document, path, value), { name, group: `set ${place}` });
  }

  /**
   * Makes an edit of the model.
   * @param group edits in a row with the same group are one step of the history: one drag, one burst of an arrow key
   * @returns why it is refused; null when it was made
   */
  edit(result: EditResult, group?: string): Message | null {
    if ('refused' in result) return result.refused;
    if (this.#document === null) return null;
    this.#change(withGraph(this.#document, result), { name: result.name, group });
    return null;
  }

  /**
   * Makes an edit that is data: it takes a problem away or changes a setting.
   * @param group edits in a row with the same group are one step of the history: one typed value
   * @returns why it cannot be made; null when it was
   */
  fix(fix: Fix, group?: string): Message | null {
    if (this.#document === null) return null;
    const result = applyFix(this.#document, fix);
    if ('refused' in result) return result.refused;
    this.#change(result.document, { name: result.name, group });
    return null;
  }

  /** Takes another data set, whose kind and columns the preparation follows. */
  setDataset(dataset: Dataset): void {
    if (this.#document !== null)
      this.#change(withDataset(this.#document, dataset), { name: msg`Take the data set ${dataset.id}` });
  }

  /** Takes the whole document from a text; text that is no JSON object changes nothing but `text` and `textProblem`. */
  setText(text: string): void {
    this.#take(text);
    this.#keep();
  }

  get canUndo(): boolean {
    return this.#history.done > 0;
  }

  get canRedo(): boolean {
    return this.#history.done < this.#history.steps.length;
  }

  undo(): void {
    this.goTo(this.#history.done - 1);
  }

  redo(): void {
    this.goTo(this.#history.done + 1);
  }

  /** Goes to where so many steps of the history are done. */
  goTo(done: number): void {
    if (this.#document === null) return;
    const { document, history } = goToStep(this.#history, this.#document, done);
    this.#document = document;
    this.#history = history;
    this.#unread = null;
    this.#keep();
  }

  /** Goes back to what is saved. This is a step of the history too. */
  revert(): void {
    this.#unread = null;
    if (this.#saved !== null) this.#change(this.#saved, { name: msg`Discard the changes` });
    else this.#keep();
  }

  /** Saves over the saved experiment, or as a new one when this is a template or a run's, which then is as it was. */
  async save(): Promise<ExperimentId> {
    const document = this.#document ?? {};
    const { id } = await this.#api.request('experiments.save', {
      experiment: document,
      ...(this.source.from === 'experiment' ? { id: experimentIdSchema.parse(this.source.id) } : {}),
    });
    if (this.source.from === 'experiment') {
      this.#saved = document;
      this.#keep();
      return id;
    }
    // The history goes on with the copy.
    const text = JSON.stringify(document);
    const history = this.#history;
    this.#surroundings.drafts.keep({ from: 'experiment', id }, { document: text, unread: null, saved: text, history });
    this.#document = this.#saved;
    this.#history = emptyHistory;
    this.#keep();
    return id;
  }

  /** Starts a run of the current document, saved or not. */
  async train(engine: EngineChoice): Promise<RunId> {
    const { runId } = await this.#api.request('runs.start', { source: this.#startSource(), engine });
    return runId;
  }

  #startSource(): StartRun['source'] {
    const { from, id } = this.source;
    if (this.#document !== null && (this.isEdited || from === 'run'))
      return { from: 'inline', experiment: this.#document };
    return from === 'experiment' ? { from, id: experimentIdSchema.parse(id) } : { from: 'template', id };
  }

  #take(text: string): void {
    const read = readJsonObject(text);
    if ('problem' in read) {
      this.#unread = { text, problem: read.problem };
      return;
    }
    this.#unread = null;
    this.#record(read.object, { name: msg`Edit the JSON`, group: 'json' });
  }

  #change(document: JsonObject, note: Omit<EditNote, 'atMs'>): void {
    this.#record(document, note);
    this.#keep();
  }

  #record(document: JsonObject, note: Omit<EditNote, 'atMs'>): void {
    if (this.#document !== null)
      this.#history = recordEdit(this.#history, this.#document, document, { ...note, atMs: Date.now() });
    this.#document = document;
  }

  /** Has the edits and their history kept; where there are none, nothing is. */
  #keep(): void {
    const { drafts } = this.#surroundings;
    if (!this.isEdited) this.#restored = null;
    if (!this.isEdited && this.#history.steps.length === 0) {
      drafts.delete(this.source);
      return;
    }
    drafts.keep(this.source, {
      document: JSON.stringify(this.#document),
      unread: this.#unread?.text ?? null,
      saved: JSON.stringify(this.#saved),
      history: this.#history,
    });
  }

  #restore({ document, unread, saved, history, updatedAtMs }: KeptDraft): void {
    const read = readJsonObject(document);
    if ('problem' in read) return;
    this.#document = read.object;
    this.#history = history;
    if (unread !== null) this.#take(unread);
    this.#restored = { atMs: updatedAtMs, isSavedSince: saved !== JSON.stringify(this.#saved) };
  }
}
