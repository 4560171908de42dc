// What keys and menus do with notes on the canvas.
import { cardWidth, type Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor } from '#renderer/lib/graph/graph-editor.svelte.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import type { CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import type { NotePicture } from '#renderer/lib/graph/note-picture.ts';
import { NoteTyping } from '#renderer/lib/graph/note-typing.ts';

/** Layers and notes, by their ids. */
export interface Parts {
  readonly layers: readonly string[];
  readonly notes: readonly string[];
}

interface NoteState {
  readonly view: GraphView;
  readonly editor: GraphEditor;
  readonly picture: () => CanvasPicture;
  /** Null before the first layout. */
  readonly places: () => ReadonlyMap<string, Point> | null;
  /** The middle of what is in sight. */
  readonly middle: () => Point;
}

/** Between a card and a note that is added beside it. */
const gap = 40;

export function noteActions({ view, editor, picture, places, middle }: NoteState) {
  const typing = new NoteTyping(editor, view);

  /** The note that a card shows; undefined when it shows none. */
  function at(id: string | undefined): NotePicture | undefined {
    return id === undefined ? undefined : picture().notes.find((one) => one.id === id);
  }

  /** The selection when the note is in it, else the note alone. */
  function chosenWith(id: string): Parts {
    return view.notes.has(id) ? { layers: [...view.selection], notes: [...view.notes] } : { layers: [], notes: [id] };
  }

  /** The cards of notes, and where each is. */
  function placesOf(ids: readonly string[]): [string, Point][] {
    return picture().notes.flatMap(({ id, note }): [string, Point][] =>
      ids.includes(note.id) ? [[id, { x: note.at[0], y: note.at[1] }]] : [],
    );
  }

  /** Adds a note beside a card, else in the middle of what is in sight. */
  function addBeside(id: string | undefined): void {
    const note = at(id)?.note;
    const place = note === undefined ? places()?.get(id ?? '') : { x: note.at[0], y: note.at[1] };
    // Without the note, the keyboard is at the card again.
    if (note === undefined && place !== undefined) view.current = id ?? null;
    if (place !== undefined) typing.add({ x: place.x + cardWidth + gap, y: place.y });
    else addAt(middle());
  }

  /** Adds a note with a point of the canvas in the middle of its upper edge. */
  function addAt({ x, y }: Point): void {
    typing.add({ x: x - cardWidth / 2, y });
  }

  return { typing, at, chosenWith, placesOf, addBeside, addAt };
}
