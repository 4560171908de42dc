// A file of one's own in a real browser on a real host: chosen or dropped, looked at, changed, imported; a model is proposed for
// it, which passes its check. Nothing is left of a file that a person leaves.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';
import { stationFile } from '../../support/station-file.ts';
import { BrowserStory } from '../browser-story.ts';
import { tellImports } from '../import-story.ts';

tellImports('the browser', new BrowserStory());

const complaints: string[] = [];
const home = temporaryHome();
let browser: Browser;
let host: ServedWorkbench;
let page: Page;

beforeAll(async () => {
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/data?${token}`);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });
const sentence = () => page.locator('main p', { hasText: /^\s*(Predict|Tell)/ });

async function choose(name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Import a file…').click()]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('heading', { level: 1, name: `Import “${name}”` }).waitFor();
}

/** What the host has of files that were sent. */
function sentFiles(): string[] {
  return readdirSync(join(home.path, 'sent'));
}

it('a semicolon file with decimal commas and a preamble becomes a series with a model that can be trained', async () => {
  await choose('station.csv', stationFile());
  await sentence().waitFor();
  expect(await field('Delimiter').inputValue()).toBe(';');
  expect(await field('Decimal sign').inputValue()).toBe(',');
  expect(await field('Encoding').inputValue()).toBe('windows-1252');
  expect(await field('Header').inputValue()).toBe('yes');
  expect(await field('Row of units').inputValue()).toBe('yes');
  expect(await field('Time column').inputValue()).toBe('Zeit');
  expect(await field('Unit of Temperatur').inputValue()).toBe('°C');
  await page.getByText('a row every 1 hour').waitFor();
  await expect
    .poll(() => sentence().innerText())
    .toBe('Predict Temperatur, 24 rows (1 day) ahead, from 5 days of 3 columns.');

  expect(await violations(page)).toEqual([]);

  // -9999 becomes a missing cell, which is counted.
  await button('Take it for missing: -9999').click();
  await page.getByRole('button', { name: '“-9999” is a value' }).waitFor();
  await expect.poll(() => page.getByRole('row', { name: /^Missing/ }).innerText()).toMatch(/\b5\b/);
  await field('3 steps have no row, the first after 30.01.2023 03:00.').selectOption('line');
  await field('Title').fill('Grünwald');
  await field('Rows ahead').fill('12');
  await field('Predict').selectOption('Feuchte');
  await expect.poll(() => sentence().innerText()).toMatch(/^Predict Feuchte, 12 rows \(12 hours\) ahead/);
  expect(await violations(page)).toEqual([]);

  await button('Create the model').click();
  await page.getByRole('heading', { level: 1, name: 'Grünwald · Feuchte · GRU' }).waitFor();
  await page.getByText('“Grünwald” was imported.').waitFor();
  await page.locator('.svelte-flow__node[data-id="gru"]').waitFor();
  await expect.poll(() => button('Train').isEnabled()).toBe(true);
  expect(sentFiles()).toEqual([]);
  await page.goBack();
  const card = page.getByRole('article', { name: 'Grünwald' });
  await card.getByText('hPa').waitFor();
});

it('a file that is read wrongly is read again as it is chosen', async () => {
  await choose('semi.txt', Buffer.from('a|b|c\n1|2|x\n2|4|y\n3|7|x\n4|8|y\n'));
  await field('Delimiter').selectOption(',');
  await expect.poll(() => page.getByRole('table').getByRole('columnheader').count()).toBe(1);
  await button('As found').click();
  await expect.poll(() => field('Delimiter').inputValue()).toBe('|');
  await field('Header').selectOption('no');
  await page.getByRole('columnheader', { name: 'column 1' }).waitFor();
  expect(sentFiles()).toHaveLength(1);
  await page.getByRole('link', { name: 'Data', exact: true }).first().click();
  await expect.poll(sentFiles).toEqual([]);
});

it('had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
