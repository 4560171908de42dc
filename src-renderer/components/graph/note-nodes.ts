// Notes as nodes of the canvas library. An unchanged note keeps its node, so that it is not drawn again.
import type { Node } from '@xyflow/svelte';
import { noteSize, type NotePicture } from '#renderer/lib/graph/note-picture.ts';

/** The library wants its data to be indexable, which types are and interfaces are not. */
export type NoteCard = Node<{ id: string; text: string; isTyped: boolean }, 'note'>;

interface Chosen {
  /** The ids of the selected notes. */
  readonly notes: ReadonlySet<string>;
  readonly typedNote: string | null;
}

/** What a screen reader says of notes. */
interface NoteWords {
  readonly noteRole: string;
  readonly noteCard: (text: string) => string;
}

/** Makes the nodes of notes; it keeps those that did not change. */
export class NoteMaker {
  #made = new Map<string, { readonly signature: string; readonly card: NoteCard }>();

  make(notes: readonly NotePicture[], chosen: Chosen, words: NoteWords): NoteCard[] {
    const made = new Map<string, { readonly signature: string; readonly card: NoteCard }>();
    const nodes = notes.map((one) => {
      const selected = chosen.notes.has(one.note.id);
      const isTyped = chosen.typedNote === one.note.id;
      const signature = JSON.stringify([one.note, selected, isTyped, words.noteRole]);
      const old = this.#made.get(one.id);
      const entry = old?.signature === signature ? old : { signature, card: nodeOf(one, { selected, isTyped, words }) };
      made.set(one.id, entry);
      return entry.card;
    });
    this.#made = made;
    return nodes;
  }
}

function nodeOf(
  { id, note }: NotePicture,
  { selected, isTyped, words }: { selected: boolean; isTyped: boolean; words: NoteWords },
): NoteCard {
  const { width, height } = noteSize(note);
  const [x, y] = note.at;
  return {
    id,
    type: 'note',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    connectable: false,
    draggable: !isTyped,
    selected,
    ariaRole: 'group',
    ariaLabel: words.noteCard(note.text),
    // The library writes `tabIndex`: only an attribute in the same capitals takes its place.
    domAttributes: {
      ...({ tabIndex: 0 } as object),
      'aria-roledescription': words.noteRole,
      'aria-describedby': undefined,
    },
    data: { id: note.id, text: note.text, isTyped },
  };
}
