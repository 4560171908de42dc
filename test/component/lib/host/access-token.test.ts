import { expect, test } from 'vitest';
import { followToken, splitToken, takeToken, type TokenPlace } from '#renderer/lib/host/access-token.ts';

test('takes the token out of an address and leaves the rest', () => {
  expect(splitToken('#token=abc')).toEqual({ token: 'abc', rest: '' });
  expect(splitToken('#/runs')).toEqual({ token: null, rest: '#/runs' });
  expect(splitToken('#/runs?token=a%2Bb')).toEqual({ token: 'a+b', rest: '#/runs' });
  expect(splitToken('#/compare?runs=a,b&token=t')).toEqual({ token: 't', rest: '#/compare?runs=a,b' });
  expect(splitToken('#/compare?token=t&runs=a,b')).toEqual({ token: 't', rest: '#/compare?runs=a,b' });
  expect(splitToken('#token=t&x=1')).toEqual({ token: 't', rest: '#x=1' });
});

function place(hash: string, kept = new Map<string, string>()) {
  const shown: string[] = [];
  const window: TokenPlace = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_state: unknown, _title: string, url?: string | URL | null) => shown.push(String(url)) },
    sessionStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
  };
  return { window, shown, kept };
}

test('keeps the token for the tab and removes it from the address bar', () => {
  const first = place('#token=secret');
  expect(takeToken(first.window)).toBe('secret');
  expect(first.shown).toEqual(['/']);
  expect(takeToken(place('#/runs', first.kept).window)).toBe('secret');
});

test('knows no token where none was ever given', () => {
  const { window, shown } = place('#/runs');
  expect(takeToken(window)).toBeNull();
  expect(shown).toEqual([]);
});

test('takes a new token from an address that is opened in the same tab, and stays on its page', () => {
  const used: string[] = [];
  const listeners: ((event: { oldURL: string }) => void)[] = [];
  const { window, shown, kept } = place('#/runs');
  const address = {
    ...window,
    addEventListener: (_: 'hashchange', listener: (typeof listeners)[number]) => void listeners.push(listener),
  };
  followToken(address, (token) => used.push(token));
  const change = (hash: string): void => {
    address.location = { ...address.location, hash };
    for (const listener of listeners) listener({ oldURL: 'http://127.0.0.1:1/#/runs/abc' });
  };
  change('#/settings');
  expect(used).toEqual([]);
  change('#token=new');
  expect(used).toEqual(['new']);
  expect(kept.get('strata.token')).toBe('new');
  expect(shown.at(-1)).toBe('#/runs/abc');
  change('#/models?token=newer');
  expect(used).toEqual(['new', 'newer']);
  expect(shown.at(-1)).toBe('/#/models');
});
