// An experiment's JSON document while it is edited: its history, what is saved of it, and edits that are kept aside.
// It is JSON, not a parsed experiment, so that unknown keys are kept. It asks no host.
import type { Fix } from '#shared/base/fix.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import type { EditsAside } from '#shared/experiment/draft.ts';
import type { EditedExperiment } from '#shared/experiment/edit-ends.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import {
  emptyHistory,
  goToStep,
  recordEdit,
  type EditHistory,
  type EditNote,
} from '#shared/experiment/edit-history.ts';
import { withDataset } from '#shared/experiment/edit-settings.ts';
import { withEdits, withoutEdits } from '#shared/experiment/edits-aside.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { quoteValue } from '#shared/reading/describe-issue.ts';
import type { Draft } from '#renderer/lib/experiments/draft-keeper.ts';
import { isRenamed, isSameExperiment, readExperiment } from '#renderer/lib/experiments/experiment-source.ts';
import { withValueAtPath } from '#renderer/lib/experiments/json-path.ts';
import { readJsonObject, type JsonProblem } from '#renderer/lib/experiments/json-problem.ts';

export abstract class EditedDocument {
  #document: JsonObject | null = $state.raw(null);
  #saved: JsonObject | null = $state.raw(null);
  /** The text field's content while it is invalid JSON, and why; null otherwise. */
  #unread: { readonly text: string; readonly problem: JsonProblem } | null = $state.raw(null);
  #history: EditHistory = $state.raw(emptyHistory);
  #aside: EditsAside | null = $state.raw(null);

  readonly experiment: Experiment | null = $derived(this.#document === null ? null : readExperiment(this.#document));
  readonly isEdited: boolean = $derived(
    this.#unread !== null || JSON.stringify(this.#document) !== JSON.stringify(this.#saved),
  );
  /** The model as far as it can be read; null when it cannot. */
  readonly graph: GraphDocument | null = $derived.by(() => (this.#document === null ? null : graphOf(this.#document)));

  /** Called after every edit. */
  protected abstract keep(): void;

  /** Null until it is loaded. */
  get document(): JsonObject | null {
    return this.#document;
  }

  get saved(): JsonObject | null {
    return this.#saved;
  }

  get history(): EditHistory {
    return this.#history;
  }

  /** Why the text cannot be read as JSON; null when it can. */
  get textProblem(): JsonProblem | null {
    return this.#unread?.problem ?? null;
  }

  /** The experiment as text, as it was typed. */
  get text(): string {
    return this.#unread?.text ?? JSON.stringify(this.#document, null, 2);
  }

  /** Edits that another page, or this one, made while the model was changed elsewhere; null when there are none. */
  get editsAside(): EditsAside | null {
    return this.#aside;
  }

  /** Everything that is kept; null when there are no edits and none can be undone. */
  protected get draft(): Draft | null {
    if (!this.isEdited && this.#history.steps.length === 0 && this.#aside === null) return null;
    return {
      document: JSON.stringify(this.#document),
      unread: this.#unread?.text ?? null,
      saved: JSON.stringify(this.#saved),
      history: this.#history,
      aside: this.#aside,
    };
  }

  /** Shows an experiment as it is saved, without edits. */
  protected begin(saved: JsonObject): void {
    this.#document = this.#saved = saved;
    this.#history = emptyHistory;
    this.#unread = this.#aside = null;
  }

  /** What is shown is what is saved now. */
  protected markSaved(document: JsonObject): void {
    this.#saved = document;
  }

  /** Shows what the host keeps; a document that cannot be read changes nothing. */
  protected adopt({ document, unread, history, aside }: Draft): boolean {
    const read = readJsonObject(document);
    if ('problem' in read) return false;
    this.#document = read.object;
    this.#history = history;
    this.#aside = aside;
    this.#unread = null;
    if (unread !== null) this.#take(unread);
    return true;
  }

  /**
   * Takes note of what is saved now; without edits it is shown, as a step of the history. Returns whether it is another. A new
   * name is taken beside the edits: it contradicts none of them.
   */
  protected noteSaved(saved: JsonObject): boolean {
    if (this.#document === null || (this.#saved !== null && isSameExperiment(this.#saved, saved))) return false;
    if (this.#saved !== null && isRenamed(this.#saved, saved) && this.#document['name'] === this.#saved['name']) {
      const wasEdited = this.isEdited;
      const name = saved['name'] ?? '';
      this.#saved = saved;
      const document = wasEdited ? { ...this.#document, name } : saved;
      this.#change(document, { name: msg`Rename the model to ${quoteValue(name)}` });
      return false;
    }
    const wasEdited = this.isEdited;
    const isShown = this.#unread === null && isSameExperiment(this.#document, saved);
    this.#saved = isShown ? this.#document : saved;
    if (!wasEdited && !isShown) this.#change(saved, { name: msg`Take what was saved elsewhere` });
    return !isShown;
  }

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

  /**
   * Takes an edit of the whole experiment.
   * @param group edits in a row with the same group are one step of the history: one drag
   */
  take({ document, name }: EditedExperiment, group?: string): void {
    this.#change(document, { name, group });
  }

  /** Takes another data set, whose kind and columns the preparation follows. */
  setDataset(dataset: Dataset): void {
    if (this.#document !== null)
      this.#change(withDataset(this.#document, dataset), { name: msg`Take the data set ${dataset.id}` });
  }

  /**
   * Takes the whole document from a text; text that is no JSON object changes nothing but `text` and `textProblem`.
   * @param group edits in a row with the same group are one step of the history: what was typed in one go
   */
  setText(text: string, group = 'json'): void {
    this.#take(text, group);
    this.keep();
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
    this.keep();
  }

  /** Goes back to what is saved. This is a step of the history too. */
  revert(): void {
    this.#unread = null;
    if (this.#saved !== null) this.#change(this.#saved, { name: msg`Discard the changes` });
    else this.keep();
  }

  /** Takes the document of a named version, as one step of the history: undo leads back. The model keeps the name that it has now. */
  takeVersion(version: string, document: JsonObject): void {
    this.#unread = null;
    const name = this.#document?.['name'] ?? document['name'] ?? '';
    this.#change({ ...document, name }, { name: msg`Go back to the version "${version}"` });
  }

  /** Shows the edits that are aside, or keeps what is shown. Undo leads to the other. */
  chooseAside(choice: 'take' | 'keep-shown'): void {
    if (this.#document === null || this.#aside === null) return;
    const { unread, ...aside } = this.#aside;
    const choose = choice === 'take' ? withEdits : withoutEdits;
    const chosen = choose({ document: this.#document, history: this.#history }, aside, Date.now());
    this.#document = chosen.document;
    this.#history = chosen.history;
    this.#aside = null;
    if (choice === 'take') this.#unread = null;
    if (choice === 'take' && unread !== null) this.#take(unread);
    this.keep();
  }

  #take(text: string, group = 'json'): void {
    const read = readJsonObject(text);
    if ('problem' in read) {
      this.#unread = { text, problem: read.problem };
      return;
    }
    this.#unread = null;
    this.#record(read.object, { name: msg`Edit the JSON`, group });
  }

  #change(document: JsonObject, note: Omit<EditNote, 'atMs'>): void {
    this.#record(document, note);
    this.keep();
  }

  #record(document: JsonObject, note: Omit<EditNote, 'atMs'>): void {
    if (this.#document !== null)
      this.#history = recordEdit(this.#history, this.#document, document, { ...note, atMs: Date.now() });
    this.#document = document;
  }
}
