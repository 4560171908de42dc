// What a page has that has taken over its own process: Electron's IPC itself, on any channel, with any value. A preload script
// of the tests hands it over; the program's own gives a page text on one channel and no more.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { hostChannel } from '#shared/contract/host-bridge.ts';
import { makeValue } from '../support/malformed-values.ts';

/** The ways of Electron's renderer to send. */
export const rawWays = ['send', 'postMessage', 'with a port', 'invoke', 'sendToHost'] as const;
export type RawWay = (typeof rawWays)[number];

export interface RawIpc {
  /** What the preload script finds in its own process. */
  readonly about: {
    readonly isSandboxed: boolean;
    readonly isContextIsolated: boolean;
    /** Of Node's modules, those that could be had. */
    readonly modules: readonly string[];
  };
  /** Sends a text as the program's own preload script does. */
  send(text: string): void;
  /** Waits for its answer in the main process, with this whole page. */
  sendSync(text: string): void;
  /** Sends values of `makeValue`, by name. @returns whether Electron took them */
  sendValues(way: RawWay, channel: string, names: readonly string[], id: number): boolean;
  /** How many messages the host has sent to this frame. */
  received(): number;
}

declare global {
  interface Window {
    /** There where a test has handed it over. */
    readonly rawIpc?: RawIpc;
  }
}

/** Writes the preload script into a folder; it needs nothing beside it. */
export function writeRawPreload(folder: string): string {
  const path = join(folder, 'raw-preload.cjs');
  writeFileSync(
    path,
    `const { contextBridge, ipcRenderer } = require('electron');
const makeValue = ${makeValue.toString()};
let received = 0;
ipcRenderer.on('${hostChannel}', () => { received++; });
const modules = ['fs', 'node:fs', 'child_process', 'net', 'os', 'path', 'worker_threads', 'module', 'vm'].filter((name) => {
  try { return require(name) !== undefined; } catch { return false; }
});
const ways = {
  send: (channel, values) => ipcRenderer.send(channel, ...values),
  postMessage: (channel, values) => ipcRenderer.postMessage(channel, values[0]),
  'with a port': (channel, values) => ipcRenderer.postMessage(channel, values[0], [new MessageChannel().port1]),
  invoke: (channel, values) => void ipcRenderer.invoke(channel, ...values).catch(() => undefined),
  sendToHost: (channel, values) => ipcRenderer.sendToHost(channel, ...values),
};
contextBridge.exposeInMainWorld('rawIpc', {
  about: { isSandboxed: process.sandboxed === true, isContextIsolated: process.contextIsolated === true, modules },
  send: (text) => ipcRenderer.send('${hostChannel}', text),
  sendSync: (text) => void ipcRenderer.sendSync('${hostChannel}', text),
  sendValues: (way, channel, names, id) => {
    try {
      ways[way](channel, names.map((name) => makeValue(name, id)));
      return true;
    } catch {
      return false;
    }
  },
  received: () => received,
});
`,
  );
  return path;
}

/** Has every page that is loaded from now on hold it, beside what it has; loads this one again. */
export async function handOverIpc(application: ElectronApplication, page: Page, preload: string): Promise<void> {
  await application.evaluate(({ session }, filePath) => {
    /** Electron has changed how this is said. */
    const ways = session.defaultSession as unknown as {
      registerPreloadScript?: (script: { type: 'frame'; filePath: string }) => string;
      setPreloads(paths: readonly string[]): void;
    };
    if (ways.registerPreloadScript === undefined) ways.setPreloads([filePath]);
    else ways.registerPreloadScript({ type: 'frame', filePath });
  }, preload);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A window that the program never opens: at any address, with the raw IPC, once handed over, in each of its frames. */
export async function openForeignWindow(application: ElectronApplication, address: string): Promise<Page> {
  const opened = application.waitForEvent('window');
  await application.evaluate(({ BrowserWindow }, url) => {
    const webPreferences = { sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true };
    const window = new BrowserWindow({ show: false, webPreferences });
    // Frames are refused anyway; here one is to be there, and not to be answered.
    window.webContents.removeAllListeners('will-frame-navigate');
    // An address that is refused, or not found, is one to send from as well.
    window.loadURL(url).catch(() => undefined);
  }, address);
  const page = await opened;
  await page.waitForURL((url) => url.href !== 'about:blank' || address === 'about:blank');
  await page.waitForLoadState();
  return page;
}
