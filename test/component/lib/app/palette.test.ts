import { expect, test } from 'vitest';
import { searchEntries, type PaletteEntry } from '#renderer/lib/app/palette.ts';

const entry = (label: string, kind: string): PaletteEntry => ({
  key: label,
  label,
  kind,
  keys: [],
  go: () => undefined,
});
const entries = [
  entry('Train', 'action'),
  entry('Weather GRU', 'run'),
  entry('GRU', 'template'),
  entry('Weather', 'data'),
];
const labels = (text: string): string[] => searchEntries(entries, text).map(({ label }) => label);

test('without a text all are found, in their order', () => {
  expect(labels(' ')).toEqual(['Train', 'Weather GRU', 'GRU', 'Weather']);
});

test('every word is looked for, in the name or in what it is', () => {
  expect(labels('run weather')).toEqual(['Weather GRU']);
  expect(labels('zebra')).toEqual([]);
});

test('names that begin with the text come first', () => {
  expect(labels('gru')).toEqual(['GRU', 'Weather GRU']);
});
