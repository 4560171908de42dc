// Says a message in a language. The English text is the key; what a catalogue lacks is said in English.
import { fillPlaces, type Sentence } from '#shared/base/message.ts';
import { korean } from '#shared/locales/ko/catalogue.ts';
import type { Language } from '#shared/locales/language.ts';
import { particleAfter, particles } from '#shared/locales/particles.ts';

/** The sentence in `language`; a plain string is the same in every one. */
export function translate(sentence: Sentence, language: Language): string {
  if (typeof sentence === 'string') return sentence;
  const { text, values } = sentence;
  return fillPlaces(printed(language === 'ko' ? (korean.get(text) ?? text) : text), values, (value, option) => {
    const word = typeof value === 'object' ? translate(value, language) : String(value);
    return `${word}${option === '' ? '' : suffixAfter(word, option)}`;
  });
}

/**
 * A text with printed quotation marks and apostrophes, as a page has them; a terminal's stay straight (`textOf`). What must stay
 * as it is, such as a command or JSON, is a value, not a part of the text.
 */
export function printed(text: string): string {
  return text.replace(/"([^"]*)"/g, '“$1”').replace(/(?<=[\p{L}\p{N}}])'/gu, '’');
}

/** `{0:을}` appends a particle; `{0:”을}` closes a quotation first. */
function suffixAfter(word: string, option: string): string {
  const particle = particles.filter((candidate) => option.endsWith(candidate)).sort((a, b) => b.length - a.length)[0];
  if (particle === undefined) return option;
  return `${option.slice(0, -particle.length)}${particleAfter(word, particle)}`;
}
