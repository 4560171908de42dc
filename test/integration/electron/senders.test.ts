// Who is answered over IPC: the window's own page and nobody else, however well formed what they send. Every sender here has
// the raw IPC, as a page has that took over its process.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ContractPage } from '../../electron-rig/contract-page.ts';
import { handOverIpc, openForeignWindow, writeRawPreload, type RawIpc } from '../../electron-rig/raw-ipc.ts';
import { openWindow, quitWindow, type OpenedWindow } from '../../electron-rig/shell.ts';
import { attackedHome } from '../../support/attacked-home.ts';
import { temporaryHome } from '../../support/home.ts';

const attacked = attackedHome();
const ownFiles = temporaryHome();
const ownPage = 'strata://app/index.html';
const foreignPage = 'data:text/html,<title>A foreign page</title>';
let opened: OpenedWindow;
let talk: ContractPage;

/** What would be seen if it were done. */
const requests = [
  { id: 1, name: 'settings.set', input: { trainingPriority: 'training' } },
  { id: 2, name: 'runs.delete', input: { ids: [...attacked.known.runs] } },
].map((message) => JSON.stringify(message));
const question = JSON.stringify({ id: 3, name: 'runs.list', input: {} });

const kept = async (): Promise<unknown[]> => [await talk.ask('settings.get', {}), await talk.ask('runs.list', {})];
/** The log notes the first twenty; this file makes fewer. */
const refusals = (): number => [...opened.log().matchAll(/ was not answered \(/g)].length;
let foreign: Page | null = null;

beforeAll(async () => {
  opened = await openWindow(attacked.home);
  await handOverIpc(opened.application, opened.page, writeRawPreload(ownFiles.path));
  talk = await ContractPage.listen(opened.page);
});
afterAll(async () => {
  await quitWindow(opened);
  attacked.remove();
  ownFiles.remove();
});
afterEach(async () => {
  await foreign?.close();
  foreign = null;
});

test("the window's own page is answered, over the raw IPC as well", async () => {
  const before = await opened.page.evaluate(() => window.rawIpc?.received() ?? -1);
  await opened.page.evaluate((text) => window.rawIpc?.send(text), question);
  await expect.poll(() => opened.page.evaluate(() => window.rawIpc?.received())).toBeGreaterThan(before);
});

describe('is not answered, and changes nothing:', () => {
  test.each([
    ['a foreign page', foreignPage],
    ['an empty page', 'about:blank'],
    ['another address of our own scheme', 'strata://app/missing.html'],
    ['a host that is none', 'strata://other/index.html'],
    ['a name that begins as ours', 'strata://app/index.html/../index.html%23'],
  ])('%s', async (_name, address) => {
    const before = { kept: await kept(), refused: refusals() };
    foreign = await openForeignWindow(opened.application, address);
    const received = await foreign.evaluate((texts) => {
      for (const text of texts) window.rawIpc?.send(text);
      return window.rawIpc?.received();
    }, requests);
    expect(received).toBe(0);
    await expect.poll(refusals).toBe(before.refused + requests.length);
    expect(await kept()).toEqual(before.kept);
    // An event goes to every page of ours, and not there.
    await talk.ask('settings.set', { trainingPriority: 'training' });
    await talk.ask('settings.set', { trainingPriority: 'window' });
    expect(await foreign.evaluate(() => window.rawIpc?.received())).toBe(0);
  });

  test.each([
    ['a frame inside our own page', ownPage],
    ['a frame inside a foreign page', foreignPage],
  ])('%s', async (_name, address) => {
    const before = { kept: await kept(), refused: refusals() };
    foreign = await openForeignWindow(opened.application, address);
    const hasIpc = await foreign.evaluate(async (texts) => {
      const frame = document.createElement('iframe');
      const isLoaded = new Promise((resolve) => {
        frame.addEventListener('load', resolve, { once: true });
      });
      frame.srcdoc = '<title>Inside</title>';
      document.body.append(frame);
      await isLoaded;
      const inside = (frame.contentWindow as { rawIpc?: RawIpc } | null)?.rawIpc;
      for (const text of texts) inside?.send(text);
      return inside !== undefined;
    }, requests);
    expect(hasIpc).toBe(true);
    await expect.poll(refusals).toBe(before.refused + requests.length);
    expect(await kept()).toEqual(before.kept);
  });
});

test('our own page is not shown inside another', async () => {
  foreign = await openForeignWindow(opened.application, foreignPage);
  await foreign.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    const isLoaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
    });
    document.body.append(frame);
    await isLoaded;
  }, ownPage);
  expect(foreign.frames().map((frame) => frame.url())).not.toContain(ownPage);
});

test('a page that is gone before it is answered, and one that waits for ever, hurt nobody', async () => {
  const before = await kept();
  for (const address of [ownPage, foreignPage]) {
    const page = await openForeignWindow(opened.application, address);
    await page.evaluate((text) => window.rawIpc?.send(text), question);
    await page.close();
    const waiting = await openForeignWindow(opened.application, address);
    const never = waiting.evaluate((text) => window.rawIpc?.sendSync(text), question).catch(() => undefined);
    await opened.application.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (!window.isVisible()) window.destroy();
    });
    await never;
  }
  expect(await kept()).toEqual(before);
  expect(opened.log()).not.toMatch(/was not caught|was not handled/);
});
