// Has the host keep unsaved edits with their history, so that a reload, a crash or a closed window loses none of them.
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { historyChange, type DraftSource, type KeptDraft } from '#shared/experiment/draft.ts';
import { emptyHistory, type EditHistory } from '#shared/experiment/edit-history.ts';

type Draft = Omit<KeptDraft, 'updatedAtMs'>;

/** Keeps the drafts of all models. Of edits that come faster than the host answers, the newest is sent. */
export class DraftKeeper {
  readonly #api: WorkbenchApi;
  /** What the host does not have yet, by source; null: to be deleted. */
  readonly #waiting = new Map<string, { readonly source: DraftSource; readonly draft: Draft | null }>();
  /** The histories that the host has. */
  readonly #kept = new Map<string, EditHistory>();
  #sending: Promise<void> | null = null;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  /** Null when there are no edits. */
  async read(source: DraftSource): Promise<KeptDraft | null> {
    await this.sendWaiting();
    const { draft } = await this.#api.request('drafts.get', source);
    this.#kept.set(keyOf(source), draft?.history ?? emptyHistory);
    return draft;
  }

  keep(source: DraftSource, draft: Draft): void {
    this.#waiting.set(keyOf(source), { source, draft });
    void this.sendWaiting();
  }

  delete(source: DraftSource): void {
    this.#waiting.set(keyOf(source), { source, draft: null });
    void this.sendWaiting();
  }

  /** Sends what the host does not have; after a failure again when it is called, as soon as the host is there. */
  sendWaiting(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    // What is added meanwhile is sent too: a Map is iterated to its last entry.
    for (const [key, { source, draft }] of this.#waiting) {
      this.#waiting.delete(key);
      try {
        await this.#send(key, source, draft);
      } catch {
        // What was edited meanwhile is newer.
        if (!this.#waiting.has(key)) this.#waiting.set(key, { source, draft });
        return;
      }
    }
  }

  async #send(key: string, source: DraftSource, draft: Draft | null): Promise<void> {
    if (draft === null) await this.#api.request('drafts.delete', source);
    else {
      const { history, ...rest } = draft;
      const change = { ...rest, ...historyChange(this.#kept.get(key) ?? emptyHistory, history) };
      await this.#api.request('drafts.keep', { source, change: { ...change, steps: [...change.steps] } });
    }
    this.#kept.set(key, draft?.history ?? emptyHistory);
  }
}

function keyOf({ from, id }: DraftSource): string {
  return `${from}/${id}`;
}
