// What a real browser saves of the table of runs: the files are read back.
import { readFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory } from '../../support/made-up-history.ts';
import { launchBrowser } from '../../support/pictures.ts';

const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  addHistory(home.path, { runs: 30, series: 4, points: 50, settings: 12, seed: 2 });
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await page.getByRole('link', { name: 'Run 30' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

async function save(item: RegExp | string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

it('saves the curves of the picked runs as CSV and as Parquet, with the same values', async () => {
  for (const name of ['Run 30', 'Run 7'])
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  const csv = await save('Curves of 2 runs as CSV…');
  expect(csv.name).toBe('curves.csv');
  const rows = Papa.parse<string[]>(csv.bytes.toString('utf8').slice(1).trim()).data;
  expect(rows[0]).toEqual(['run', 'name', 'metric', 'step', 'epoch', 'seconds', 'time', 'value']);
  expect(rows).toHaveLength(1 + 2 * 4 * 50);
  expect(new Set(rows.slice(1).map(([, name]) => name))).toEqual(new Set(['Run 30', 'Run 7']));
  const parquet = await save('Curves of 2 runs as Parquet…');
  expect(parquet.name).toBe('curves.parquet');
  const { buffer, byteOffset, byteLength } = parquet.bytes;
  const read = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
  expect(read.map(({ run, metric, step, value }): unknown[] => [run, metric, Number(step), value])).toEqual(
    rows.slice(1).map(([run, , metric, step, , , , value]) => [run, metric, Number(step), Number(value)]),
  );
});

it('saves the table as it stands, as CSV and as Markdown', async () => {
  await page.getByRole('combobox', { name: 'Filter runs' }).fill('number < 4');
  await expect.poll(() => page.locator('tr[data-run]').count()).toBe(3);
  const csv = await save('Table as CSV…');
  const { data } = Papa.parse<Record<string, string>>(csv.bytes.toString('utf8').slice(1), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.map((row) => row['Name'])).toEqual(['Run 3', 'Run 2', 'Run 1']);
  const markdown = await save('Table as Markdown…');
  expect(markdown.name).toBe('runs.md');
  expect(
    markdown.bytes
      .toString('utf8')
      .split('\n')
      .slice(2, 5)
      .every((line) => /^\| .*Run [123] /.test(line)),
  ).toBe(true);
});
