// The expected values were given by Keras 3's text_to_word_sequence and pad_sequences for the same input.
import { describe, expect, it } from 'vitest';
import { splitWords, WordCounter, writeSequence } from '#shared/data/tokenize.ts';

describe('splitWords', () => {
  it('splits as Keras does: markup leaves "br", an apostrophe stays, a non-breaking blank does not split', () => {
    const text = `It's GREAT!<br /><br />"Truly", a film-noir\t(1947)\nof its_own... ÉCOLE\u00a0x ΣΑΣ 5/10`;
    expect(splitWords(text)).toEqual([
      "it's", 'great', 'br', 'br', 'truly', 'a', 'film', 'noir', '1947', 'of', 'its', 'own', 'école\u00a0x', 'σας', '5', '10',
    ]); // prettier-ignore
  });

  it('gives no empty words for blanks, separators only, or nothing', () => {
    expect(splitWords('  a  b ')).toEqual(['a', 'b']);
    expect(splitWords('... !')).toEqual([]);
    expect(splitWords('')).toEqual([]);
  });

  it('takes each of the filtered characters as a separator', () => {
    for (const character of '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n')
      expect(splitWords(`a${character}b`)).toEqual(['a', 'b']);
  });
});

describe('WordCounter', () => {
  it('ranks by frequency from 3 up, ties by first appearance', () => {
    const counter = new WordCounter();
    const numbers = ['the', 'cat', 'saw', 'the', 'dog', 'saw', 'constructor', '__proto__'].map((word) =>
      counter.add(word),
    );
    expect(numbers).toEqual([0, 1, 2, 0, 3, 2, 4, 5]);
    const { words, tokens } = counter.rank();
    expect(words).toEqual(['the', 'saw', 'cat', 'dog', 'constructor', '__proto__']);
    expect([...tokens]).toEqual([3, 5, 4, 6, 7, 8]);
    expect(counter.size).toBe(6);
  });
});

describe('writeSequence', () => {
  const texts = [[], [5, 6], [4, 9, 5], [7, 7, 8, 12, 6]];
  const expected = {
    'pre pre': [[0, 0, 0, 1], [0, 1, 5, 6], [1, 4, 9, 5], [7, 8, 2, 6]],
    'pre post': [[0, 0, 0, 1], [0, 1, 5, 6], [1, 4, 9, 5], [1, 7, 7, 8]],
    'post pre': [[1, 0, 0, 0], [1, 5, 6, 0], [1, 4, 9, 5], [7, 8, 2, 6]],
    'post post': [[1, 0, 0, 0], [1, 5, 6, 0], [1, 4, 9, 5], [1, 7, 7, 8]],
  }; // prettier-ignore

  for (const padding of ['pre', 'post'] as const)
    for (const truncating of ['pre', 'post'] as const)
      it(`pads ${padding} and truncates ${truncating} as pad_sequences after imdb.load_data(num_words=10)`, () => {
        const rule = { words: 10, length: 4, padding, truncating };
        const rows = texts.map((text) => {
          // Neighbours on both sides must stay as they are, and not be read.
          const tokens = Uint32Array.from([99, ...text, 99]);
          const into = Int32Array.from([-1, 0, 0, 0, 0, -1]);
          writeSequence(tokens, 1, 1 + text.length, rule, into, 1);
          expect([into[0], into[5]]).toEqual([-1, -1]);
          return [...into.subarray(1, 5)];
        });
        expect(rows).toEqual(expected[`${padding} ${truncating}`]);
      });
});
