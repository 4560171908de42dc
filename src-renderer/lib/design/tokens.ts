// Reads the tokens from their file, so that the design page shows all of them.
import type { ThemeName } from '#renderer/lib/theme/theme.svelte.ts';

export interface Token {
  /** Without the dashes: `text-dim`. */
  readonly name: string;
  readonly value: string;
}

function block(css: string, selector: string): ReadonlyMap<string, string> {
  const from = css.indexOf('{', css.indexOf(`${selector} {`)) + 1;
  const body = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2]?.trim() ?? '']),
  );
}

/** All tokens of a theme; the dark one changes what the light one says. */
export function readTokens(css: string, theme: ThemeName): readonly Token[] {
  const light = block(css, ':root');
  const tokens = theme === 'light' ? light : new Map([...light, ...block(css, ":root[data-theme='dark']")]);
  return [...tokens].map(([name, value]) => ({ name, value }));
}

export function isColor({ value }: Token): boolean {
  return /^#[0-9a-f]{6}$/.test(value);
}

/** Surfaces are backgrounds, inks are text colours; `rest` has all others: lines, shadows. */
type TokenGroup = 'type' | 'faces' | 'sizes' | 'surfaces' | 'inks' | 'softs' | 'families' | 'runs' | 'rest';
export type TokenSheet = Readonly<Record<TokenGroup, readonly Token[]>>;

const surfaceNames = ['background', 'panel', 'sunken'];
const inkNames = ['text', 'text-dim', 'text-faint', 'accent', 'good', 'warn', 'bad'];

/** The tokens in the groups in which they are shown; each is in one. */
export function tokenSheet(tokens: readonly Token[]): TokenSheet {
  const taken = new Set<Token>();
  const select = (fits: (token: Token) => boolean): readonly Token[] => {
    const found = tokens.filter((token) => !taken.has(token) && fits(token));
    for (const token of found) taken.add(token);
    return found;
  };
  return {
    type: select(({ name, value }) => name.startsWith('text-') && value.endsWith('rem')),
    faces: select(({ name }) => name === 'font' || name === 'mono'),
    sizes: select(({ name }) => /^(space|radius|control|motion)/.test(name)),
    surfaces: select(({ name }) => surfaceNames.includes(name)),
    inks: select(({ name }) => inkNames.includes(name)),
    softs: select(({ name }) => name.endsWith('-soft')),
    families: select(({ name }) => name.startsWith('family-')),
    runs: select(({ name }) => name.startsWith('run-')),
    rest: select(() => true),
  };
}
