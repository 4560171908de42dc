// How fast the picture of a series is there: prints the time from opening the data of a model on a made-up series until its picture
// is drawn, the first time, again, and of another column; and how long the host's event loop is held meanwhile. A real browser on a
// real host; build the page first.
//   node_modules/.bin/node test/bench/series-picture.ts [ROWS]
import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { DatasetWriter } from '#main/datasets/dataset-writer.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import type { SeriesRows } from '#main/ports/dataset-store.ts';
import { seriesPicture } from '#main/services/series-picture.ts';
import { seriesPictureRequestSchema } from '#shared/data/series-picture.ts';
import type { PictureRequest } from '#renderer/lib/datasets/shown-picture.svelte.ts';
import { launchBrowser } from '../support/pictures.ts';
import { temporaryHome } from '../support/home.ts';
import { longestHold, openPage, serveMonitored, spread } from './served.ts';

const [rows = 420_551] = process.argv.slice(2).map(Number);
const rounds = 5;
const tenMinutes = 600_000;
/** A template and the data set that it is about. */
const template = 'jena-conv1d-gru';
const dataset = 'jena-climate';
const target = 'T (degC)';
const names: readonly string[] = [
  ...['p (mbar)', target, 'Tpot (K)', 'Tdew (degC)', 'rh (%)', 'VPmax (mbar)', 'VPact (mbar)', 'VPdef (mbar)'],
  ...['sh (g/kg)', 'H2OC (mmol/mol)', 'rho (g/m**3)', 'wv (m/s)', 'max. wv (m/s)', 'wd (deg)'],
];

/** Days and years as waves, and noise. */
async function addSeries(home: string): Promise<void> {
  const random = createRandom(1);
  const writer = new DatasetWriter(home);
  const described = names.map((name, place) => {
    const values = Float64Array.from({ length: rows }, (_, row) => {
      const year = Math.sin((row / 52_560 + place / 9) * 2 * Math.PI);
      return 10 * year + 4 * Math.sin((row / 144) * 2 * Math.PI) + random();
    });
    writer.add(`column/${name}`, 'f64', [values]);
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    const least = values.reduce((a, b) => Math.min(a, b));
    const most = values.reduce((a, b) => Math.max(a, b));
    return { name, unit: '', missing: 0, mean, std: 7, least, most };
  });
  const firstMs = Date.UTC(2009, 0, 1);
  writer.add('time', 'f64', [Float64Array.from({ length: rows }, (_, row) => firstMs + row * tenMinutes)]);
  const textAt = (row: number): string => new Date(firstMs + row * tenMinutes).toISOString();
  await writer.finish(
    {
      kind: 'series',
      id: datasetIdSchema.parse(dataset),
      title: 'Made up',
      source: { origin: 'a benchmark' },
      rows,
      columns: described,
      time: { column: 'time', first: textAt(0), last: textAt(rows - 1) },
    },
    false,
  );
}

/** Milliseconds from an action of the page until a column is drawn over the whole time, and until each feature of the sample is. */
async function drawn(page: Page, column: string, action: 'data' | 'column'): Promise<readonly [number, number]> {
  return page.evaluate(
    async ([name = '', what = '']) => {
      const start = globalThis.performance.now();
      if (what === 'data')
        [...document.querySelectorAll<HTMLElement>('[role=tab]')]
          .find((tab) => tab.textContent.trim() === 'Data')
          ?.click();
      else {
        const select = document.querySelector<HTMLSelectElement>('.series select');
        if (select === null) throw new Error('There is no choice of a column.');
        select.value = name;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
      while (document.querySelector(`svg[data-drawn="${name}"]`) === null) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const seen = globalThis.performance.now() - start;
      const lines = (): Element[] => [...document.querySelectorAll('.lines path')];
      while (!lines().length || lines().some((path) => path.getAttribute('d') === ''))
        await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return [seen, globalThis.performance.now() - start] as const;
    },
    [column, action],
  );
}

/** Processor time of the process in milliseconds. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What the host does for a picture, here without one: its processor time, and the longest stretch between two turns of the loop. */
async function work(series: SeriesRows, asked: Omit<PictureRequest, 'id'>): Promise<string> {
  const request = seriesPictureRequestSchema.parse({ id: dataset, ...asked });
  const start = processorMs();
  let [longest, before, isOver] = [0, start, false];
  const watch = (): void => {
    const now = processorMs();
    longest = Math.max(longest, now - before);
    before = now;
    if (!isOver) setImmediate(watch);
  };
  setImmediate(watch);
  await seriesPicture(series, request);
  isOver = true;
  return `${(processorMs() - start).toFixed(0)} ms in parts of ${longest.toFixed(0)} at most`;
}

const home = temporaryHome();
await addSeries(home.path);
const series = createDatasetStore({ home: home.path }).series(datasetIdSchema.parse(dataset));
for (let round = 0; round < 3; round++) {
  const whole = await work(series, { columns: [target], pixels: 900 });
  const part = await work(series, { columns: [...names], from: 1000, to: 3000, pixels: 900 });
  const measured = { from: 0, to: Math.floor(rows * 0.6) };
  const scales = await work(series, { columns: [...names], to: 0, pixels: 1, measured });
  console.log(`processor time: whole series ${whole}; 2000 rows of all columns ${part}; their means ${scales}`);
}
const host = await serveMonitored(home.path);
const browser = await launchBrowser();
const times = { first: [0], whole: [0], again: [0], wholeAgain: [0], other: [0], held: [0] };
for (const all of Object.values(times)) all.length = 0;
try {
  const page = await openPage(browser);
  const [origin = '', token = ''] = host.address.split('#');
  for (let round = 0; round < rounds; round++) {
    await page.goto('about:blank');
    await page.goto(`${origin}#/models/template/${template}?${token}`);
    await page.locator('.svelte-flow__node[data-id="dense"]').waitFor();
    await longestHold(host);
    const [seen, whole] = await drawn(page, target, 'data');
    (round === 0 ? times.first : times.again).push(seen);
    (round === 0 ? times.whole : times.wholeAgain).push(whole);
    const [other] = await drawn(page, names[2 + round] ?? '', 'column');
    times.other.push(other);
    times.held.push(await longestHold(host));
  }
} finally {
  await browser.close();
  await host.stop();
  home.remove();
}
console.log(`${rows} rows of ${names.length} columns, from the click to the drawn picture`);
console.log(`  the first time ${spread(times.first)}, with all features of a window ${spread(times.whole)}`);
console.log(
  `  again ${spread(times.again)}, with all features ${spread(times.wholeAgain)}, another column ${spread(times.other)}`,
);
console.log(`  event loop of the host held ${spread(times.held)}`);
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
