// Says a message in a language. The English text is the key; what a catalogue lacks is said in English.
import { fillPlaces, textOf, type Message, type MessageValue, type Sentence } from '#shared/base/message.ts';
import { korean } from '#shared/locales/ko/catalogue.ts';
import type { Language } from '#shared/locales/language.ts';
import { particleAfter, particles } from '#shared/locales/particles.ts';

/** The sentence in `language`; a plain string is the same in every one. */
export function translate(sentence: Sentence, language: Language): string {
  if (typeof sentence === 'string') return sentence;
  return language === 'ko' ? inKorean(sentence) : textOf(sentence);
}

function inKorean({ text, values }: Message): string {
  return fillPlaces(korean.get(text) ?? text, values, (value, option) => {
    const word = valueInKorean(value);
    return `${word}${option === '' ? '' : suffixAfter(word, option)}`;
  });
}

function valueInKorean(value: MessageValue): string {
  return typeof value === 'object' ? inKorean(value) : String(value);
}

/** `{0:을}` appends a particle; `{0:”을}` closes a quotation first. */
function suffixAfter(word: string, option: string): string {
  const particle = particles.filter((candidate) => option.endsWith(candidate)).sort((a, b) => b.length - a.length)[0];
  if (particle === undefined) return option;
  return `${option.slice(0, -particle.length)}${particleAfter(word, particle)}`;
}
