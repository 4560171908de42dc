// What the window's page is and has, as docs/security.md says it: a sandboxed process without Node, two functions of the program,
// its own files under a policy that allows nothing else, no permission but one.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostBridge } from '#shared/contract/host-bridge.ts';
import { handOverIpc, writeRawPreload } from '../../electron-rig/raw-ipc.ts';
import { openWindow, quitWindow, type OpenedWindow } from '../../electron-rig/shell.ts';
import { temporaryHome } from '../../support/home.ts';

const home = temporaryHome();
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  opened = await openWindow(home.path);
  ({ page } = opened);
});
afterAll(async () => {
  await quitWindow(opened);
  home.remove();
});

test('the window was made with the strict settings, and its tools for developers do not open', async () => {
  const found = await opened.application.evaluate(({ webContents }) => {
    /** Electron's own, which its types leave out. */
    type Told = { getLastWebPreferences(): Readonly<Record<string, unknown>> | null };
    const contents = webContents.getAllWebContents();
    contents[0]?.openDevTools();
    return {
      count: contents.length,
      preferences: (contents[0] as unknown as Told | undefined)?.getLastWebPreferences(),
      hasTools: contents[0]?.isDevToolsOpened(),
    };
  });
  expect(found).toMatchObject({ count: 1, hasTools: false });
  expect(found.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
  });
});

test('the page has two functions of the program, which it cannot replace, and nothing of Node or Electron', async () => {
  const found = await page.evaluate(() => {
    const names = ['process', 'require', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron'];
    const descriptor = Object.getOwnPropertyDescriptor(window, 'strata');
    const bridge = descriptor?.value as Record<string, unknown>;
    const replace = (): string => {
      'use strict';
      try {
        bridge['send'] = () => undefined;
        return 'replaced';
      } catch {
        return 'kept';
      }
    };
    return {
      ofNode: names.filter((name) => name in globalThis),
      isFixed: descriptor?.writable === false && !descriptor.configurable,
      bridge: Object.keys(bridge).toSorted(),
      replacing: replace(),
    };
  });
  expect(found).toEqual({ ofNode: [], isFixed: true, bridge: ['onMessage', 'send'], replacing: 'kept' });
});

test('what the page does to its own objects is not seen by the preload script', async () => {
  const leaked = await page.evaluate(() => {
    const { strata } = globalThis as { strata?: HostBridge };
    const names = ['call', 'apply', 'bind', 'toString'] as const;
    const before = names.map((name) => Object.getOwnPropertyDescriptor(Function.prototype, name));
    const seen: string[] = [];
    // Nothing in here may call what is tampered with.
    const change = (at: number, descriptor: PropertyDescriptor): void => {
      Object.defineProperty(Function.prototype, names[at] ?? '', descriptor);
    };
    for (let at = 0; at < names.length; at++)
      change(at, {
        configurable: true,
        get: () => {
          seen[seen.length] = names[at] ?? '';
          return undefined;
        },
      });
    try {
      strata?.send('{}');
    } finally {
      for (let at = 0; at < names.length; at++) change(at, before[at] ?? {});
    }
    return seen;
  });
  expect(leaked).toEqual([]);
});

describe('the policy refuses', () => {
  /** What each attempt is refused by; all of them are made in the page, which goes on. */
  const refused = [
    'base-uri',
    'connect-src',
    'font-src',
    'form-action',
    'frame-src',
    'img-src',
    'media-src',
    'object-src',
    'script-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-elem',
    'worker-src',
  ];

  test('all that is not a file of our own, and all code that is not in one', async () => {
    await page.evaluate(() => {
      const found = { directives: new Set<string>(), policies: new Set<string>(), ran: [] as string[] };
      Object.assign(globalThis, { found });
      document.addEventListener('securitypolicyviolation', (event) => {
        found.directives.add(event.effectiveDirective);
        found.policies.add(`${event.disposition}: ${event.originalPolicy}`);
      });
      const foreign = 'https://foreign.example';
      const add = <K extends keyof HTMLElementTagNameMap>(
        tag: K,
        change: Partial<Record<keyof HTMLElementTagNameMap[K], unknown>>,
      ): HTMLElementTagNameMap[K] => {
        const made = Object.assign(document.createElement(tag), change);
        document.body.append(made);
        return made;
      };
      const attempts: (() => unknown)[] = [
        () => add('script', { textContent: `found.ran.push('inline')` }),
        () => add('script', { src: `${foreign}/a.js` }),
        () => add('script', { src: `data:text/javascript,found.ran.push('data')` }),
        () => {
          const button = add('button', {});
          button.setAttribute('onclick', `found.ran.push('attribute')`);
          button.click();
        },
        () => {
          const made = (0, eval)('1');
          found.ran.push(`eval ${String(made)}`);
        },
        () => add('style', { textContent: 'body { opacity: 0 }' }),
        () => add('link', { rel: 'stylesheet', href: `${foreign}/a.css` }),
        () => add('img', { src: `${foreign}/a.png` }),
        () => add('video', { src: `${foreign}/a.mp4` }),
        () => add('iframe', { src: `${foreign}/` }),
        () => add('object', { data: `${foreign}/a.pdf` }),
        () => add('base', { href: `${foreign}/` }),
        () => {
          add('form', { action: `${foreign}/`, method: 'post' }).submit();
        },
        () => new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' }))),
        () => new FontFace('foreign', `url(${foreign}/a.woff2)`).load().catch(() => undefined),
        () => fetch(`${foreign}/`).catch(() => undefined),
        () => fetch('strata://app/index.html').catch(() => undefined),
        () => new WebSocket('ws://127.0.0.1:9/'),
        () => navigator.sendBeacon(`${foreign}/`),
      ];
      // Later: what developer tools are asked to run, as this is, may evaluate text.
      setTimeout(() => {
        for (const attempt of attempts)
          try {
            attempt();
          } catch {
            // It was refused on the spot.
          }
      });
    });
    const found = () =>
      page.evaluate(() => {
        const { directives, policies, ran } = (
          globalThis as unknown as { found: { directives: Set<string>; policies: Set<string>; ran: string[] } }
        ).found;
        return { directives: [...directives].toSorted(), policies: [...policies], ran };
      });
    await expect.poll(async () => (await found()).directives).toEqual(refused);
    const { policies, ran } = await found();
    expect(ran).toEqual([]);
    expect(policies).toEqual([expect.stringMatching(/^enforce: default-src 'none'; /)]);
    expect(policies[0]).not.toContain('unsafe');
    await page.reload();
  });
});

test('no permission is given but that to copy', async () => {
  const states = await page.evaluate(async () => {
    const names = ['camera', 'clipboard-read', 'clipboard-write', 'geolocation', 'microphone', 'midi', 'notifications'];
    const state = async (name: string): Promise<[string, string]> => {
      const status = await navigator.permissions.query({ name: name as PermissionName });
      return [name, status.state];
    };
    return Object.fromEntries(await Promise.all(names.map(state)));
  });
  expect(states).toEqual({
    camera: 'denied',
    'clipboard-read': 'denied',
    'clipboard-write': 'granted',
    geolocation: 'denied',
    microphone: 'denied',
    midi: 'denied',
    notifications: 'denied',
  });
  const outcomes = await page.evaluate(async () => {
    const outcome = async (ask: () => Promise<unknown>): Promise<unknown> => {
      try {
        return await ask();
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : 'refused';
      }
    };
    return {
      notification: await outcome(() => Notification.requestPermission()),
      place: await outcome(
        () =>
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, ({ code, PERMISSION_DENIED }) => {
              reject(code === PERMISSION_DENIED ? new DOMException('', 'NotAllowedError') : new Error('other'));
            });
          }),
      ),
      reading: await outcome(() => navigator.clipboard.readText()),
      screen: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
      storage: await outcome(() => navigator.storage.persist()),
      midi: await outcome(() => navigator.requestMIDIAccess({ sysex: true })),
    };
  });
  expect(outcomes).toMatchObject({
    notification: 'denied',
    place: 'NotAllowedError',
    reading: 'NotAllowedError',
    storage: false,
  });
  expect([outcomes.screen, outcomes.midi]).toEqual([expect.stringMatching(/Error$/), expect.stringMatching(/Error$/)]);
});

test('a button copies', async () => {
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Copy this';
    button.addEventListener('click', () => void navigator.clipboard.writeText('npm start'));
    document.querySelector('main')?.prepend(button);
  });
  await page.getByRole('button', { name: 'Copy this' }).click();
  await expect.poll(() => opened.application.evaluate(({ clipboard }) => clipboard.readText())).toBe('npm start');
});

// The last one: it hands the page what it must not have.
test("the preload script's process is sandboxed and isolated: none of Node's modules can be had in it", async () => {
  await handOverIpc(opened.application, page, writeRawPreload(home.path));
  const about = await page.evaluate(() => window.rawIpc?.about);
  expect(about).toEqual({ isSandboxed: true, isContextIsolated: true, modules: [] });
});
