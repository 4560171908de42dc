// A report of real runs: made from the comparison, changed, found again after a reload, saved, and its file opened by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory } from '../../support/made-up-history.ts';
import { launchBrowser } from '../../support/pictures.ts';

const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  addHistory(home.path, { runs: 4, series: 4, points: 20, settings: 6, seed: 3 });
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await page.getByRole('link', { name: 'Run 4' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('is made from the comparison, kept, saved, and readable by itself', async () => {
  for (const name of ['Run 4', 'Run 3'])
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await page
    .getByRole('link', { name: 'Compare' })
    .or(page.getByRole('button', { name: 'Compare' }))
    .last()
    .click();
  await page.getByRole('button', { name: 'Add to report' }).click();
  await page.getByRole('menuitem', { name: 'New report' }).click();
  await page.getByRole('region', { name: 'Chart, block 2' }).locator('canvas').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text' }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('## What came of it\n\n<b>Run 4</b> is **better**.');
  for (let place = 5; place > 1; place--) await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('region', { name: 'Text, block 1' }).waitFor();
  await page.getByText('· saved').waitFor();
  expect(await violations(page)).toEqual([]);

  await page.reload();
  const text = page.getByRole('region', { name: 'Text, block 1' });
  await text.getByRole('heading', { name: 'What came of it' }).waitFor();
  await page.getByRole('img', { name: /^val_.* of 2 runs/ }).waitFor();
  // A dotted number of the chart's table, which is to stand in the file too.
  const table = page.getByRole('region', { name: /^Table of runs/ });
  const best = /(\d\.\d{4})/.exec(await table.innerText())?.[1] ?? '';
  expect(best).not.toBe('');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as HTML' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('New report.html');
  const path = join(home.path, 'report.html');
  await download.saveAs(path);
  const html = readFileSync(path, 'utf8');
  expect(html).not.toMatch(/<script|<link|src=|url\((?!#)|<b>/i);

  const reader = await browser.newContext({ colorScheme: 'dark', javaScriptEnabled: false });
  const file = await reader.newPage();
  const asked: string[] = [];
  file.on('request', (request) => asked.push(request.url()));
  await file.goto(`file://${path}`);
  expect(asked).toEqual([`file://${path}`]);
  expect(await file.getByRole('heading', { name: 'What came of it' }).count()).toBe(1);
  expect(await file.getByText('<b>Run 4</b> is better.').count()).toBe(1);
  expect(await file.locator('figure svg path').count()).toBeGreaterThan(4);
  expect(await file.locator('section table').first().innerText()).toContain(best);
  await file.locator('summary').first().click();
  expect(await file.locator('details[open] tbody tr').count()).toBe(20);
  expect(await file.locator('figure').innerText()).toContain(best);
  await reader.close();
});
