// Edits of notes, which are texts on the canvas: none of them changes what is computed.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { freeId, type EditResult, type GraphEdit } from '#shared/model/edits/edit.ts';
import { deleteLayers } from '#shared/model/edits/layers.ts';
import type { GraphDocument, GraphNote, Position } from '#shared/model/graph-document.ts';

/** A model has no more notes than this. */
const mostNotes = 1000;
/** The longest text of a note, in characters. */
const longestText = 100_000;

/** The notes as they are shown: a second one with the same id is left out. */
export function notesOf({ notes = [] }: GraphDocument): readonly GraphNote[] {
  const seen = new Set<string>();
  return notes.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Adds a note. `notes` of the edit has its id. */
export function addNote(document: GraphDocument, at: Position, text = ''): EditResult {
  const notes = notesOf(document);
  if (notes.length >= mostNotes) return { refused: msg`A model has at most 1,000 notes.` };
  if (text.length > longestText) return tooLong;
  const id = freeNoteId(notes);
  return { document: withNotes(document, [...notes, { id, text, at }]), name: msg`Add a note`, ids: [], notes: [id] };
}

/** Gives a note another text. It may be empty while it is typed. */
export function changeNote(document: GraphDocument, id: string, text: string): EditResult {
  const notes = notesOf(document);
  if (!notes.some((note) => note.id === id)) return { refused: msg`There is no such note.` };
  if (text.length > longestText) return tooLong;
  const changed = notes.map((note): GraphNote => (note.id === id ? { ...note, text } : note));
  return { document: withNotes(document, changed), name: msg`Change a note`, ids: [], notes: [id] };
}

/** Puts notes elsewhere on the canvas. @param positions by the notes' ids */
export function moveNotes(document: GraphDocument, positions: Readonly<Record<string, Position>>): GraphEdit {
  const moved = notesOf(document).filter(({ id }) => Object.hasOwn(positions, id));
  if (moved.length === 0) return { document, name: msg`Move ${countParts(0, 0)}`, ids: [] };
  const notes = notesOf(document).map((note): GraphNote => {
    const at = moved.includes(note) ? positions[note.id] : undefined;
    return at === undefined ? note : { ...note, at };
  });
  const name = aboutNotes(
    moved,
    (title) => msg`Move the note "${title}"`,
    (count) => msg`Move ${count}`,
  );
  return { document: withNotes(document, notes), name, ids: [], notes: moved.map(({ id }) => id) };
}

/** Deletes notes. */
export function deleteNotes(document: GraphDocument, ids: readonly string[]): EditResult {
  const notes = notesOf(document);
  const gone = notes.filter(({ id }) => ids.includes(id));
  if (gone.length === 0) return { refused: msg`There is no such note.` };
  const name = aboutNotes(
    gone,
    (title) => msg`Delete the note "${title}"`,
    (count) => msg`Delete ${count}`,
  );
  const left = notes.filter((note) => !gone.includes(note));
  return { document: withNotes(document, left), name, ids: [] };
}

/** Deletes layers and notes in one step, the layers as `deleteLayers` does. */
export function deleteParts(
  document: GraphDocument,
  layers: readonly string[],
  notes: readonly string[] = [],
): EditResult {
  if (notes.length === 0) return deleteLayers(document, layers);
  const edit = deleteNotes(document, notes);
  if ('refused' in edit || layers.length === 0) return edit;
  const name = msg`Delete ${countParts(layers.length, notes.length)}`;
  return { ...deleteLayers(edit.document, layers), name };
}

/** Copies of notes, by how much they are moved: with ids that are free, and not exactly above others. */
export function addNotes(
  document: GraphDocument,
  copies: readonly GraphNote[],
  [right, down]: Position,
): { readonly document: GraphDocument; readonly notes: readonly string[] } {
  const notes = [...notesOf(document)];
  const ids: string[] = [];
  // What a file cannot hold is left out.
  for (const copy of copies.slice(0, Math.max(0, mostNotes - notes.length))) {
    let [x, y] = [copy.at[0] + right, copy.at[1] + down];
    while (notes.some(({ at }) => at[0] === x && at[1] === y)) [x, y] = [x + 40, y + 40];
    const id = notes.some((note) => note.id === copy.id) ? freeNoteId(notes) : copy.id;
    notes.push({ ...copy, id, at: [x, y] });
    ids.push(id);
  }
  return { document: ids.length === 0 ? document : withNotes(document, notes), notes: ids };
}

/** How many layers and notes an edit is about, as a history says it. */
export function countParts(layers: number, notes: number): Message {
  const some = countOf(notes, '{0} note', '{0} notes');
  if (layers === 0 && notes > 0) return some;
  const count = countOf(layers, '{0} layer', '{0} layers');
  return notes === 0 ? count : msg`${count} and ${some}`;
}

const tooLong = { refused: msg`A note has at most 100,000 characters.` };

function freeNoteId(notes: readonly GraphNote[]): string {
  return freeId('Note', (taken) => notes.some(({ id }) => id === taken));
}

/** The model with these notes. */
function withNotes({ notes: _before, ...document }: GraphDocument, notes: readonly GraphNote[]): GraphDocument {
  return notes.length === 0 ? document : { ...document, notes: [...notes] };
}

/** One note is called by how it begins, several by their number. */
function aboutNotes(
  notes: readonly GraphNote[],
  one: (title: string) => Message,
  several: (count: Message) => Message,
): Message {
  const [first] = notes;
  const title = first?.text.trim().split('\n')[0] ?? '';
  if (notes.length !== 1 || title === '') return several(countParts(0, notes.length));
  return one(title.length > 40 ? `${Array.from(title).slice(0, 39).join('')}…` : title);
}
