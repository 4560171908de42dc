// Splits texts into words and maps words to token ids, by the rules of Keras's Tokenizer and the ids of keras.datasets.imdb.

/** Token ids that are not words; 0 is padding. */
export const startToken = 1;
/** The id of every word that is not among the most frequent, as in `keras.datasets.imdb`. */
export const outOfVocabularyToken = 2;
/** The most frequent word's id; the next most frequent has the next id, and so on. */
export const firstWordToken = 3;

/**
 * What separates words: a blank and every character of Keras's `filters`. An apostrophe is part of a word, and markup is not
 * parsed: `<br />` leaves the word `br`, as in Keras.
 */
const separators = /[ !"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n]+/;

/** The words of a text, in order, lower-case (`text_to_word_sequence` of Keras, with its defaults). */
export function splitWords(text: string): string[] {
  const words = text.toLowerCase().split(separators);
  // Only a separator at the beginning or end of the text yields an empty string.
  if (words.at(-1) === '') words.pop();
  if (words[0] === '') words.shift();
  return words;
}

/**
 * What a text is split into. `words`: at blanks and punctuation, as Keras's Tokenizer does. `segments`: by the word boundaries of
 * Unicode (UAX 29) with ICU's dictionaries, for Chinese, Japanese and Thai, which have no blanks. `characters`: as a reader counts
 * them, without blanks.
 */
export const tokenKinds = ['words', 'segments', 'characters'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Letters of scripts that are written without blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** The kind of token that suits these texts: `segments` where most letters are of scripts without blanks. */
export function suitingTokens(texts: readonly string[]): TokenKind {
  let [letters, without] = [0, 0];
  for (const text of texts) {
    letters += text.match(/\p{L}/gu)?.length ?? 0;
    without += text.match(unspaced)?.length ?? 0;
  }
  return without > letters / 2 ? 'segments' : 'words';
}

const notAscii = /[^\p{ASCII}]/u;

/** Splits texts into tokens of a kind. A letter and its accent are one, however they are encoded (NFC). */
export function createSplitter(kind: TokenKind): (text: string) => string[] {
  const composed = (text: string): string => (notAscii.test(text) ? text.normalize('NFC') : text);
  if (kind === 'words') return (text) => splitWords(composed(text));
  const segmenter = new Intl.Segmenter('und', { granularity: kind === 'segments' ? 'word' : 'grapheme' });
  return (text) =>
    [...segmenter.segment(composed(text).toLowerCase())].flatMap(({ segment, isWordLike }) =>
      (kind === 'segments' ? isWordLike === true : segment.trim() !== '') ? [segment] : [],
    );
}

/** Numbers words in order of first appearance, and counts them. */
export class WordCounter {
  readonly #numbers = new Map<string, number>();
  readonly #counts: number[] = [];

  /** How many different words were added. */
  get size(): number {
    return this.#numbers.size;
  }

  /** The word's number by first appearance, from 0; counts it once. */
  add(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(word, number);
      this.#counts.push(0);
    }
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    return number;
  }

  /**
   * Ranks the words: the most frequent first, ties by first appearance.
   * @returns `words`, most frequent first, and `tokens`: for each number of `add` the word's token, from `firstWordToken` up
   */
  rank(): { words: string[]; tokens: Uint32Array } {
    const names = [...this.#numbers.keys()];
    const order = Uint32Array.from(names.keys()).sort(
      (a, b) => (this.#counts[b] ?? 0) - (this.#counts[a] ?? 0) || a - b,
    );
    const tokens = new Uint32Array(names.length);
    const words = new Array<string>(names.length);
    order.forEach((number, rank) => {
      tokens[number] = rank + firstWordToken;
      words[rank] = names[number] ?? '';
    });
    return { words, tokens };
  }
}

/** How a text becomes a sequence of fixed length: Keras's `pad_sequences` arguments and `num_words`. */
export interface SequenceRule {
  /** Token ids are below this; higher ones become `outOfVocabularyToken`. */
  readonly words: number;
  readonly length: number;
  /** Where padding is added, and where a text that is too long is truncated. */
  readonly padding: 'pre' | 'post';
  readonly truncating: 'pre' | 'post';
}

/**
 * Writes one text into `into[at .. at + rule.length)`, which must hold zeros: the start token, then the tokens
 * `tokens[from..to)`, truncated and padded. Same as `keras.datasets.imdb.load_data(num_words=…)` followed by `pad_sequences`.
 */
export function writeSequence(
  tokens: Uint32Array,
  from: number,
  to: number,
  rule: SequenceRule,
  into: Int32Array,
  at: number,
): void {
  const { words, length } = rule;
  const whole = to - from + 1;
  const kept = Math.min(whole, length);
  // Position 0 of the whole sequence is the start token, position p is tokens[from + p - 1].
  let position = rule.truncating === 'pre' ? whole - kept : 0;
  let place = rule.padding === 'pre' ? at + length - kept : at;
  const end = place + kept;
  if (position === 0) {
    into[place++] = startToken;
    position = 1;
  }
  for (let source = from + position - 1; place < end; place++, source++) {
    const token = tokens[source] ?? 0;
    into[place] = token < words ? token : outOfVocabularyToken;
  }
}
