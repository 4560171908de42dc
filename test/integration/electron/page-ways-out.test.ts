// Where the window's page can go, and what it can open, load and save, as docs/security.md says it: nowhere, and nothing, but
// its own files; a person's browser opens what is on a list.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openForeignWindow } from '../../electron-rig/raw-ipc.ts';
import { openWindow, quitWindow, type OpenedWindow } from '../../electron-rig/shell.ts';
import { temporaryHome } from '../../support/home.ts';

declare global {
  /** In the main process: what was to be opened in the person's browser. */
  var openedOutside: string[];
}

const home = temporaryHome();
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  opened = await openWindow(home.path);
  ({ page } = opened);
  await opened.application.evaluate(({ shell }) => {
    shell.openExternal = (address) => {
      globalThis.openedOutside.push(address);
      return Promise.resolve();
    };
  });
});
afterAll(async () => {
  await quitWindow(opened);
  home.remove();
});
beforeEach(async () => {
  await opened.application.evaluate(() => {
    globalThis.openedOutside = [];
  });
});

const openedOutside = () => opened.application.evaluate(() => globalThis.openedOutside);
const windows = () => opened.application.evaluate(({ webContents }) => webContents.getAllWebContents().length);

/** The page is where it was, and is the workbench. */
async function expectAtHome(): Promise<void> {
  expect(page.url()).toMatch(/^strata:\/\/app\/index\.html/);
  // Playwright's own waiting would wait for the navigation that was refused.
  await expect.poll(() => page.evaluate(() => document.querySelector('h1')?.textContent)).toMatch(/\S/);
  expect(await windows()).toBe(1);
}

describe('the own scheme', () => {
  /** What a window shows at each address, or why it does not. */
  async function shownAt(addresses: readonly string[]): Promise<string[]> {
    return await opened.application.evaluate(async ({ BrowserWindow }, given) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: true } });
      const shown: string[] = [];
      for (const address of given) {
        const text: unknown = await window.loadURL(address).then(
          () => window.webContents.executeJavaScript('document.documentElement.textContent'),
          (error: unknown) => /ERR_\w+/.exec(String(error))?.[0],
        );
        shown.push(String(text).trim());
      }
      window.destroy();
      return shown;
    }, addresses);
  }

  test('has its page, and nothing that is not below its folder', async () => {
    const addresses = [
      'strata://app/../package.json',
      'strata://app/..%2fpackage.json',
      'strata://app/%2e%2e/package.json',
      'strata://app/%2e%2e%2fpackage.json',
      'strata://app/assets/..%2f..%2fpackage.json',
      'strata://app/..%5cpackage.json',
      'strata://app/..\\package.json',
      'strata://app/..%2fmain%2findex.cjs',
      'strata://app//etc/passwd',
      'strata://app/%2fetc/passwd',
      'strata://app/file:///etc/passwd',
      'strata://app/C:/Windows/win.ini',
      'strata://app/',
      'strata://app/assets',
    ];
    // What Electron is told to refuse, and what Chromium refuses by itself, before it comes to the scheme.
    const before = { 'strata://other/index.html': 'ERR_BLOCKED_BY_CLIENT', 'strata://app/%00.png': 'ERR_INVALID_URL' };
    const [own, ...others] = await shownAt(['strata://app/index.html', ...addresses, ...Object.keys(before)]);
    expect(own).toContain('Strata');
    expect(others).toEqual([...addresses.map(() => 'There is no such page.'), ...Object.values(before)]);
  });
});

describe('the page cannot leave', () => {
  test.each([
    'https://foreign.example/',
    'http://127.0.0.1:9/',
    'strata://app/missing.html',
    'strata://other/index.html',
    'strata://app/index.html?query',
    'ms-settings:privacy',
  ])('to %s: by itself, or with a link', async (address) => {
    const line = `A page wanted to go to ${address}`;
    const lines = (): number => opened.log().split(line).length - 1;
    await page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await expect.poll(lines).toBe(1);
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      link.click();
    }, address);
    await expect.poll(lines).toBe(2);
    await expectAtHome();
    expect(await openedOutside()).toEqual([]);
  });

  test('to what Chromium itself refuses', async () => {
    await page.evaluate(() => {
      for (const address of ['file:///etc/passwd', 'data:text/html,gone', 'javascript:document.body.remove()'])
        window.location.href = address;
    });
    await page.evaluate(() => {
      window.location.hash = '#/runs';
    });
    await expect.poll(() => page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Runs');
    await expectAtHome();
  });

  test('to the empty page, which Chromium asks nobody about: the workbench comes back', async () => {
    await page.evaluate(() => {
      setTimeout(() => {
        window.location.href = 'about:blank';
      });
    });
    await expect.poll(opened.log).toContain('The page went to about:blank');
    await page.waitForURL(/^strata:/);
    await expectAtHome();
  });
});

describe('no window is opened', () => {
  const foreign = [
    'https://foreign.example/',
    'https://keras.io.foreign.example/',
    'https://keras.io@foreign.example/',
    'http://keras.io/',
    'file:///etc/passwd',
    'strata://app/index.html',
    'smb://foreign.example/share',
    'javascript:alert(1)',
    'about:blank',
    '',
  ];

  test('and the browser opens nothing that is not on the list', async () => {
    const given = await page.evaluate(
      (addresses) =>
        addresses.flatMap((address) => [window.open(address), window.open(address, '_blank', 'nodeIntegration=yes')]),
      foreign,
    );
    expect(given).toEqual(given.map(() => null));
    await expectAtHome();
    expect(await openedOutside()).toEqual([]);
    expect(opened.log()).toContain('A page wanted to open https://keras.io@foreign.example/');
  });

  test('what is on the list is opened in the browser, not faster than a person clicks', async () => {
    // Time stands still, however slow the machine is.
    await opened.application.evaluate(() => {
      const now = Date.now() + 60_000;
      Object.assign(globalThis, { runningClock: Date.now });
      Date.now = () => now;
    });
    await page.evaluate(() => {
      window.open('https://keras.io/api/');
      window.open('https://www.tensorflow.org/');
    });
    await opened.application.evaluate(() => {
      Date.now = (globalThis as unknown as { runningClock: () => number }).runningClock;
    });
    expect(await openedOutside()).toEqual(['https://keras.io/api/']);
    await expectAtHome();
  });

  test('nor a webview made', async () => {
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://foreign.example/');
      view.setAttribute('allowpopups', '');
      document.body.append(view);
    });
    await expectAtHome();
    await page.evaluate(() => {
      document.querySelector('webview')?.remove();
    });
  });
});

describe('beyond the policy of a page', () => {
  test('the session loads nothing foreign', async () => {
    // A page without a policy, such as none of ours is.
    const foreignPage = await openForeignWindow(opened.application, 'data:text/html,<title>Without a policy</title>');
    const outcomes = await foreignPage.evaluate(async () => {
      const outcome = (address: string): Promise<string> =>
        fetch(address, { mode: 'no-cors' }).then(
          () => 'loaded',
          () => 'refused',
        );
      return await Promise.all(
        ['https://foreign.example/', 'http://127.0.0.1:9/', 'ftp://foreign.example/a', 'file:///etc/passwd'].map(
          outcome,
        ),
      );
    });
    expect(outcomes).toEqual(outcomes.map(() => 'refused'));
    await foreignPage.close();
    for (const address of ['https://foreign.example/', 'http://127.0.0.1:9/'])
      expect(opened.log()).toContain(`A page wanted to load ${address}.`);
    const failure = await opened.application.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      const said = await window.loadURL('file:///etc/passwd').then(
        () => 'loaded',
        (error: unknown) => String(error),
      );
      window.destroy();
      return said;
    });
    expect(failure).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('and saves nothing that the page did not make', async () => {
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:text/plain,foreign';
      link.download = 'foreign.txt';
      link.click();
    });
    await expect.poll(opened.log).toContain('A page wanted to save data:text/plain,foreign.');
    await expectAtHome();
  });
});
