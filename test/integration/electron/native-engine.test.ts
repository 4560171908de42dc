// The native engine inside the real window's program: loaded before the window, used by the trainer's thread after it.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { exitCodeAfter, request } from '../../electron-rig/shell.ts';
import { launchWorkbench } from '../../electron-rig/workbench.ts';
import { damageLibrary, ownEngine, ownEngineWithLibrary } from '../../support/engines.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';
import { weatherGru } from '../../support/sample-experiments.ts';

let home: TemporaryHome;
/** The folder of the engine in `home`. */
let folder: string;
let application: ElectronApplication | null = null;

beforeEach(async () => {
  home = temporaryHome();
  folder = await ownEngine(home.path);
});
afterEach(async () => {
  await application?.close();
  application = null;
  home.remove();
});

async function open(place: 'Models' | 'Settings'): Promise<Page> {
  await application?.close();
  application = await launchWorkbench({ home: home.path });
  const page = await application.firstWindow();
  await page.getByRole('link', { name: place, exact: true }).first().click();
  return page;
}

/** As a command that lists the engines does. */
async function tryEngines(): Promise<void> {
  const store = createEngineStore({ home: home.path });
  store.refresh();
  await store.list();
}

/** As a window's program does that ends while it loads the engine. */
function leaveMarker(): void {
  const addonPath = join(folder, 'tfjs_binding.node');
  const { mtimeMs: addonWrittenAtMs } = statSync(addonPath);
  const marker = { session: 'gone', pid: 999_999_999, place: 'window', engine: 'native', addonPath, addonWrittenAtMs };
  const path = join(home.path, 'engines', 'loading-window-gone.json');
  writeFileSync(path, JSON.stringify({ ...marker, wasExamined: false }));
}

const nativeFacts = 'TensorFlow 2.21.0 · CPU';

/** The priorities of the main process's threads; the field is the 19th, the second a name in brackets that may hold anything. */
function nicenessOfThreads(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).map((id) => {
    const stat = readFileSync(`/proc/${pid}/task/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

describe('an engine that the command line tried', () => {
  beforeEach(tryEngines);

  test('is there at the first start, tried in a utility process, and trains with the window open', async () => {
    const page = await open('Settings');
    await page.getByText(nativeFacts, { exact: true }).waitFor();
    // Electron's Node is another than the command line's; the answer of each is kept.
    expect(readFileSync(join(folder, 'probe.json'), 'utf8').match(/"node":/g)).toHaveLength(2);
    await page.getByRole('link', { name: 'Models', exact: true }).first().click();
    await page.getByRole('link', { name: 'Weather · Conv1D' }).first().click();
    await page.getByLabel('Epochs').fill('2');
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 120_000 });
    expect(await page.getByText(/TensorFlow 2\.21/).count()).toBeGreaterThan(0);
    if (process.platform === 'linux') {
      const niceness = nicenessOfThreads(application?.process().pid ?? 0);
      const lowered = niceness.filter((each) => each > 0);
      console.log(`${lowered.length} of ${niceness.length} threads stand lower`);
      expect(lowered.length).toBeGreaterThan(cpus().length);
      expect(new Set(lowered).size).toBe(1);
    }
  });

  test('does not end the program when a run fails before its first step', async () => {
    const page = await open('Models');
    const { model, ...weather } = weatherGru;
    const widths = ['wide', 'wider'].map((id) => ({ id, type: 'Dense', config: { units: 1_000_000 } }));
    const nodes = [...model.nodes.slice(0, 2), ...widths, ...model.nodes.slice(2)];
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id }));
    // The sample that comes with Strata.
    const experiment = { ...weather, data: { ...weather.data, dataset: 'weather' }, model: { nodes, edges } };
    await request(page, 'runs.start', { source: { from: 'inline', experiment }, engine: 'native' });
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByText('failed', { exact: true }).first().waitFor({ timeout: 120_000 });
    if (application === null) throw new Error('The program is gone.');
    expect(await exitCodeAfter(application, 'quit')).toBe(0);
    application = null;
  });

  test.runIf(process.platform === 'linux')(
    'is left out when it took the program down, until it was tried again',
    async () => {
      leaveMarker();
      const page = await open('Settings');
      await page
        .getByText(/Strata ended while it loaded the native engine/)
        .first()
        .waitFor();
      await application?.close();
      application = null;
      await tryEngines();
      await (await open('Settings')).getByText(nativeFacts, { exact: true }).waitFor();
    },
  );
});

test.runIf(process.platform === 'linux')('one that nobody tried yet is used from the next start on', async () => {
  const page = await open('Settings');
  await page.getByText('Restart Strata to use it.').waitFor();
  await (await open('Settings')).getByText(nativeFacts, { exact: true }).waitFor();
});

test.runIf(process.platform === 'linux')(
  'a library that changed unseen ends one start of the window; the next one says so and trains with another engine',
  async () => {
    rmSync(folder, { recursive: true });
    folder = await ownEngineWithLibrary(home.path);
    await tryEngines();
    damageLibrary(folder, { silently: true });
    await expect(launchWorkbench({ home: home.path })).rejects.toThrow();
    const page = await open('Settings');
    await page
      .getByText(/Strata ended while it loaded the native engine/)
      .first()
      .waitFor();
    await page.getByText(/“tensorflow\/libtensorflow_framework\.so\.2” changed since the installation/).waitFor();
    await page.getByRole('link', { name: 'Models', exact: true }).first().click();
    await page.getByRole('link', { name: 'Weather · Conv1D' }).first().click();
    await page.getByLabel('Epochs').fill('1');
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 120_000 });
    expect(await page.getByText(/WebAssembly/).count()).toBeGreaterThan(0);
  },
);
