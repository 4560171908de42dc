// An open report: changed at once on the page, and saved after every change, one request at a time. Another page's changes are taken
// over where there are none of this one.
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { reportIdSchema, type ReportId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Report, ReportDocument } from '#shared/reports/report.ts';

export type SavedState = 'saved' | 'saving' | 'failed' | 'conflict';

export class ReportStore {
  readonly #api: Pick<WorkbenchApi, 'request'>;
  readonly #id: ReportId | null;
  #report: Report | null = $state.raw(null);
  #error: AppError | null = $state.raw(null);
  #state: SavedState = $state('saved');
  /** What was changed since the last answer is to be saved. */
  #isDirty = false;
  #isSaving = false;

  /** @param id as it stands in the address */
  constructor(api: Pick<WorkbenchApi, 'request'>, id: string) {
    this.#api = api;
    this.#id = reportIdSchema.safeParse(id).data ?? null;
  }

  /** Null until it is loaded. */
  get report(): Report | null {
    return this.#report;
  }

  /** Why it cannot be shown, or could not be saved. */
  get error(): AppError | null {
    return this.#error;
  }

  get state(): SavedState {
    return this.#state;
  }

  async load(): Promise<void> {
    if (this.#isDirty) {
      // The connection was lost while it was saved.
      await this.#save();
      return;
    }
    try {
      if (this.#id === null) throw new AppError('not-found', msg`There is no such report.`);
      const report = await this.#api.request('reports.get', { id: this.#id });
      // What was changed meanwhile stays; saving it says whether it is of this revision.
      if (!this.#hasEdits()) this.#report = report;
      this.#error = null;
    } catch (thrown) {
      this.#error = toAppError(thrown);
      if (this.#error.code === 'not-found') this.#report = null;
    }
  }

  handle(event: WorkbenchEvent): void {
    if (this.#isSaving || this.#isDirty) return;
    const isNewer = event.type === 'report' && event.id === this.#id && event.revision > (this.#report?.revision ?? 0);
    if (isNewer || (event.type === 'changed' && event.what === 'reports')) void this.load();
  }

  /** Changes the report and saves it; a change that gives the same document is none. */
  edit(change: (document: ReportDocument) => ReportDocument): void {
    if (this.#report === null) return;
    const document = change(this.#report.document);
    if (document === this.#report.document) return;
    this.#report = { ...this.#report, document };
    this.#isDirty = true;
    if (this.#state !== 'conflict') void this.#save();
  }

  /** Saves again what could not be saved. */
  async saveAgain(): Promise<void> {
    await this.#save();
  }

  /** Gives up the edits of this page for those of the other one. */
  async takeTheirs(): Promise<void> {
    this.#isDirty = false;
    this.#state = 'saved';
    await this.load();
  }

  /** Replaces the edits of the other page. */
  async keepMine(): Promise<void> {
    if (this.#report === null || this.#id === null) return;
    try {
      const { revision } = await this.#api.request('reports.get', { id: this.#id });
      this.#report = { ...this.#report, revision };
    } catch (thrown) {
      this.#fail(thrown);
      return;
    }
    this.#isDirty = true;
    await this.#save();
  }

  #hasEdits(): boolean {
    return this.#isDirty;
  }

  async #save(): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.#state = 'saving';
    try {
      while (this.#isDirty && this.#report !== null) {
        const { id, revision, document }: Report = this.#report;
        this.#isDirty = false;
        const saved = await this.#api.request('reports.save', { id, revision, document });
        this.#report = { ...this.#report, revision: saved.revision };
      }
      this.#state = 'saved';
      this.#error = null;
    } catch (thrown) {
      this.#isDirty = true;
      this.#fail(thrown);
    } finally {
      this.#isSaving = false;
    }
  }

  #fail(thrown: unknown): void {
    this.#error = toAppError(thrown);
    this.#state = this.#error.code === 'conflict' ? 'conflict' : 'failed';
  }
}
