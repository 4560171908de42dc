import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPageFile, isOwnAddress, isOwnBlob, isOwnPage, pageFile } from '#main/window/own-page.ts';
import { temporaryHome } from '../../../support/home.ts';

describe('own addresses', () => {
  it('are the page with any place in it, and nothing else', () => {
    for (const url of ['strata://app/index.html', 'strata://app/index.html#/runs'])
      expect(isOwnPage(url), url).toBe(true);
    for (const url of [
      '',
      'strata://app/',
      'strata://app/index.html?x',
      'strata://app/index.html/..',
      'strata://app/index.htmlx',
      'strata://application/index.html',
      'strata://app.evil.example/index.html',
      'strata://user@app/index.html',
      'STRATA://app/index.html',
      'file:///index.html',
      'https://evil.example/#strata://app/index.html',
      'blob:strata://app/index.html',
      'about:blank',
    ])
      expect(isOwnPage(url), url).toBe(false);
  });

  it('may be loaded under the own scheme only', () => {
    expect(isOwnAddress('strata://app/assets/index.js')).toBe(true);
    expect(isOwnAddress('data:image/png;base64,')).toBe(true);
    expect(isOwnAddress('strata://apple/')).toBe(false);
    expect(isOwnAddress('https://evil.example/')).toBe(false);
    expect(isOwnAddress('file:///etc/passwd')).toBe(false);
    expect(isOwnBlob('blob:strata://app/6f0c')).toBe(true);
    expect(isOwnBlob('blob:null/6f0c')).toBe(false);
    expect(isOwnBlob('blob:https://evil.example/6f0c')).toBe(false);
  });
});

describe('the file of an address', () => {
  const folder = join(sep, 'built', 'renderer');

  it('lies in the folder, wherever a question or a place in the page follows', () => {
    expect(pageFile(folder, 'strata://app/index.html')).toBe(join(folder, 'index.html'));
    expect(pageFile(folder, 'strata://app/assets/a%20b.js?v=1#top')).toBe(join(folder, 'assets', 'a b.js'));
    expect(pageFile(folder, 'strata://app/assets/../index.html')).toBe(join(folder, 'index.html'));
    // A URL cannot climb out of its own root.
    expect(pageFile(folder, 'strata://app/../../secret.txt')).toBe(join(folder, 'secret.txt'));
    expect(pageFile(folder, 'strata://app/%2e%2e/secret.txt')).toBe(join(folder, 'secret.txt'));
    // Decoded once only.
    expect(pageFile(folder, 'strata://app/%252e%252e%252fsecret.txt')).toBe(join(folder, '%2e%2e%2fsecret.txt'));
  });

  it.each([
    'strata://app/..%2fsecret.txt',
    'strata://app/..%2F..%2F..%2Fetc/passwd',
    'strata://app/assets/..%2f..%2fsecret.txt',
    'strata://app/..%5csecret.txt',
    'strata://app/..\\secret.txt',
    'strata://app/index.html%00.png',
    'strata://app/C:%2fWindows%2fwin.ini',
    'strata://app/index.html::$DATA',
    'strata://app/%2e%2e%2frenderer-other/index.html',
    'strata://app/',
    'strata://app',
    'strata://app/%',
    'strata://app/%ff',
    'strata://other/index.html',
    'strata://app.example/index.html',
    'strata://app:80/index.html',
    'strata://user:word@app/index.html',
    'strata:index.html',
    'file:///built/renderer/index.html',
    'https://app/index.html',
    'index.html',
    '',
  ])('is none for %s', (address) => {
    expect(pageFile(folder, address)).toBeNull();
  });

  describe('on a disk', () => {
    const home = temporaryHome();
    const built = join(home.path, 'renderer');
    beforeAll(() => {
      mkdirSync(join(built, 'assets'), { recursive: true });
      writeFileSync(join(built, 'index.html'), 'page');
      writeFileSync(join(home.path, 'secret.txt'), 'secret');
      symlinkSync(join(home.path, 'secret.txt'), join(built, 'leak.txt'));
      symlinkSync(home.path, join(built, 'up'));
      symlinkSync(join(built, 'index.html'), join(built, 'inside.html'));
      symlinkSync(built, join(home.path, 'linked'));
    });
    afterAll(() => {
      home.remove();
    });

    it('is found, also through a folder that is a link itself', async () => {
      expect(await findPageFile(built, 'strata://app/index.html')).toMatch(/index\.html$/);
      expect(await findPageFile(built, 'strata://app/inside.html')).toMatch(/index\.html$/);
      expect(await findPageFile(join(home.path, 'linked'), 'strata://app/index.html')).toMatch(/index\.html$/);
    });

    it('is none when a link leads out, or nothing is there', async () => {
      expect(await findPageFile(built, 'strata://app/leak.txt')).toBeNull();
      expect(await findPageFile(built, 'strata://app/up/secret.txt')).toBeNull();
      expect(await findPageFile(built, 'strata://app/nothing.js')).toBeNull();
    });
  });
});
