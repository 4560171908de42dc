// The window and what is around it: its place, its menus, a second start, files that are opened and saved.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { formatExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import {
  answerDialogs,
  askedDialogs,
  chooseMenu,
  openWindow,
  quitWindow,
  startProgram,
  type OpenedWindow,
} from '../../electron-rig/shell.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

let home: TemporaryHome;
let files: string;
let opened: OpenedWindow;

function writeExperiment(name: string, file = `${name}.strata.json`): string {
  const path = join(files, file);
  writeFileSync(path, formatExperiment(experimentSchema.parse(newExperiment(name, 'A lesson.'))));
  return path;
}

const title = (name: string): Promise<void> =>
  opened.page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ timeout: 10_000 });
const toast = (text: string | RegExp): Promise<void> => opened.page.getByText(text).waitFor({ timeout: 10_000 });
const windowState = (): unknown => JSON.parse(readFileSync(join(home.path, 'window.json'), 'utf8'));

/** Saves the open model as a file at `path`, without a dialog; what the dialog would have been asked. */
async function saveFile(path: string): Promise<string | undefined> {
  await opened.application.evaluate(({ session }, to) => {
    session.defaultSession.once('will-download', (_event, item) => {
      const { filters, defaultPath } = item.getSaveDialogOptions();
      globalThis.askedDialogs = [JSON.stringify({ filters, defaultPath })];
      item.setSavePath(to);
    });
  }, path);
  await opened.page
    .getByRole('link', { name: /Weather · GRU/ })
    .first()
    .click();
  await title('Weather · GRU');
  await chooseMenu(opened.application, 'save-file');
  await expect.poll(() => windowState()).toMatchObject({ recentFiles: expect.arrayContaining([path]) });
  expect(parseExperimentFile(readFileSync(path, 'utf8')).name).toBe('Weather · GRU');
  const [asked] = await askedDialogs(opened.application);
  return asked;
}

function makeHome(): void {
  home = temporaryHome();
  files = join(home.path, 'files of mine');
  mkdirSync(files);
}

describe('the window', () => {
  beforeEach(makeHome);
  afterEach(() => {
    home.remove();
  });

  test('comes back where it stood and as large as it was', async () => {
    opened = await openWindow(home.path);
    const moved = { x: 140, y: 90, width: 1100, height: 740 };
    await opened.application.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
    }, moved);
    await expect.poll(windowState).toMatchObject({ place: moved });
    await quitWindow(opened);
    opened = await openWindow(home.path);
    const bounds = () =>
      opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(await bounds()).toEqual(moved);
    await quitWindow(opened);
  });

  test('comes back onto a display that is there', async () => {
    const place = { x: 30_000, y: -20_000, width: 5_000, height: 4_000, isMaximized: false };
    writeFileSync(join(home.path, 'window.json'), JSON.stringify({ place, recentFiles: [] }));
    opened = await openWindow(home.path);
    const { bounds, area } = await opened.application.evaluate(({ BrowserWindow, screen }) => ({
      bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
      area: screen.getPrimaryDisplay().workArea,
    }));
    expect(bounds?.x).toBeGreaterThanOrEqual(area.x);
    expect(bounds?.width).toBeLessThanOrEqual(area.width);
    await quitWindow(opened);
  });

  test('opens the file that the program is started with', async () => {
    opened = await openWindow(home.path, [writeExperiment('Named at the start')]);
    await title('Named at the start');
    await quitWindow(opened);
  });
});

test('a file to save has an ending where the locale cannot spell its name', async () => {
  makeHome();
  opened = await openWindow(home.path, [], { LC_ALL: 'C' });
  const asked = await saveFile(join(files, 'saved.strata.json'));
  expect(asked).toContain('"strata.json"');
  expect(asked).toMatch(/\.strata\.json"}$/);
  await quitWindow(opened);
  home.remove();
});

describe('around an open window', () => {
  beforeAll(async () => {
    makeHome();
    opened = await openWindow(home.path);
  });
  afterAll(async () => {
    await quitWindow(opened);
    home.remove();
  });
  beforeEach(async () => {
    await opened.page.evaluate(() => {
      window.location.hash = '#/models';
    });
    await title('Models');
  });

  test('a command of the command line is carried out by it', async () => {
    const csv = join(files, 'readings.csv');
    writeFileSync(csv, 'x,y\n1,2\n3,4\n');
    const { code, stderr } = await strata(home.path, 'data', 'import', csv, '--as', 'series');
    expect(code, stderr).toBe(0);
    await opened.page.evaluate(() => {
      window.location.hash = '#/data';
    });
    await opened.page.getByText('readings.csv').first().waitFor({ timeout: 10_000 });
  });

  test('a menu leads where its command leads, and says what cannot be done here', async () => {
    await chooseMenu(opened.application, 'go-runs');
    await title('Runs');
    await chooseMenu(opened.application, 'save');
    await toast('“Save” is not available here.');
    await chooseMenu(opened.application, 'palette');
    await opened.page.getByRole('combobox').waitFor();
    await opened.page.keyboard.press('Escape');
  });

  test('Open shows a dialog for experiments and shows what was chosen', async () => {
    const path = writeExperiment('Chosen');
    await answerDialogs(opened.application, [0], [path]);
    await chooseMenu(opened.application, 'open-file');
    await title('Chosen');
    expect(await askedDialogs(opened.application)).toEqual([expect.stringContaining('"strata.json"')]);
    expect(windowState()).toMatchObject({ recentFiles: [path] });
  });

  test("the page's own Open asks for the same dialog", async () => {
    await answerDialogs(opened.application, [0], [writeExperiment('Asked by the page')]);
    await opened.page.getByRole('button', { name: 'Open file…' }).click();
    await title('Asked by the page');
  });

  test('a recent file is opened again from the menu, and is the same model', async () => {
    const path = writeExperiment('Recent');
    await answerDialogs(opened.application, [0], [path]);
    await chooseMenu(opened.application, 'open-file');
    await title('Recent');
    await chooseMenu(opened.application, 'go-models');
    await title('Models');
    await opened.application.evaluate(({ Menu }) => {
      const recent = Menu.getApplicationMenu()?.getMenuItemById('open-recent')?.submenu?.items[0];
      if (recent?.label.startsWith('Recent.strata.json') !== true) throw new Error(`It says ${String(recent?.label)}.`);
      Reflect.apply(recent.click, recent, []);
    });
    await title('Recent');
    await chooseMenu(opened.application, 'go-models');
    await title('Models');
    expect(await opened.page.getByRole('link', { name: /^Recent/ }).count()).toBe(1);
  });

  test('what is saved as a file is the experiment, and becomes a recent file', async () => {
    const asked = await saveFile(join(files, 'saved.strata.json'));
    expect(asked).toContain('"strata.json"');
    expect(asked).toContain('Weather · GRU.strata.json');
  });

  test.each([
    ['gone', (): string => join(files, 'gone.strata.json'), /gone\.strata\.json cannot be opened: it is not there/],
    ['a folder', (): string => files, /files of mine cannot be opened: it is a folder/],
    ['text', (): string => write('notes.txt', 'a,b\n1,2\n'), /notes\.txt cannot be opened: .*not JSON/],
    [
      'binary',
      (): string => write('picture.png', Buffer.from([0x89, 0x50, 0xff, 0])),
      /picture\.png cannot be opened: it is not text/,
    ],
    [
      '200 MB',
      (): string => write('large.bin', Buffer.alloc(200_000_000, 97)),
      /large\.bin cannot be opened: it has 200\.0 MB/,
    ],
    ['empty', (): string => write('empty.strata.json', ''), /empty\.strata\.json cannot be opened: .*empty/],
    [
      'of a newer program',
      (): string => write('newer.strata.json', '{"strata":99}'),
      /newer\.strata\.json cannot be opened: .*version 99/,
    ],
  ])('a second start with a file that is %s says so in the window', async (_name, make, sentence) => {
    const second = await startProgram(home.path, { home: home.path, args: [make()] });
    expect((await second.ended).code).toBe(0);
    await toast(sentence);
    expect(opened.log()).toMatch(sentence);
    await title('Models');
    await opened.page.getByRole('button', { name: 'Dismiss' }).first().click();
  });

  function write(name: string, content: string | Buffer): string {
    writeFileSync(join(files, name), content);
    return join(files, name);
  }

  test('a second start brings the first forward and hands over its file, relative to its own folder', async () => {
    writeExperiment('Handed over', 'handed over.strata.json');
    await opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const isVisible = () =>
      opened.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    expect(await isVisible()).toBe(false);
    const second = await startProgram(home.path, {
      home: home.path,
      args: ['handed over.strata.json'],
      cwd: files,
    });
    const { code, stderr } = await second.ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('Strata is open already')]);
    await title('Handed over');
    expect(await isVisible()).toBe(true);
  });

  test('what is edited is not lost to a file that comes in', async () => {
    await opened.page
      .getByRole('link', { name: /Weather · GRU/ })
      .first()
      .click();
    await opened.page.getByLabel('Epochs').fill('77');
    await (
      await startProgram(home.path, { home: home.path, args: [writeExperiment('Beside')] })
    ).ended;
    await toast(/“Beside” was added to your models\. It was not opened/);
    expect(await opened.page.getByLabel('Epochs').inputValue()).toBe('77');
  });

  test('a file that is dropped on the window becomes a model', async () => {
    const text = readFileSync(writeExperiment('Dropped'), 'utf8');
    await opened.page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'dropped.strata.json'));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
    await title('Dropped');
  });

  test('the log lies in the home folder, and a menu opens its folder', async () => {
    await opened.application.evaluate(({ shell }) => {
      globalThis.askedDialogs = [];
      shell.openPath = (path) => {
        globalThis.askedDialogs.push(path);
        return Promise.resolve('');
      };
    });
    await chooseMenu(opened.application, 'open-logs');
    const folder = join(home.path, 'logs');
    expect(await askedDialogs(opened.application)).toEqual([folder]);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toContain('gone.strata.json cannot be opened');
  });
});
