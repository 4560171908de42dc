// Light or dark: the system's until the user chooses. The choice is kept in localStorage.
export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ThemeName = 'light' | 'dark';

const storageKey = 'strata.theme';

function isThemeChoice(value: string | null): value is ThemeChoice {
  return themeChoices.some((choice) => choice === value);
}

export class Theme {
  #choice: ThemeChoice = $state('system');
  #systemIsDark = $state(false);
  /** The current theme. Charts read it to redraw with the other colours. */
  readonly shown: ThemeName = $derived(
    this.#choice === 'system' ? (this.#systemIsDark ? 'dark' : 'light') : this.#choice,
  );
  readonly #storage: Pick<Storage, 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, system: MediaQueryList | null) {
    this.#storage = storage;
    const kept = storage.getItem(storageKey);
    if (isThemeChoice(kept)) this.#choice = kept;
    this.#systemIsDark = system?.matches ?? false;
    // The theme lives as long as the page, so the listener is not removed.
    system?.addEventListener('change', (change) => (this.#systemIsDark = change.matches));
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    this.#storage.setItem(storageKey, choice);
  }
}
