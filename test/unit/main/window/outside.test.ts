import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outsideAddress } from '#main/window/outside.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

describe('an address to open in the browser', () => {
  it('is of an origin on the list', () => {
    expect(outsideAddress('https://keras.io')).toBe('https://keras.io/');
    expect(outsideAddress('https://www.tensorflow.org/install/pip#linux')).toBe(
      'https://www.tensorflow.org/install/pip#linux',
    );
    expect(outsideAddress('HTTPS://KERAS.IO:443/api/')).toBe('https://keras.io/api/');
    // Written anew: what a shell might read differently is gone.
    expect(outsideAddress(' https://keras.io/a b"\n')).toBe('https://keras.io/a%20b%22');
  });

  it.each([
    'http://keras.io/',
    'https://keras.io.evil.example/',
    'https://keras.io@evil.example/',
    'https://person@keras.io/',
    'https://person:word@keras.io/',
    'https://keras.io:8443/',
    'https://evil.example/https://keras.io/',
    'https://evil.example/?https://keras.io/',
    'https:\\\\evil.example\\keras.io',
    'https://www.keras.io/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,https://keras.io/',
    'smb://keras.io/share',
    'ms-msdt:/id PCWDiagnostic',
    'strata://app/index.html',
    'keras.io',
    '',
  ])('is not %s', (address) => {
    expect(outsideAddress(address)).toBeNull();
  });
});

it('every address that the page and its words hold may be opened', () => {
  const addresses = readdirSync(join(root, 'src-renderer'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte|html|css)$/.test(path))
    .flatMap((path) => readFileSync(join(root, 'src-renderer', path), 'utf8').match(/https?:\/\/[^\s'"`<>)]+/g) ?? [])
    // A name in XML, not a place.
    .filter((address) => !address.startsWith('http://www.w3.org/'));
  expect(addresses.filter((address) => outsideAddress(address) === null)).toEqual([]);
});
