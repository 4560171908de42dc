// Typing a note on the canvas: from its first letter to its end, one step of the history. An empty note goes when it ends.
import { msg } from '#shared/base/message.ts';
import { addNote, changeNote, deleteNotes, notesOf } from '#shared/model/edits/notes.ts';
import { noteSize } from '#renderer/lib/graph/note-picture.ts';
import type { Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor } from '#renderer/lib/graph/graph-editor.svelte.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';

export class NoteTyping {
  readonly #editor: GraphEditor;
  readonly #view: GraphView;
  #group = '';
  #isNew = false;

  constructor(editor: GraphEditor, view: GraphView) {
    this.#editor = editor;
    this.#view = view;
  }

  /** Adds a note and begins to type it. */
  add(at: Point): void {
    this.#start(true);
    const place = this.#editor.roomFor(at, noteSize({ text: '' }));
    const [id] = this.#editor.make(addNote(this.#editor.document, place), this.#group)?.notes ?? [];
    if (id === undefined) return;
    this.#view.select([], [id]);
    this.#view.typedNote = id;
  }

  begin(id: string): void {
    this.#start(false);
    this.#view.select([], [id]);
    this.#view.typedNote = id;
  }

  type(id: string, text: string): void {
    const edit = changeNote(this.#editor.document, id, text);
    this.#editor.make(this.#isNew && !('refused' in edit) ? { ...edit, name: msg`Add a note` } : edit, this.#group);
  }

  end(id: string): void {
    if (this.#view.typedNote !== id) return;
    this.#view.typedNote = null;
    const { document } = this.#editor;
    const note = notesOf(document).find((one) => one.id === id);
    if (note?.text.trim() === '') this.#editor.make(deleteNotes(document, [id]), this.#group);
  }

  #start(isNew: boolean): void {
    const { typedNote } = this.#view;
    if (typedNote !== null) this.end(typedNote);
    this.#isNew = isNew;
    // The history outlives the page.
    this.#group = `note ${Date.now()}`;
  }
}
