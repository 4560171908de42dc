// Edits of two pages at the same time: whichever is chosen, undo leads to the other.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { msg, textOf } from '#shared/base/message.ts';
import { emptyHistory, recordEdit, undoEdit, type Travelled } from '#shared/experiment/edit-history.ts';
import { ownEdits, putAside, withEdits, withoutEdits } from '#shared/experiment/edits-aside.ts';

const start: JsonObject = { epochs: 10, batch: 32 };

function edited(from: Travelled, ...changes: readonly JsonObject[]): Travelled {
  return changes.reduce<Travelled>(({ document, history }, change) => {
    const next = { ...document, ...change };
    return { document: next, history: recordEdit(history, document, next, { name: msg`Edit`, atMs: 1 }) };
  }, from);
}

function everyUndo(from: Travelled): JsonObject[] {
  const documents = [from.document];
  for (let now = from; now.history.done > 0;) {
    now = undoEdit(now.history, now.document);
    documents.push(now.document);
  }
  return documents;
}

describe('edits that two pages made at the same time', () => {
  const shared = edited({ document: start, history: emptyHistory }, { epochs: 9 });
  const mine = edited(shared, { epochs: 8 }, { epochs: 7 });
  const theirs = edited(shared, { batch: 64 });
  const aside = { document: mine.document, history: ownEdits(mine.history, shared.history.done) };

  it('are taken step by step, and undo leads through them to the other page’s and to the start', () => {
    expect(everyUndo(withEdits(theirs, aside, 2))).toEqual([
      { epochs: 7, batch: 32 },
      { epochs: 8, batch: 32 },
      { epochs: 9, batch: 32 },
      { epochs: 9, batch: 64 },
      { epochs: 9, batch: 32 },
      start,
    ]);
  });

  it('are undone into, when what is shown is kept', () => {
    const kept = withoutEdits(theirs, aside, 2);
    expect(kept.document).toEqual(theirs.document);
    expect(everyUndo(kept)).toContainEqual(mine.document);
    expect(textOf(kept.history.steps.at(-1)!.name)).toBe('Keep what was shown');
  });

  it('do not push out those that were put aside before', () => {
    const first = { ...aside, unread: '{', atMs: 1 };
    const later = edited(theirs, { batch: 128 });
    const put = putAside(
      { document: later.document, history: ownEdits(later.history, 2), unread: null, atMs: 2 },
      first,
    );
    expect(put).toMatchObject({ document: later.document, unread: '{', atMs: 2 });
    expect(everyUndo(withEdits(theirs, put, 3))).toEqual(
      expect.arrayContaining([later.document, mine.document, theirs.document, start]),
    );
  });
});
