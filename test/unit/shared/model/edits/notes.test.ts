// Edits of notes, and what copying, moving and deleting do to notes and layers together.
import { expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { translate } from '#shared/locales/translate.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { copyLayers, duplicateLayers, pasteLayers } from '#shared/model/edits/clipboard.ts';
import type { EditResult, GraphEdit } from '#shared/model/edits/edit.ts';
import { moveCards } from '#shared/model/edits/groups.ts';
import { arrangeLayers, deleteLayers } from '#shared/model/edits/layers.ts';
import { addNote, changeNote, deleteNotes, deleteParts, moveNotes, notesOf } from '#shared/model/edits/notes.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';

const model = graphDocumentSchema.parse({
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [20, 3] } },
    { id: 'gru', type: 'GRU', config: { units: 4 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
  edges: [
    { from: 'input', to: 'gru' },
    { from: 'gru', to: 'dense' },
  ],
  layout: { gru: [0, 100] },
  notes: [
    { id: 'why', text: 'Why a GRU?\nFewer weights.', at: [300, 100], color: 'of a later version' },
    { id: 'todo', text: 'Try more units', at: [300, 300] },
  ],
});

function made(result: EditResult): GraphEdit {
  if ('refused' in result) throw new Error(textOf(result.refused));
  return result;
}
const named = (result: EditResult): string => textOf(made(result).name);

it('a note is added with an id that is free, changed, moved and deleted, each by name', () => {
  const added = made(addNote({ nodes: [], edges: [] }, [10, 20]));
  expect(added).toMatchObject({ ids: [], notes: ['note'] });
  expect(added.document.notes).toEqual([{ id: 'note', text: '', at: [10, 20] }]);
  expect(made(addNote(added.document, [0, 0], 'two')).notes).toEqual(['note_1']);
  const changed = made(changeNote(model, 'why', 'Because\n<b>it</b> fits'));
  expect(changed.document.notes?.[0]).toEqual({ ...model.notes?.[0], text: 'Because\n<b>it</b> fits' });
  expect(changed.document.notes?.[1]).toBe(model.notes?.[1]);
  const moved = moveNotes(model, { why: [1, 2] });
  expect(moved.document.notes?.map(({ at }) => at)).toEqual([
    [1, 2],
    [300, 300],
  ]);
  expect(deleteNotes(model, ['why', 'todo'])).toMatchObject({ document: { nodes: model.nodes } });
  expect(made(deleteNotes(model, ['why', 'todo'])).document).not.toHaveProperty('notes');
  expect([added, changed, moved, deleteNotes(model, ['why']), deleteNotes(model, ['why', 'todo'])].map(named)).toEqual([
    'Add a note',
    'Change a note',
    'Move the note "Why a GRU?"',
    'Delete the note "Why a GRU?"',
    'Delete 2 notes',
  ]);
  expect(translate(made(deleteNotes(model, ['why'])).name, 'ko')).toBe('메모 “Why a GRU?” 삭제');
});

it('refuses what a file cannot hold, and notes that are not there', () => {
  const full = {
    ...model,
    notes: Array.from({ length: 1000 }, (_, i) => ({ id: `n${i}`, text: '', at: [0, 0] as [number, number] })),
  };
  const refusals = [
    addNote(full, [0, 0]),
    changeNote(model, 'why', 'a'.repeat(100_001)),
    changeNote(model, 'gone', ''),
    deleteNotes(model, ['gone', 'gru']),
  ];
  expect(refusals.map((result) => ('refused' in result ? textOf(result.refused) : 'made'))).toEqual([
    'A model has at most 1,000 notes.',
    'A note has at most 100,000 characters.',
    'There is no such note.',
    'There is no such note.',
  ]);
  expect(moveNotes(model, { gone: [0, 0] }).document).toBe(model);
  const pasted = made(pasteLayers(full, copyLayers(model, ['gru'], ['why'])));
  expect([pasted.ids, pasted.notes, pasted.document.notes?.length]).toEqual([['gru_1'], [], 1000]);
});

it('layers and notes are moved and deleted together in one step', () => {
  const moved = moveCards(model, { layers: { gru: [5, 5] }, notes: { todo: [6, 6] } });
  expect(moved).toMatchObject({ ids: ['gru'], notes: ['todo'], document: { layout: { gru: [5, 5] } } });
  expect(moved.document.notes?.[1]?.at).toEqual([6, 6]);
  expect(named(moved)).toBe('Move 1 layer and 1 note');
  expect(translate(moved.name, 'ko')).toBe('층 1개와 메모 1개 이동');
  expect(named(moveCards(model, { layers: {}, notes: { todo: [6, 6] } }))).toBe('Move the note "Try more units"');
  const deleted = deleteParts(model, ['gru'], ['why', 'todo']);
  expect(named(deleted)).toBe('Delete 1 layer and 2 notes');
  expect(made(deleted).document).toEqual({
    nodes: [model.nodes[0], model.nodes[2]],
    edges: [{ from: 'input', to: 'dense' }],
    layout: {},
  });
  expect(named(deleteParts(model, ['gru']))).toBe('Delete gru');
});

it('notes are copied, pasted and duplicated alone or with layers, and are not put exactly above each other', () => {
  const alone = copyLayers(model, [], ['why']);
  const once = made(pasteLayers(model, alone));
  const twice = made(pasteLayers(once.document, alone));
  expect([once.notes, twice.notes]).toEqual([['note'], ['note_1']]);
  expect(twice.document.notes?.slice(2)).toEqual([
    { id: 'note', text: 'Why a GRU?\nFewer weights.', at: [340, 140], color: 'of a later version' },
    { id: 'note_1', text: 'Why a GRU?\nFewer weights.', at: [380, 180], color: 'of a later version' },
  ]);
  expect(named(once)).toBe('Paste 1 note');
  const placed = made(pasteLayers({ nodes: [], edges: [] }, copyLayers(model, ['gru'], ['why']), [1000, 1000]));
  expect([placed.document.layout, placed.document.notes?.[0]?.at, named(placed)]).toEqual([
    { gru: [1000, 1000] },
    [1300, 1000],
    'Paste 1 layer and 1 note',
  ]);
  const both = duplicateLayers(model, ['gru'], [40, 40], ['todo']);
  expect([both.ids, both.notes, both.document.notes?.[2]?.at]).toEqual([['gru_1'], ['note'], [340, 340]]);
  expect('refused' in pasteLayers(model, '{"nodes":[],"edges":[]}')).toBe(true);
});

it('a model is the same with notes and without; layers that go or are arranged leave them', () => {
  const { notes: _notes, ...plain } = model;
  expect(checkModel(model)).toEqual(checkModel(plain));
  expect(deleteLayers(model, ['gru']).document.notes).toBe(model.notes);
  expect(arrangeLayers(model).document.notes).toBe(model.notes);
  expect(notesOf({ ...model, notes: [...(model.notes ?? []), { id: 'why', text: '2', at: [0, 0] }] })).toEqual(
    model.notes,
  );
});
