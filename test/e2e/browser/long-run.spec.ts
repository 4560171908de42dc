// A run of 10,000 epochs in a real browser: its page is as small as that of a short one, every epoch can be reached, and what is
// said under the pointer is what is stored.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addMadeUpRun, madeUpValue } from '../../support/long-run-home.ts';
import { launchBrowser } from '../../support/pictures.ts';

const epochs = 10_000;
const spike = 8322;
/** More than a page has points of; the dip is one epoch. */
const manyEpochs = 60_000;
const dip = 30_011;
const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let short: RunId;
let long: RunId;
let veryLong: RunId;

async function openRun(id: RunId): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  const page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs/${id}?${token}`);
  await page.getByRole('group', { name: 'Epochs' }).waitFor();
  return page;
}

const nodeCount = (page: Page): Promise<number> => page.locator('*').count();
const table = (page: Page) => page.getByRole('group', { name: 'Epochs' });
const figures = (epoch: number): string[] =>
  ['loss', 'mae', 'val_loss', 'val_mae'].map((metric) => madeUpValue(metric, epoch, spike).toFixed(4));

beforeAll(async () => {
  short = addMadeUpRun(home.path, 8, 3);
  long = addMadeUpRun(home.path, epochs, spike);
  veryLong = addMadeUpRun(home.path, manyEpochs, -dip);
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('has about as many nodes as a short run, and says how many rows there are', async () => {
  const [shortPage, longPage] = [await openRun(short), await openRun(long)];
  const most = (await nodeCount(shortPage)) + 1500;
  expect(await nodeCount(longPage)).toBeLessThan(most);
  expect(await table(longPage).getByRole('table').getAttribute('aria-rowcount')).toBe(String(epochs + 1));
  await table(longPage).focus();
  await longPage.keyboard.press('End');
  const last = table(longPage).locator(`tr[aria-rowindex="${epochs + 1}"]`);
  await last.waitFor();
  for (const figure of figures(epochs)) expect(await last.innerText()).toContain(figure);
  expect(await nodeCount(longPage)).toBeLessThan(most);
});

it('names a step and its stored values wherever it is pointed at, and a spike of one epoch can be read', async () => {
  const page = await openRun(long);
  const card = page.getByRole('region', { name: 'loss', exact: true });
  const canvas = card.locator('canvas');
  const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
  const key = card.getByRole('list');
  const read = new Set<number>();
  // Along the middle from end to end, and at the height of the spike's tip through the fifth in which it is.
  for (const { y, from, to, by } of [
    { y: height / 2, from: 80, to: width - 80, by: 23 },
    { y: 40, from: width * 0.65, to: width * 0.85, by: 2 },
  ]) {
    for (let x = from; x < to; x += by) {
      await canvas.hover({ position: { x, y } });
      const text = (await key.innerText()).replaceAll(',', '');
      const epoch = Number(/epoch (\d+)/.exec(text)?.[1]);
      read.add(epoch);
      const [loss = '', , valLoss = ''] = figures(epoch);
      expect(text).toContain(loss);
      expect(text).toContain(valLoss);
    }
  }
  expect(read).toContain(spike);
  expect(read.size).toBeGreaterThan(30);
});

it('of a run of which some points are drawn, the best of one epoch is ringed, told and found in the table', async () => {
  const page = await openRun(veryLong);
  const rows = await table(page).getByRole('table').getAttribute('aria-rowcount');
  expect(rows).toBe(String(manyEpochs + 1));
  const best = madeUpValue('val_loss', dip, -dip);
  const card = page.getByRole('region', { name: 'loss', exact: true });
  expect(await card.getByRole('img').getAttribute('aria-label')).toContain(`best ${best.toFixed(4)}`);

  // In the table, which reads the rows that are in sight.
  await table(page).evaluate((frame, place) => (frame.scrollTop = place * 32 - 100), dip);
  const row = table(page).locator(`tr[aria-rowindex="${dip + 1}"]`);
  await row.getByText(best.toFixed(4), { exact: false }).first().waitFor();
  const text = await row.innerText();
  expect(text.replaceAll(',', '')).toContain(String(dip));
  for (const metric of ['loss', 'mae', 'val_loss', 'val_mae'])
    expect(text).toContain(madeUpValue(metric, dip, -dip).toFixed(4));
  expect(text).toContain('best');
  for (const index of [1, Math.floor(manyEpochs / 3), manyEpochs]) {
    await table(page).evaluate((frame, place) => (frame.scrollTop = place * 32 - 100), index);
    const other = table(page).locator(`tr[aria-rowindex="${index + 1}"]`);
    for (const metric of ['loss', 'val_mae'])
      await other
        .getByText(madeUpValue(metric, index, -dip).toFixed(4))
        .first()
        .waitFor();
  }

  // Under the pointer, at the height of the lowest point.
  const canvas = card.locator('canvas');
  const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
  const key = card.getByRole('list');
  const read = new Set<number>();
  for (let x = width * 0.4; x < width * 0.6; x += 2) {
    await canvas.hover({ position: { x, y: height - 60 } });
    await expect.poll(() => key.innerText()).not.toContain('…');
    const told = (await key.innerText()).replaceAll(',', '');
    const epoch = Number(/epoch (\d+)/.exec(told)?.[1]);
    read.add(epoch);
    for (const metric of ['loss', 'val_loss']) expect(told).toContain(madeUpValue(metric, epoch, -dip).toFixed(4));
  }
  expect(read).toContain(dip);

  // All that is stored is saved.
  await card.getByRole('button', { name: 'Save' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /CSV/ }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(manyEpochs + 1);
  expect(lines[dip]?.split(',').map(Number)).toEqual([
    dip,
    ...['loss', 'val_loss'].map((metric) => madeUpValue(metric, dip, -dip)),
  ]);
});
