// Unsaved edits with their history, in a real file.
import { describe, expect, it } from 'vitest';
import { msg } from '#shared/base/message.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { EditStep } from '#shared/experiment/edit-history.ts';
import { openStores, temporaryHome } from './home.ts';

const source: DraftSource = { from: 'template', id: 'imdb-conv1d' };
const texts = { document: '{"epochs":3}', unread: null, saved: '{"epochs":10}', aside: null, revision: 'a' };

function step(before: number, after: number): EditStep {
  return { name: msg`Edit`, atMs: after, changes: [{ kind: 'value', path: ['epochs'], before, after }] };
}

describe('drafts', () => {
  it('are there when the file is opened again; a change writes the steps that are new', () => {
    const home = temporaryHome();
    const first = openStores(home);
    expect(first.drafts.get(source)).toBeNull();
    first.drafts.keep(source, { ...texts, staying: 0, steps: [step(10, 5), step(5, 4)], done: 2 }, 1);
    first.drafts.keep(source, { ...texts, revision: 'b', staying: 1, steps: [step(5, 3)], done: 2 }, 2.4);
    first.drafts.keep({ from: 'run', id: 'imdb-conv1d' }, { ...texts, staying: 0, steps: [], done: 0 }, 3);
    first.close();

    const { drafts } = openStores(home);
    const kept = { ...texts, revision: 'b', updatedAtMs: 2, history: { steps: [step(10, 5), step(5, 3)], done: 2 } };
    expect(drafts.get(source)).toEqual(kept);
    expect(drafts.revision(source)).toBe('b');
    drafts.delete(source);
    drafts.delete(source);
    expect(drafts.get(source)).toBeNull();
    expect(drafts.revision(source)).toBeNull();
    expect(drafts.get({ from: 'run', id: 'imdb-conv1d' })).not.toBeNull();
  });

  it('keep their document when a step of the history is damaged', () => {
    const { drafts, database } = openStores(temporaryHome());
    drafts.keep(source, { ...texts, staying: 0, steps: [step(10, 3)], done: 1 }, 1);
    for (const damaged of ['{', '{"name":1}']) {
      database.connection.prepare('UPDATE draft_steps SET step = ?').run(damaged);
      expect(drafts.get(source)).toMatchObject({ document: texts.document, history: { steps: [], done: 0 } });
    }
  });

  it('have edits of another page beside them; damaged ones are left out', () => {
    const { drafts, database } = openStores(temporaryHome());
    const aside = { document: { epochs: 4 }, unread: null, history: { steps: [step(10, 4)], done: 1 }, atMs: 5 };
    drafts.keep(source, { ...texts, aside, staying: 0, steps: [], done: 0 }, 1);
    expect(drafts.get(source)).toMatchObject({ aside });
    for (const damaged of ['{', '{"document":1}']) {
      database.connection.prepare('UPDATE drafts SET aside = ?').run(damaged);
      expect(drafts.get(source)).toMatchObject({ document: texts.document, aside: null });
    }
  });
});
