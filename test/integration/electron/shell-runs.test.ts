// What a person notices of a run outside the page, and what closing, signals and crashes do while one is at work.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStoresToRead } from '#main/open-workbench.ts';
import {
  answerDialogs,
  askedDialogs,
  chooseMenu,
  exitCodeAfter,
  openWindow,
  quitWindow,
  request,
  type OpenedWindow,
} from '../../electron-rig/shell.ts';
import { shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

declare global {
  /** In the main process: the values of the taskbar's bar, in order. */
  var barValues: number[];
  var blockers: number[];
  var notifications: string[];
}

const stillAtWork = 'A run is still at work.';
let home: TemporaryHome;
let opened: OpenedWindow;

beforeEach(async () => {
  home = temporaryHome();
  shareEngine(home.path, await testEngineHome());
  opened = await openWindow(home.path);
});
afterEach(async () => {
  await quitWindow(opened).catch(() => undefined);
  home.remove();
});

/** Starts a run of short epochs and shows it. */
async function train(epochs: number): Promise<void> {
  const { page } = opened;
  await request(page, 'runs.start', { source: { from: 'template', id: 'weather-gru' }, epochs, limitBatches: 20 });
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.getByRole('link', { name: 'Weather · GRU' }).first().click();
}

const waitForEpochs = (count: number): Promise<void> =>
  opened.page.getByRole('table').last().getByRole('row').nth(count).waitFor({ timeout: 120_000 });

/** Has the main process note what it tells the system; all of it is still told. */
async function noteSystem(): Promise<void> {
  await opened.application.evaluate(({ BrowserWindow, powerSaveBlocker, Notification }) => {
    Object.assign(globalThis, { barValues: [], blockers: [], notifications: [] });
    const window = BrowserWindow.getAllWindows()[0];
    if (window === undefined) throw new Error('There is no window.');
    const setProgressBar = window.setProgressBar.bind(window);
    window.setProgressBar = (value, options) => {
      globalThis.barValues.push(value);
      setProgressBar(value, options);
    };
    const start = powerSaveBlocker.start.bind(powerSaveBlocker);
    powerSaveBlocker.start = (type) => {
      const id = start(type);
      if (type === 'prevent-app-suspension') globalThis.blockers.push(id);
      return id;
    };
    // The test's machine has no service that would show one. Every notification has a `show` of its own, so it is put in its
    // place when the program begins to listen for the click.
    Notification.isSupported = () => true;
    const on = Reflect.get(Notification.prototype, 'on');
    const noteAndListen = function (this: Electron.Notification, ...given: unknown[]): unknown {
      this.show = () => {
        globalThis.notifications.push(`${this.title} | ${this.body}`);
        setImmediate(() => this.emit('click'));
      };
      return Reflect.apply(on, this, given);
    };
    Reflect.set(Notification.prototype, 'on', noteAndListen);
  });
}

const noted = () =>
  opened.application.evaluate(({ powerSaveBlocker, Menu }) => ({
    bar: [...globalThis.barValues],
    isAwake: globalThis.blockers.map((id) => powerSaveBlocker.isStarted(id)),
    canStop: Menu.getApplicationMenu()?.getMenuItemById('stop')?.enabled,
  }));

function storedRuns(): { status: string; epochsDone: number; points: number }[] {
  const stores = openStoresToRead(home.path);
  const runs = stores.runs
    .list()
    .filter(({ kind }) => kind === 'training')
    .map(({ id, status, epochsDone }) => ({
      status,
      epochsDone,
      points: stores.runs.metrics(id, 'epoch/').flatMap(({ steps }) => steps).length,
    }));
  stores.close();
  return runs;
}

test('while a run is at work the taskbar shows how far it is, the computer stays awake, and the menu can stop it', async () => {
  await noteSystem();
  await train(100);
  await waitForEpochs(2);
  const during = await noted();
  const values = during.bar.filter((value) => value >= 0 && value <= 1);
  expect(Math.max(...values)).toBeGreaterThan(0);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(during.bar.length).toBeLessThanOrEqual(102);
  expect([during.isAwake, during.canStop]).toEqual([[true], true]);
  await chooseMenu(opened.application, 'stop');
  await expect.poll(noted, { timeout: 30_000 }).toMatchObject({ isAwake: [false], canStop: false });
  expect((await noted()).bar.at(-1)).toBe(-1);
});

test('a run that ends out of sight is told, and a click on that shows the run', async () => {
  await noteSystem();
  await opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await request(opened.page, 'runs.start', {
    source: { from: 'template', id: 'weather-gru' },
    epochs: 1,
    limitBatches: 3,
  });
  await expect
    .poll(() => opened.application.evaluate(() => [...globalThis.notifications]), { timeout: 120_000 })
    .toEqual([expect.stringMatching(/^“Weather · GRU” is completed \| Best val_\w+ [\d.]+, epoch 1$/)]);
  await opened.page.getByRole('heading', { level: 1, name: 'Weather · GRU' }).waitFor();
  expect(opened.page.url()).toContain('#/runs/');
  expect(await opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(
    true,
  );
});

test('closing asks while a run is at work: cancelled, nothing has happened; agreed, the run is stopped and kept', async () => {
  await train(10_000);
  await waitForEpochs(1);
  await answerDialogs(opened.application, [1, 1, 0]);
  await opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => askedDialogs(opened.application)).toEqual([stillAtWork]);
  await opened.application.evaluate(({ app }) => {
    setImmediate(() => {
      app.quit();
    });
  });
  await expect.poll(() => askedDialogs(opened.application)).toEqual([stillAtWork, stillAtWork]);
  // The run has gone on meanwhile.
  await waitForEpochs(3);
  expect(await exitCodeAfter(opened.application, 'close')).toBe(0);
  expect(storedRuns()).toEqual([{ status: 'interrupted', epochsDone: expect.any(Number), points: expect.any(Number) }]);
  expect(storedRuns()[0]?.epochsDone).toBeGreaterThanOrEqual(2);
  expect(storedRuns()[0]?.points).toBeGreaterThan(0);
});

test('without a run closing does not ask', async () => {
  await answerDialogs(opened.application, [1]);
  expect(await exitCodeAfter(opened.application, 'close')).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s does not ask, and stores what was trained', async (signal) => {
  await train(10_000);
  await waitForEpochs(2);
  expect(await exitCodeAfter(opened.application, signal)).toBe(0);
  expect(opened.log()).toContain(`Strata ends: ${signal}.`);
  expect(storedRuns()).toEqual([{ status: 'interrupted', epochsDone: expect.any(Number), points: expect.any(Number) }]);
  expect(storedRuns()[0]?.epochsDone).toBeGreaterThanOrEqual(1);
});

test('a page that crashes is asked about and comes back, while the run goes on', async () => {
  await train(10_000);
  await waitForEpochs(1);
  await answerDialogs(opened.application, [0]);
  await opened.application.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => askedDialogs(opened.application)).toEqual(['The window has crashed.']);
  // The page that Playwright knew is gone; the window shows another.
  const rows = (): Promise<number> =>
    opened.application.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const count: unknown = await contents?.executeJavaScript(`document.querySelectorAll('tbody tr').length`);
      return Number(count);
    });
  await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  expect(readFileSync(join(home.path, 'logs', 'main.log'), 'utf8')).toMatch(/The page's process is gone: /);
});

test('a page that is loaded again in the middle of a run finds it at work, and misses nothing of it', async () => {
  const { page } = opened;
  await train(10_000);
  await waitForEpochs(2);
  await page.reload();
  await waitForEpochs(4);
  const shown = await page.getByRole('table').last().locator('tbody tr td:first-child').allInnerTexts();
  const epochs = shown.map(Number).toSorted((a, b) => a - b);
  expect(epochs).toEqual(epochs.map((_, index) => index + 1));
  // It is still the same run, and the page can still stop it.
  await chooseMenu(opened.application, 'stop');
  const canStop = () =>
    opened.application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('stop')?.enabled);
  await expect.poll(canStop, { timeout: 30_000 }).toBe(false);
  await quitWindow(opened);
  expect(storedRuns()).toEqual([expect.objectContaining({ status: 'stopped' })]);
  expect(storedRuns()[0]?.epochsDone).toBeGreaterThanOrEqual(3);
});

test('an error that nobody caught is logged and asked about once, and the program goes on', async () => {
  await answerDialogs(opened.application, [0]);
  await opened.application.evaluate(() => {
    setImmediate(() => {
      throw new Error('Planted in a test.');
    });
    void Promise.reject(new Error('Planted as well.'));
  });
  await expect.poll(() => askedDialogs(opened.application)).toContain('Something in Strata went wrong.');
  await chooseMenu(opened.application, 'go-data');
  await opened.page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  const log = readFileSync(join(home.path, 'logs', 'main.log'), 'utf8');
  expect(log).toMatch(/An error was not caught: Error: Planted in a test\.\s+at /);
  expect(log).toMatch(/A rejection was not handled: Error: Planted as well\./);
});
