// How fast the table of runs is: prints the time from opening the page to rows on the screen, of a sort, and of a filter, and how
// long the host's event loop is held meanwhile. A real browser on a real host; build the page first.
//   node_modules/.bin/node test/bench/runs-table.ts [RUNS | HOME]…
import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { addHistory } from '../support/made-up-history.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';
import { longestHold, median, openPage, receivedBytes, serveMonitored, spread } from './served.ts';

const rounds = 3;

/** Milliseconds from the start of loading until rows are drawn. */
async function open(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate(async () => {
    while (document.querySelectorAll('tr[data-run]').length === 0) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return globalThis.performance.now();
  });
}

/** Waits until all runs are there. */
async function settle(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const count = () => document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? '';
    for (let [before, same] = [count(), 0]; same < 30;) {
      await new Promise(requestAnimationFrame);
      [same, before] = count() === before ? [same + 1, before] : [0, count()];
    }
    return Number(count()) - 1;
  });
}

/** Milliseconds from a click on a heading until the rows stand in another order and are drawn. */
async function sort(page: Page, name: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const heads = Array.from(document.querySelectorAll('th button'));
    const button = heads.find((head) => head.textContent.trim().startsWith(wanted));
    if (!(button instanceof HTMLElement)) throw new Error(`There is no column ${wanted}.`);
    const state = () => button.closest('th')?.getAttribute('aria-sort');
    const before = state();
    const start = globalThis.performance.now();
    button.click();
    while (state() === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return globalThis.performance.now() - start;
  }, name);
}

/** Milliseconds from a typed filter until only the rows that match are drawn. */
async function filter(page: Page, text: string): Promise<number> {
  return page.evaluate(async (typed) => {
    const box = document.querySelector('input[role="combobox"]');
    if (!(box instanceof HTMLInputElement)) throw new Error('There is no filter.');
    const count = () => document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount');
    const before = count();
    const start = globalThis.performance.now();
    box.value = typed;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    while (count() === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return globalThis.performance.now() - start;
  }, text);
}

async function measure(browser: Browser, home: string): Promise<void> {
  const host = await serveMonitored(home);
  try {
    const page = await openPage(browser);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const bytes = receivedBytes(session);
    const [origin = '', token = ''] = host.address.split('#');
    const address = `${origin}#/runs?${token}`;
    const times = { opened: [0], whole: [0], sorted: [0], filtered: [0], held: [0], heldLater: [0] };
    for (const all of Object.values(times)) all.length = 0;
    let runs = 0;
    await longestHold(host);
    for (let round = 0; round < rounds; round++) {
      times.opened.push(await open(page, address));
      runs = await settle(page);
      times.held.push(await longestHold(host));
      for (const name of ['Name', 'Best', 'Duration']) times.sorted.push(await sort(page, name));
      for (const text of ['val_mae < 0.4', 'val_mae < 0.35 and training.batch_size = 32', '', 'native', ''])
        times.filtered.push(await filter(page, text));
      times.heldLater.push(await longestHold(host));
    }
    console.log(`${runs} runs, ${((bytes() / rounds) * 1e-6).toFixed(2)} MB received for opening and both filters`);
    console.log(`  rows drawn after ${spread(times.opened)}, ${median(times.opened.slice(1)).toFixed(0)} ms again`);
    console.log(`  sort ${spread(times.sorted)}, filter ${spread(times.filtered)}`);
    console.log(`  event loop held by opening ${spread(times.held)}, by sort and filter ${spread(times.heldLater)}`);
    await page.context().close();
  } finally {
    await host.stop();
  }
}

const asked = process.argv.length > 2 ? process.argv.slice(2) : ['2000', '10000', '100000'];
const browser = await launchBrowser();
for (const one of asked) {
  const count = Number(one);
  const made = Number.isInteger(count) ? temporaryHome() : null;
  if (made !== null) addHistory(made.path, { runs: count, series: 4, points: 20, settings: 12, seed: 1 });
  await measure(browser, made?.path ?? one);
  made?.remove();
}
await browser.close();
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
