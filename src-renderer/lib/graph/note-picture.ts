// Notes as the canvas shows them, and how large each is, known before it is drawn. Pure.
import { notesOf } from '#shared/model/edits/notes.ts';
import type { GraphDocument, GraphNote } from '#shared/model/graph-document.ts';
import { cardWidth, type Size } from '#renderer/lib/graph/card-size.ts';
import type { Box } from '#renderer/lib/graph/place-layers.ts';

/** A note on the canvas. */
export interface NotePicture {
  /** An id that no card has. */
  readonly id: string;
  readonly note: GraphNote;
}

export function pictureNotes(document: GraphDocument): readonly NotePicture[] {
  const notes = notesOf(document);
  if (notes.length === 0) return [];
  const layers = new Set(document.nodes.map(({ id }) => id));
  return notes.map((note) => {
    let id = `note:${note.id}`;
    while (layers.has(id)) id = `note:${id}`;
    return { id, note };
  });
}

const lineHeight = 20;
/** Between the text and the card's edge. */
const padding = 11;
const lineWidth = cardWidth - 2 * padding;

/** About as wide as a character is, in pixels; rather too wide than too narrow. */
function widthOf(character: string): number {
  if (/[ -~]/.test(character))
    return /[ !'(),.:;Iijl|[\]ft]/.test(character) ? 4.4 : /[A-Z@%mwMW]/.test(character) ? 10 : 7.6;
  return /[\u00a0-\u05ff]/.test(character) ? 8 : 13;
}

/** How many lines a text without line breaks takes: words that do not fit go into the next one. */
function linesOf(text: string): number {
  let [lines, x] = [1, 0];
  for (const word of text.match(/\S+\s*|\s+/g) ?? []) {
    let width = 0;
    for (const character of word) width += widthOf(character);
    if (x + width > lineWidth && x > 0) [lines, x] = [lines + 1, 0];
    // A word longer than a line is broken.
    lines += Math.floor(width / lineWidth);
    x += width % lineWidth;
  }
  return lines;
}

/** The text may be a line lower than it says: a card grows with it. */
export function noteSize({ text }: Pick<GraphNote, 'text'>): Size {
  const lines = text.split('\n').reduce((sum, line) => sum + linesOf(line), 0);
  return { width: cardWidth, height: lines * lineHeight + 2 * padding };
}

export function noteBox({ note }: NotePicture): Box {
  const [x, y] = note.at;
  return { x, y, ...noteSize(note) };
}
