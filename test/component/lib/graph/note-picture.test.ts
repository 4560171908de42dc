// Notes as the canvas shows them: where they are, how large they are, and what moving cards does to them.
import { expect, test } from 'vitest';
import { pictureCanvas } from '#renderer/lib/graph/group-picture.ts';
import { cardPlaces } from '#renderer/lib/graph/move-cards.ts';
import { noteBox, noteSize } from '#renderer/lib/graph/note-picture.ts';
import { boundsOf, layoutTask } from '#renderer/lib/graph/place-layers.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';

const document = graphDocumentSchema.parse({
  nodes: [
    { id: 'input', type: 'Input' },
    { id: 'note:a', type: 'Dense' },
  ],
  edges: [],
  notes: [
    { id: 'a', text: 'One', at: [300, -100] },
    { id: 'b', text: 'Two\n\nlines', at: [0, 400] },
  ],
});
const picture = pictureCanvas(document, null);

test('a note’s card has an id that no layer has, and is part of the whole', () => {
  expect(picture.notes.map(({ id, note }) => [id, note.id])).toEqual([
    ['note:note:a', 'a'],
    ['note:b', 'b'],
  ]);
  const places = new Map([
    ['input', { x: 0, y: 0 }],
    ['note:a', { x: 0, y: 92 }],
  ]);
  expect(boundsOf(layoutTask(picture), places, picture.notes.map(noteBox))).toEqual({
    x: 0,
    y: -100,
    width: 532,
    height: 582,
  });
});

test('its height follows its lines: breaks, words that do not fit, a word that is too long, Hangul', () => {
  const lines = (text: string): number => (noteSize({ text }).height - 22) / 20;
  expect(lines('')).toBe(1);
  expect(lines('One')).toBe(1);
  expect(lines('Two\n\nlines\n')).toBe(4);
  expect(lines('A filter for each of the four seasons of a year')).toBe(2);
  expect(lines('w'.repeat(50))).toBe(3);
  expect(lines('커널이 일주일을 보도록 했다')).toBe(1);
  expect(lines('커널이 일주일을 보도록 했고 그래서 더 낫다')).toBe(2);
});

test('moved cards are told apart: layers by their ids, notes by theirs', () => {
  const to = new Map([
    ['input', { x: 1.4, y: 2 }],
    ['note:note:a', { x: 10, y: 19.6 }],
  ]);
  expect(cardPlaces(to, picture, new Map())).toEqual({ layers: { input: [1, 2] }, groups: {}, notes: { a: [10, 20] } });
});
