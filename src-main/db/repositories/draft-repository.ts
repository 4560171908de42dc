// Unsaved edits of experiments in SQLite, with their history: a row a step, so that an edit writes its own step only.
import type { DraftSource } from '#shared/experiment/draft.ts';
import { editHistorySchema, emptyHistory, type EditHistory } from '#shared/experiment/edit-history.ts';
import { transact, type Connection } from '#main/db/connection.ts';
import type { DraftStore } from '#main/ports/run-store.ts';

interface DraftRow {
  readonly document: string;
  readonly unread: string | null;
  readonly saved: string;
  readonly done: number;
  readonly updated_at_ms: number;
}

/** Exported for the test of their query plans. */
export const draftSql = {
  get: 'SELECT document, unread, saved, done, updated_at_ms FROM drafts WHERE key = ?',
  steps: 'SELECT step FROM draft_steps WHERE draft = ? ORDER BY place',
  keep: `INSERT INTO drafts (key, updated_at_ms, done, document, unread, saved) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET updated_at_ms = excluded.updated_at_ms, done = excluded.done,
    document = excluded.document, unread = excluded.unread, saved = excluded.saved`,
  addStep: 'INSERT INTO draft_steps (draft, place, step) VALUES (?, ?, ?)',
  deleteSteps: 'DELETE FROM draft_steps WHERE draft = ? AND place >= ?',
  delete: 'DELETE FROM drafts WHERE key = ?',
};

export function createDraftRepository(connection: Connection): DraftStore {
  const get = connection.prepare<[string], DraftRow>(draftSql.get);
  const steps = connection.prepare<[string], string>(draftSql.steps).pluck();
  const keep = connection.prepare<[string, number, number, string, string | null, string]>(draftSql.keep);
  const addStep = connection.prepare<[string, number, string]>(draftSql.addStep);
  const deleteSteps = connection.prepare<[string, number]>(draftSql.deleteSteps);
  const remove = connection.prepare<[string]>(draftSql.delete);

  return {
    get(source) {
      const key = keyOf(source);
      const row = get.get(key);
      if (row === undefined) return null;
      const { document, unread, saved, done, updated_at_ms: updatedAtMs } = row;
      return { document, unread, saved, updatedAtMs, history: readHistory(steps.all(key), done) };
    },

    keep(source, { document, unread, saved, staying, steps: added, done }, nowMs) {
      const key = keyOf(source);
      transact(connection, 'write', () => {
        deleteSteps.run(key, staying);
        added.forEach((step, i) => addStep.run(key, staying + i, JSON.stringify(step)));
        keep.run(key, Math.round(nowMs), done, document, unread, saved);
      });
    },

    delete(source) {
      const key = keyOf(source);
      transact(connection, 'write', () => {
        deleteSteps.run(key, 0);
        remove.run(key);
      });
    },
  };
}

function keyOf({ from, id }: DraftSource): string {
  return `${from}/${id}`;
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
