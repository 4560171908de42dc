// Unsaved edits of experiments in SQLite, with their history: a row a step, so that an edit writes its own step only.
import { AppError } from '#shared/base/app-error.ts';
import { isJsonObject } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import { editsAsideSchema, type DraftSource, type EditsAside } from '#shared/experiment/draft.ts';
import { editHistorySchema, emptyHistory, type EditHistory } from '#shared/experiment/edit-history.ts';
import { transact, type Connection } from '#main/db/connection.ts';
import { createRowReader } from '#main/db/repositories/row-reader.ts';
import type { StoredList } from '#main/ports/damaged.ts';
import type { DraftStore } from '#main/ports/run-store.ts';

interface DraftRow {
  readonly document: string;
  readonly unread: string | null;
  readonly saved: string;
  readonly done: number;
  readonly updated_at_ms: number;
  readonly revision: string;
  readonly aside: string | null;
}

/** Exported for the test of their query plans. */
export const draftSql = {
  get: 'SELECT document, unread, saved, done, updated_at_ms, revision, aside FROM drafts WHERE key = ?',
  all: 'SELECT key AS id, document, unread, saved, done, updated_at_ms, revision, aside FROM drafts ORDER BY key',
  revision: 'SELECT revision FROM drafts WHERE key = ?',
  steps: 'SELECT step FROM draft_steps WHERE draft = ? ORDER BY place',
  keep: `INSERT INTO drafts (key, updated_at_ms, done, document, unread, saved, revision, aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET updated_at_ms = excluded.updated_at_ms, done = excluded.done,
    document = excluded.document, unread = excluded.unread, saved = excluded.saved, revision = excluded.revision,
    aside = excluded.aside`,
  addStep: 'INSERT INTO draft_steps (draft, place, step) VALUES (?, ?, ?)',
  deleteSteps: 'DELETE FROM draft_steps WHERE draft = ? AND place >= ?',
  delete: 'DELETE FROM drafts WHERE key = ?',
};

export function createDraftRepository(connection: Connection): DraftStore {
  const get = connection.prepare<[string], DraftRow>(draftSql.get);
  const steps = connection.prepare<[string], string>(draftSql.steps).pluck();
  const revisionOf = connection.prepare<[string], string>(draftSql.revision).pluck();
  type Columns = [string, number, number, string, string | null, string, string, string | null];
  const keep = connection.prepare<Columns>(draftSql.keep);
  const addStep = connection.prepare<[string, number, string]>(draftSql.addStep);
  const deleteSteps = connection.prepare<[string, number]>(draftSql.deleteSteps);
  const remove = connection.prepare<[string]>(draftSql.delete);

  return {
    get(source) {
      const key = sourceKey(source);
      const row = get.get(key);
      if (row === undefined) return null;
      const { document, unread, saved, done, updated_at_ms: updatedAtMs, revision } = row;
      const history = readHistory(steps.all(key), done);
      return { document, unread, saved, updatedAtMs, revision, history, aside: readAside(row.aside) };
    },

    revision: (source) => revisionOf.get(sourceKey(source)) ?? null,

    keep(source, { document, unread, saved, aside, revision, staying, steps: added, done }, nowMs) {
      const key = sourceKey(source);
      transact(connection, 'write', () => {
        deleteSteps.run(key, staying);
        added.forEach((step, i) => addStep.run(key, staying + i, JSON.stringify(step)));
        const asideText = aside === null ? null : JSON.stringify(aside);
        keep.run(key, Math.round(nowMs), done, document, unread, saved, revision, asideText);
      });
    },

    delete(source) {
      const key = sourceKey(source);
      transact(connection, 'write', () => {
        deleteSteps.run(key, 0);
        remove.run(key);
      });
    },
  };
}

/** `template/imdb-conv1d`: a source as a column. */
export function sourceKey({ from, id }: DraftSource): string {
  return `${from}/${id}`;
}

function isJsonObjectText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Reads all unsaved edits with their histories, those of deleted models too. */
export function checkDrafts(connection: Connection): StoredList<string> {
  const steps = connection.prepare<[string], string>(draftSql.steps).pluck();
  const read = createRowReader(
    (row: DraftRow & { readonly id: string }) => {
      const { id, document, saved, done, aside } = row;
      if (!isJsonObjectText(document) || !isJsonObjectText(saved))
        throw new AppError('damaged', msg`The unsaved edits of ${id} cannot be read from the database.`, {
          hint: msg`Its page shows the model as it is saved.`,
        });
      const stored = steps.all(id);
      if (readHistory(stored, done).steps.length < stored.length || (aside !== null && readAside(aside) === null))
        throw new AppError(
          'damaged',
          msg`The history of the unsaved edits of ${id} cannot be read from the database.`,
          {
            hint: msg`The edits themselves are whole, but their steps cannot be undone.`,
          },
        );
      return id;
    },
    () => undefined,
  );
  return read(connection.prepare<[], DraftRow & { readonly id: string }>(draftSql.all).all());
}

/** A history with a step that cannot be read is left out: the document is worth more. */
function readHistory(steps: readonly string[], done: number): EditHistory {
  try {
    const read = editHistorySchema.safeParse({ steps: steps.map((step): unknown => JSON.parse(step)), done });
    return read.success && read.data.done <= read.data.steps.length ? read.data : emptyHistory;
  } catch {
    return emptyHistory;
  }
}

/** Edits that cannot be read are left out, as a history is. */
function readAside(text: string | null): EditsAside | null {
  if (text === null) return null;
  try {
    return editsAsideSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
