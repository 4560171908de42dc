// The rig itself: a tiny app in the Electron that tests get here, before the workbench is blamed for anything.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchElectron, nativeBindingFor, testElectron, type TestElectron } from '../../electron-rig/electron.ts';
import { temporaryHome } from '../../support/home.ts';

// What runs inside is CommonJS that the older Electron understands as well.
const mainSource = `
const { app, BrowserWindow, ipcMain } = require('electron');
const { join } = require('node:path');

globalThis.insertRows = (rows) => {
  const Database = require(process.env.RIG_SQLITE);
  const binding = process.env.RIG_SQLITE_BINDING;
  const database = new Database(':memory:', binding === '' ? {} : { nativeBinding: binding });
  database.exec('CREATE TABLE points (step INTEGER PRIMARY KEY, value REAL) STRICT');
  const insert = database.prepare('INSERT INTO points VALUES (@step, @value)');
  database.transaction(() => {
    for (let step = 1; step <= rows; step++) insert.run({ step, value: step / 2 });
  })();
  const answer = database.prepare('SELECT count(*) AS rows, sum(value) AS total FROM points').get();
  database.close();
  return answer;
};

ipcMain.handle('echo', (_event, text) => ({ text, pid: process.pid }));
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const webPreferences = { sandbox: true, contextIsolation: true, preload: join(__dirname, 'preload.js') };
  const window = new BrowserWindow({ width: 640, height: 480, useContentSize: true, webPreferences });
  window.loadFile(join(__dirname, 'page.html'));
});
`;
const preloadSource = `
const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('rig', { echo: (text) => ipcRenderer.invoke('echo', text) });
`;
const pageSource = `<!doctype html>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'" />
<title>Rig</title>
<button>Echo</button>
<output></output>
<script src="page.js"></script>
`;
const pageScript = `
document.querySelector('button').addEventListener('click', async () => {
  const { text, pid } = await window.rig.echo('grüße');
  document.querySelector('output').textContent = text + ' from ' + pid;
});
`;

declare global {
  /** The app's own, in its main process. */
  var insertRows: (rows: number) => { rows: number; total: number };
}

const home = temporaryHome();
let electron: TestElectron;
let application: ElectronApplication;
let page: Page;

function writeApp(): string {
  const folder = join(home.path, 'app');
  mkdirSync(folder);
  const about = JSON.stringify({ name: 'strata-rig', version: '1.2.3', main: 'main.js' });
  const files = { 'package.json': about, 'main.js': mainSource, 'preload.js': preloadSource };
  for (const [name, text] of Object.entries({ ...files, 'page.html': pageSource, 'page.js': pageScript }))
    writeFileSync(join(folder, name), text);
  return folder;
}

beforeAll(async () => {
  electron = await testElectron();
  const sqlite = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  const binding = (await nativeBindingFor(electron)) ?? '';
  application = await launchElectron(electron, {
    app: writeApp(),
    args: ['behind-the-path'],
    userData: join(home.path, 'profile'),
    env: { RIG_SQLITE: sqlite, RIG_SQLITE_BINDING: binding },
  });
  page = await application.firstWindow();
});

afterAll(async () => {
  await application.close();
  home.remove();
});

test('the program is the Electron that its folder names', async () => {
  const versions = await application.evaluate(() => ({ ...process.versions }));
  const { electron: own, chrome, node } = versions;
  console.log(`Electron ${own} (${electron.source}), Chromium ${chrome}, Node ${node}`);
  expect(own).toBe(electron.version);
});

test('the app is told its name, version, path and arguments as by the default app', async () => {
  const about = await application.evaluate(({ app }) => ({
    name: app.getName(),
    version: app.getVersion(),
    path: app.getAppPath(),
    isPackaged: app.isPackaged,
    defaultApp: process.defaultApp,
    argv: process.argv.slice(1),
    userData: app.getPath('userData'),
  }));
  expect(about).toMatchObject({ name: 'strata-rig', version: '1.2.3', isPackaged: false, defaultApp: true });
  expect(about.path).toBe(join(home.path, 'app'));
  expect(about.argv.slice(-2)).toEqual([join(home.path, 'app'), 'behind-the-path']);
  expect(about.userData).toBe(join(home.path, 'profile'));
});

test('a click in the sandboxed page comes back from the main process', async () => {
  const pid = await application.evaluate(() => process.pid);
  await page.getByRole('button', { name: 'Echo' }).click();
  await page.getByText(`grüße from ${String(pid)}`).waitFor();
  expect(await page.evaluate(() => [typeof globalThis.process, 'require' in globalThis])).toEqual(['undefined', false]);
});

test('better-sqlite3 inserts 1,000 rows in the main process', async () => {
  const answer = await application.evaluate(() => {
    return globalThis.insertRows(1_000);
  });
  expect(answer).toEqual({ rows: 1_000, total: 250_250 });
});

test('a picture of the window can be taken', async () => {
  const picture = await page.screenshot();
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([640, 480]);
});
