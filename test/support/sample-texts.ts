// The texts of the sample text data set: made-up words.
import type { StoredText } from '#shared/data/stored-text.ts';

const words = 'the film was slow at first but its last half hour made up for all of it and the actors are a joy'.split(
  ' ',
);

/** A text of made-up words. */
export function sampleText(row: number): StoredText {
  const length = 12 + ((row * 7) % 40);
  const tokens = Array.from({ length }, (_, i) => 3 + ((row * 31 + i * 17) % 12_000));
  return {
    row,
    label: row % 2,
    words: tokens.map((token, i) => words[(token + i) % words.length] ?? ''),
    tokens,
    length,
  };
}
