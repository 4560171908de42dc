// Files that are no CSV in a real browser on a real host: each offers what its format leaves open, and is imported as it is shown.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { npyFloats, npyTexts, npzArchive } from '../../support/npy.ts';
import { launchBrowser } from '../../support/pictures.ts';
import { styled, workbook } from '../../support/xlsx.ts';

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
/** What is offered about how a file is read. */
const offered = () =>
  page.locator('section, article', { hasText: 'How it is read' }).first().locator('label').allInnerTexts();

async function drop(name: string, content: Uint8Array | string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], file));
      return data;
    },
    [name, Buffer.from(content).toString('base64')] as const,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await page.getByRole('heading', { level: 1, name: `Import “${name}”` }).waitFor();
}

const counted = Array.from({ length: 240 }, (_, i) => i);

it('a .json file with rows is data, not an experiment: a series of the objects within', async () => {
  const rows = counted.map((i) => ({ at: new Date(Date.UTC(2024, 0, 1, i)).toISOString(), air: { temp: i % 24 } }));
  await drop('air.json', JSON.stringify(rows));
  await expect.poll(() => sentence().innerText()).toMatch(/^Predict the next air\.temp from /);
  expect(await offered()).toEqual(['Encoding', 'Decimal sign', 'Thousands', 'Words for missing values']);
  await page.getByText('a row every 1 hour').waitFor();
  expect(await violations(page)).toEqual([]);
  await button('Only keep the data').click();
  await page.getByRole('article', { name: 'air' }).getByRole('rowheader', { name: 'air.temp' }).waitFor();
});

it('a sheet of a workbook, and another one', async () => {
  const weather = counted.map((i) => [styled(45_292 + i / 24, 2), i % 24]);
  const sheets = {
    Weather: [['From the roof'], ['time', 'temp'], [null, '°C'], ...weather],
    Plan: [
      ['a', 'b'],
      [1, 2],
      [3, 4],
    ],
  };
  await drop('roof.xlsx', workbook(sheets));
  await expect.poll(() => field('Unit of temp').inputValue()).toBe('°C');
  expect(await field('Sheet').inputValue()).toBe('Weather');
  expect(await field('Lines to skip').inputValue()).toBe('1');
  expect(await offered()).not.toContain('Delimiter');
  expect(await violations(page)).toEqual([]);
  await field('Lines to skip').fill('0');
  await field('Sheet').selectOption('Plan');
  await page.getByRole('columnheader', { name: 'b' }).waitFor();
  await field('Sheet').selectOption('Weather');
  await expect.poll(() => field('Unit of temp').inputValue()).toBe('°C');
  await button('Only keep the data').click();
  await page.getByRole('article', { name: 'roof' }).getByText('°C').first().waitFor();
});

it('arrays of one length, with what is left out', async () => {
  const text = npyTexts(
    counted.map((i) => `said ${i % 7} and more`),
    20,
  );
  const label = npyTexts(
    counted.map((i) => (i % 2 === 0 ? 'yes' : 'no')),
    3,
  );
  await drop('said.npz', npzArchive({ short: npyFloats([1, 2]), text, label, images: npyFloats([1, 2], '1, 1, 2') }));
  await expect.poll(() => sentence().innerText()).toBe('Tell label from text.');
  expect(await field('Arrays').inputValue()).toBe('text, label');
  await page.getByText('“images” is left out: it has 3 dimensions').waitFor();
  await button('Only keep the data').click();
  await page.getByRole('article', { name: 'said' }).waitFor();
});

it('a broken line is named', async () => {
  await drop('broken.jsonl', '{"a": 1}\n{"a": 2\n');
  await page.getByText('broken.jsonl, line 2: the JSON breaks off.').waitFor();
});

it('had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
