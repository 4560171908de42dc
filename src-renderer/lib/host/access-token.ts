// The token that the browser host prints with its address: read once from the address, then kept for this tab only.
const storageKey = 'strata.token';

/** The part of a window used here; a test passes its own. */
export interface TokenPlace {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** Removes `token=…` from an address's fragment and returns the rest: `#token=x` → `''`, `#/runs?token=x` → `#/runs`. */
export function splitToken(hash: string): { token: string | null; rest: string } {
  const found = /[#?&]token=([^&]*)/.exec(hash);
  if (!found) return { token: null, rest: hash };
  const before = hash.slice(0, found.index);
  const after = hash.slice(found.index + found[0].length).replace(/^&/, '');
  const lead = found[0].charAt(0);
  const rest = after === '' ? before : `${before}${lead}${after}`;
  return { token: decodeURIComponent(found[1] ?? ''), rest };
}

/** The token of this tab; one in the address is removed from it, so that it does not end up in a bookmark or a picture. */
export function takeToken(place: TokenPlace): string | null {
  const { token, rest } = splitToken(place.location.hash);
  if (token === null) return place.sessionStorage.getItem(storageKey);
  place.sessionStorage.setItem(storageKey, token);
  place.history.replaceState(null, '', `${place.location.pathname}${place.location.search}${rest}`);
  return token;
}

/** The part of a window that reports changes of its address. */
export interface AddressPlace extends TokenPlace {
  readonly addEventListener: (type: 'hashchange', listener: (event: Pick<HashChangeEvent, 'oldURL'>) => void) => void;
}

/**
 * Takes every token that comes into the address later: the host was started again, and its new address opened in this tab, which
 * the browser does not load again for a changed fragment. An address without a page of its own stays on the page that is open.
 */
export function followToken(place: AddressPlace, use: (token: string) => void): void {
  place.addEventListener('hashchange', ({ oldURL }) => {
    const { token, rest } = splitToken(place.location.hash);
    if (token === null) return;
    takeToken(place);
    if (rest.replace(/^#\/?$/, '') === '') place.history.replaceState(null, '', new URL(oldURL).hash);
    use(token);
  });
}
