// What a person can do wrong with the program itself, in a real Electron: a file that is no experiment, a path that is gone, a
// home folder that cannot be used, two programs on one. Each time one sentence says what happened.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import { formatExperiment } from '#shared/experiment/parse-experiment.ts';
import {
  chooseMenu,
  openWindow,
  quitWindow,
  startProgram,
  type Ending,
  type OpenedWindow,
} from '../../electron-rig/shell.ts';
import { serveWorkbench } from '../../support/browser-host.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

let files: TemporaryHome;
let home: string;

beforeEach(() => {
  files = temporaryHome();
  home = join(files.path, 'home');
});
afterEach(() => {
  files.remove();
});

const log = (): string => readFileSync(join(home, 'logs', 'main.log'), 'utf8');
const toast = ({ page }: OpenedWindow, text: RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** Starts the program, which is to end by itself, after it has said why in one dialog. */
async function refusal(at: string, through: readonly string[] = []): Promise<{ ending: Ending; said: unknown[] }> {
  const ending = await (await startProgram(files.path, { home: at, through })).ended;
  const said = [...ending.stderr.matchAll(/^dialog: (.*)$/gm)].map(([, json]): unknown => JSON.parse(json ?? ''));
  return { ending, said };
}

describe('a start with a file that cannot be opened shows the window, and says so:', () => {
  test.each([
    [
      'is no experiment',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0]),
      /no-experiment.* cannot be opened: it is not text/,
    ],
    ['is another JSON', '{"name":"strata","version":"1.0.0"}', /no-experiment.* cannot be opened: /],
    ['is gone', null, /no-experiment.* cannot be opened: it is not there/],
  ])('it %s', async (_name, content, sentence) => {
    const path = join(files.path, 'no-experiment.strata.json');
    if (content !== null) writeFileSync(path, content);
    const opened = await openWindow(home, [path]);
    await toast(opened, sentence);
    await opened.page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
    await quitWindow(opened);
    expect(log()).toMatch(sentence);
    expect(log()).not.toMatch(/was not caught|was not handled/);
  });
});

test('a recent file that is gone is said, and leaves the menu', async () => {
  mkdirSync(home);
  const path = join(files.path, 'Moved away.strata.json');
  writeFileSync(path, formatExperiment(experimentSchema.parse(newExperiment('Moved away', ''))));
  const opened = await openWindow(home, [path]);
  await opened.page.getByRole('heading', { level: 1, name: 'Moved away' }).waitFor();
  const recent = () =>
    opened.application.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()?.getMenuItemById('open-recent')?.submenu;
      return menu?.items.map(({ label }) => label).filter((label) => label.includes('Moved away'));
    });
  await expect.poll(recent).toHaveLength(1);
  rmSync(path);
  await chooseMenu(opened.application, 'go-models');
  await opened.application.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('open-recent')?.submenu?.items[0];
    if (item !== undefined) Reflect.apply(item.click, item, []);
  });
  await toast(opened, /Moved away\.strata\.json cannot be opened: it is not there/);
  await expect.poll(recent).toEqual([]);
  await quitWindow(opened);
});

describe('a home folder that cannot be used', () => {
  test('because a file lies there', async () => {
    writeFileSync(home, 'no folder');
    const { ending, said } = await refusal(home);
    expect(ending.code).toBe(1);
    expect(said).toEqual([
      expect.objectContaining({
        type: 'error',
        message: `The home folder ${home} cannot be made (EEXIST).`,
        detail: 'Set STRATA_HOME to a folder you may write to.',
      }),
    ]);
    expect(readFileSync(home, 'utf8')).toBe('no folder');
  });

  // Windows says who may write in another way.
  test.skipIf(process.platform === 'win32')('because it may not be written to', async () => {
    mkdirSync(home);
    chmodSync(home, 0o555);
    // Who is root may write everywhere, unless that right is taken away.
    const asAnyone = ['setpriv', '--inh-caps=-all', '--bounding-set=-dac_override,-dac_read_search'];
    const { ending, said } = await refusal(home, process.getuid?.() === 0 ? asAnyone : []);
    chmodSync(home, 0o755);
    expect(ending.code).toBe(1);
    expect(said).toEqual([
      expect.objectContaining({
        type: 'error',
        message: `Nothing can be written in the home folder ${home} (EACCES).`,
        detail: 'Make it writable, or set STRATA_HOME to another.',
      }),
    ]);
  });
});

describe('two programs on one home folder:', () => {
  test('the window says that the browser host has it, and ends', async () => {
    const host = await serveWorkbench(home);
    const { ending, said } = await refusal(home);
    expect(ending.code).toBe(1);
    const who = `Strata is already at work in ${home}: strata serve, process ${String(host.process.pid)}, since `;
    expect(said).toEqual([expect.objectContaining({ type: 'error', message: expect.stringContaining(who) })]);
    expect(await host.stop()).toBe(0);
  });

  test('the browser host says that the window has it, and ends', async () => {
    const opened = await openWindow(home);
    const pid = await opened.application.evaluate(() => process.pid);
    const who = `Strata is already at work in ${home}: the Strata window, process ${pid}, since `;
    await expect(serveWorkbench(home)).rejects.toThrow(who);
    await opened.page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
    await quitWindow(opened);
  });
});
