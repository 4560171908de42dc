// The page's language: its texts and number formats. Kept in localStorage.
import { Format } from '#renderer/lib/format/format.ts';
import { en, type Messages } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';
import type { Sentence } from '#shared/base/message.ts';
import type { Language } from '#shared/locales/language.ts';
import { translate } from '#shared/locales/translate.ts';

const storageKey = 'strata.language';
const messages: Record<Language, Messages> = { en, ko };

export const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: en.languageName },
  { id: 'ko', name: ko.languageName },
];

export class Locale {
  #language: Language = $state('en');
  readonly t: Messages = $derived(messages[this.#language]);
  readonly format: Format = $derived(new Format(this.#language));
  readonly #storage: Pick<Storage, 'setItem'>;

  /** @param preferred the system's language, used until the user chooses */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, preferred: readonly string[]) {
    this.#storage = storage;
    const kept = storage.getItem(storageKey);
    const wanted = kept ?? preferred[0] ?? 'en';
    this.#language = wanted.startsWith('ko') ? 'ko' : 'en';
  }

  get language(): Language {
    return this.#language;
  }

  /** A message of the host or of `src-shared` in the current language. */
  say(sentence: Sentence): string {
    return translate(sentence, this.#language);
  }

  choose(language: Language): void {
    this.#language = language;
    this.#storage.setItem(storageKey, language);
  }
}
