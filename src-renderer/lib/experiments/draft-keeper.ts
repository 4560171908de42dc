// Has the host keep unsaved edits with their history, so that a reload, a crash or a closed window loses none of them.
// Several pages can edit one model: each takes over what another did. Edits that another page was quicker than are put aside.
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import {
  historyChange,
  type DraftAnswer,
  type DraftSource,
  type EditsAside,
  type KeptDraft,
} from '#shared/experiment/draft.ts';
import { editHistorySchema, emptyHistory, type EditHistory } from '#shared/experiment/edit-history.ts';
import { ownEdits, putAside } from '#shared/experiment/edits-aside.ts';

export type Draft = Omit<KeptDraft, 'updatedAtMs' | 'revision'>;

/** What the page has of a draft that another page changed; null: there are no edits any more. `gone`: the model was deleted. */
type DraftListener = (draft: Draft | null | 'gone') => void;

/** What the host has, as far as this page knows. */
interface Known {
  readonly revision: string | null;
  readonly history: EditHistory;
  /** Of what is sent next; it stays the same until there is an answer. */
  readonly next: string;
}

function known(revision: string | null, history: EditHistory): Known {
  return { revision, history, next: crypto.randomUUID() };
}

/** Keeps the drafts of all models. Of edits that come faster than the host answers, the newest is sent. */
export class DraftKeeper {
  readonly #api: WorkbenchApi;
  /** What the host does not have yet, by source; null: to be deleted. */
  readonly #waiting = new Map<string, { readonly source: DraftSource; readonly draft: Draft | null }>();
  readonly #known = new Map<string, Known>();
  readonly #listeners = new Map<string, { readonly source: DraftSource; readonly listener: DraftListener }>();
  /** What this page put aside, by source. */
  readonly #putAside = new Map<string, string>();
  #sending: Promise<void> | null = null;
  /** The source that is being sent. */
  #sent: string | null = null;

  constructor(api: WorkbenchApi) {
    this.#api = api;
  }

  /** Null when there are no edits. */
  async read(source: DraftSource): Promise<KeptDraft | null> {
    await this.sendWaiting();
    const { draft } = await this.#api.request('drafts.get', source);
    this.#know(source, draft);
    return draft;
  }

  /** Calls `listener` with what other pages do to a draft; it takes the place of an earlier listener of that draft. */
  follow(source: DraftSource, listener: DraftListener): void {
    this.#listeners.set(keyOf(source), { source, listener });
  }

  /** Whether it was this page that put these edits aside. */
  hasPutAside(source: DraftSource, { document }: EditsAside): boolean {
    return this.#putAside.get(keyOf(source)) === JSON.stringify(document);
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

  /** After a lost connection: sends what the host does not have, and reads what other pages did meanwhile. */
  async catchUp(): Promise<void> {
    await this.sendWaiting();
    await Promise.all([...this.#listeners.values()].map(({ source }) => this.#refresh(source)));
  }

  handle(event: WorkbenchEvent): void {
    if (event.type !== 'draft') return;
    const now = this.#known.get(keyOf(event.source));
    if (now !== undefined && event.revision !== now.revision && event.revision !== now.next)
      void this.#refresh(event.source);
  }

  /** Takes over what another page did, unless this page has edits of its own on the way: the host then refuses those. */
  async #refresh(source: DraftSource): Promise<void> {
    const key = keyOf(source);
    const isBusy = (): boolean => this.#waiting.has(key) || this.#sent === key;
    if (!this.#known.has(key) || isBusy()) return;
    try {
      const { draft } = await this.#api.request('drafts.get', source);
      if (isBusy() || (draft?.revision ?? null) === this.#known.get(key)?.revision) return;
      this.#takeOver(source, draft);
    } catch {
      // The connection is lost: it is read again when it is back.
    }
  }

  #know(source: DraftSource, draft: KeptDraft | null): void {
    this.#known.set(keyOf(source), known(draft?.revision ?? null, draft?.history ?? emptyHistory));
  }

  #takeOver(source: DraftSource, draft: KeptDraft | null): void {
    this.#know(source, draft);
    this.#listeners.get(keyOf(source))?.listener(draft);
  }

  async #sendAll(): Promise<void> {
    // What is added meanwhile is sent too: a Map is iterated to its last entry.
    for (const [key, { source, draft }] of this.#waiting) {
      this.#waiting.delete(key);
      this.#sent = key;
      try {
        await this.#send(source, draft);
      } catch {
        // What was edited meanwhile is newer.
        if (!this.#waiting.has(key)) this.#waiting.set(key, { source, draft });
        return;
      } finally {
        this.#sent = null;
      }
    }
  }

  async #send(source: DraftSource, draft: Draft | null): Promise<void> {
    const key = keyOf(source);
    const now = this.#known.get(key) ?? known(null, emptyHistory);
    // So that another try has the same revision.
    this.#known.set(key, now);
    const answer = await this.#ask(source, now, draft);
    if (answer === 'kept')
      this.#known.set(key, known(draft === null ? null : now.next, draft?.history ?? emptyHistory));
    else if (answer === 'stale') await this.#settle(source, draft, now.history);
    else this.#listeners.get(key)?.listener('gone');
  }

  async #ask(
    source: DraftSource,
    { revision: base, history: before, next }: Known,
    draft: Draft | null,
  ): Promise<DraftAnswer> {
    if (draft === null) return (await this.#api.request('drafts.delete', { source, base })).answer;
    const { history, ...rest } = draft;
    const { steps, ...difference } = historyChange(before, history);
    const change = { ...rest, ...difference, steps: [...steps] };
    return (await this.#api.request('drafts.keep', { source, base, revision: next, change })).answer;
  }

  /** Another page was quicker: its edits stay, and those of this page are put aside for a person to choose. */
  async #settle(source: DraftSource, refused: Draft | null, shared: EditHistory): Promise<void> {
    const key = keyOf(source);
    let mine = refused;
    /** What was edited while the host answered belongs to the same edits. */
    const takeNewer = (): void => {
      const newer = this.#waiting.get(key);
      if (newer !== undefined) mine = newer.draft;
      this.#waiting.delete(key);
    };
    try {
      let put: { readonly revision: string; readonly before: EditsAside | null } | undefined;
      for (;;) {
        const { draft: theirs } = await this.#api.request('drafts.get', source);
        takeNewer();
        if (mine === null || hasEdits(theirs, mine)) {
          this.#takeOver(source, theirs);
          return;
        }
        if (theirs !== null && isSavedOnly(theirs, shared)) {
          // The other page has saved what both had: the edits go on from there.
          const now = known(theirs.revision, theirs.history);
          const goesOn: Draft = { ...mine, saved: theirs.saved };
          const answer = await this.#ask(source, now, goesOn);
          if (answer === 'stale') continue;
          if (answer === 'gone') this.#listeners.get(key)?.listener('gone');
          else this.#known.set(key, known(now.next, goesOn.history));
          return;
        }
        // What this page put aside a moment ago gives way to the same edits with newer ones.
        const before: EditsAside | null =
          theirs !== null && theirs.revision === put?.revision ? put.before : (theirs?.aside ?? null);
        const aside = putAside(asideOf(mine, shared), before);
        const base = theirs ?? { document: mine.saved, unread: null, saved: mine.saved, history: emptyHistory };
        const { document, unread, saved, history } = base;
        const now = known(theirs?.revision ?? null, history);
        const answer = await this.#ask(source, now, { document, unread, saved, history, aside });
        if (answer === 'gone') {
          this.#listeners.get(key)?.listener('gone');
          return;
        }
        if (answer === 'stale') continue;
        put = { revision: now.next, before };
        if (this.#waiting.has(key)) continue;
        const draft = { document, unread, saved, history, aside, revision: now.next, updatedAtMs: aside.atMs };
        this.#putAside.set(key, JSON.stringify(aside.document));
        this.#takeOver(source, draft);
        return;
      }
    } catch (thrown) {
      if (!this.#waiting.has(key)) this.#waiting.set(key, { source, draft: mine });
      throw thrown;
    }
  }
}

/** Whether a draft has no other edits than those that a page had, so that only what is saved is new in it. */
function isSavedOnly({ aside, unread, history }: KeptDraft, shared: EditHistory): boolean {
  // The schema puts the keys of both in one order.
  const [theirs, own] = [history, shared].map((one) => JSON.stringify(editHistorySchema.parse(one)));
  return aside === null && unread === null && theirs === own;
}

/** Whether a draft has these edits already, in it or aside. */
function hasEdits(draft: KeptDraft | null, { document, unread }: Draft): boolean {
  if (draft === null) return false;
  const isAside =
    draft.aside !== null && JSON.stringify(draft.aside.document) === document && draft.aside.unread === unread;
  return isAside || (draft.document === document && draft.unread === unread);
}

function asideOf({ document, unread, history }: Draft, shared: EditHistory): EditsAside {
  const { staying } = historyChange(shared, history);
  return {
    document: jsonObjectSchema.parse(JSON.parse(document)),
    unread,
    history: ownEdits(history, staying),
    atMs: Date.now(),
  };
}

function keyOf({ from, id }: DraftSource): string {
  return `${from}/${id}`;
}
