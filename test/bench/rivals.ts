// How long other programs take to list the same runs in the same browser: writes a made-up history as TensorBoard logs, starts
// TensorBoard and Trackio from a Python environment that has them, and prints the time until each has read all runs, and until its
// page lists them. Strata's own figures on the same history: test/bench/runs-table.ts.
//   python3 -m venv VENV && VENV/bin/pip install tensorboard trackio
//   node_modules/.bin/node test/bench/rivals.ts VENV [RUNS [tensorBoard | trackio]]
import { spawn, type ChildProcess } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { createHistories } from '#main/histories/histories.ts';
import { writtenRuns } from '#main/services/export-history.ts';
import { addHistory } from '../support/made-up-history.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';
import { openPage } from './served.ts';

const [venv = '', count = '2000', only] = process.argv.slice(2);
const runs = Number(count);
const port = 6507;
/** Nothing here waits longer. */
const mostMs = 300_000;
const rounds = 2;
const script = fileURLToPath(new URL('rivals.py', import.meta.url));

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const start = performance.now(); !(await isSo().catch(() => false));) {
    if (performance.now() - start > mostMs) throw new Error(`Not within ${mostMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  const isOver = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await isOver;
}

/** How long it takes until the page says the text: the name of the run that it lists last. */
async function timeUntil(browser: Browser, address: string, text: string): Promise<string> {
  const page = await openPage(browser);
  const start = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByText(text, { exact: true }).first().waitFor({ timeout: mostMs });
  const took = seconds(start);
  await page.context().close();
  return took;
}

async function tensorBoard(browser: Browser, home: string): Promise<void> {
  const start = performance.now();
  const child = spawn(join(venv, 'bin/tensorboard'), ['--logdir', join(home, 'logs'), '--port', String(port)], {
    stdio: 'ignore',
  });
  const address = `http://localhost:${port}/`;
  try {
    await until(async () => {
      const list: unknown = await (await fetch(`${address}data/runs`)).json();
      return Array.isArray(list) && list.length === runs;
    });
    console.log(`TensorBoard has read ${runs} runs after ${seconds(start)}`);
    const last =
      Array.from({ length: runs }, (_, i) => `Run ${i + 1}`)
        .toSorted()
        .at(-1) ?? '';
    for (let round = 0; round < rounds; round++)
      console.log(`  its page lists them after ${await timeUntil(browser, `${address}#timeseries`, last)}`);
  } finally {
    await end(child);
  }
}

/** Logs through Trackio's own API: `rivals.py`. */
async function trackio(browser: Browser, home: string): Promise<void> {
  const env = { ...process.env, TRACKIO_DIR: join(home, 'trackio'), HF_HUB_OFFLINE: '1' };
  const start = performance.now();
  const child = spawn(join(venv, 'bin/python'), [script, join(home, 'logs'), String(runs)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  try {
    await until(() => Promise.resolve(/^logged$/m.test(said)));
    console.log(`Trackio has logged ${runs} runs after ${seconds(start)}`);
    await until(() => Promise.resolve(/at (http\S+)/.test(said)));
    const address = /at (http\S+)/.exec(said)?.[1] ?? '';
    // The newest first.
    for (let round = 0; round < rounds; round++)
      console.log(`  its page lists them after ${await timeUntil(browser, address, 'run-1')}`);
  } finally {
    await end(child);
  }
}

const home = temporaryHome();
addHistory(home.path, { runs, series: 4, points: 20, settings: 12, seed: 1 });
const { runs: store, close } = createStores(openDatabase({ home: home.path }));
const ids = store.list().map(({ id }) => id);
await createHistories(openForeignDatabase).writeTensorBoard(join(home.path, 'logs'), writtenRuns(store, ids));
close();
const browser = await launchBrowser();
try {
  for (const measure of [tensorBoard, trackio])
    if (only === undefined || measure.name === only)
      await measure(browser, home.path).catch((error: unknown) => {
        console.log(`${measure.name}: ${error instanceof Error ? error.message : String(error)}`);
      });
} finally {
  await browser.close();
  home.remove();
}
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
