// The table of 2,000 runs in a real browser, by keyboard alone: sorted by a setting, filtered, tagged; and it is still so after a
// reload.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory, madeUpRun } from '../../support/made-up-history.ts';
import { launchBrowser } from '../../support/pictures.ts';

const count = 2000;
const history = { runs: count, series: 4, points: 5, settings: 12, seed: 1 };
const batchSize = (number: number) => madeUpRun(history, number).settings.get('training.batch_size');
const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;

const table = () => page.getByRole('group', { name: 'Runs', exact: true });
const rows = () => table().locator('tbody tr');
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
const note = (text: string) => page.getByText(`· ${text}`, { exact: true });
const filterBox = () => page.getByRole('combobox', { name: 'Filter runs' });

/** Presses a key until what has the focus is as wanted. */
async function pressUntil(key: string, isThere: () => Promise<boolean>, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} leads nowhere: ${await focused()} has the focus.`);
}

const focusedName = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });

/** The texts of a column's cells, in the rows that are in the page. */
async function column(name: string): Promise<string[]> {
  const heads = await table().locator('thead th').allInnerTexts();
  const at = heads.findIndex((text) => text.trim() === name);
  return rows().evaluateAll((all, cell) => all.map((row) => row.children[cell]?.textContent.trim() ?? ''), at);
}

beforeAll(async () => {
  addHistory(home.path, history);
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await table().waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('has all runs, one line each, of which those in sight are in the page', async () => {
  expect(await table().getByRole('table').getAttribute('aria-rowcount')).toBe(String(count + 1));
  expect(await rows().count()).toBeLessThan(120);
  const heights = await rows().evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(new Set(heights.map(Math.round))).toEqual(new Set([27]));
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe(`Run ${count}`);
  await page.keyboard.press('End');
  await expect.poll(focused).toBe('Run 1');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Run 2');
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe(`Run ${count}`);
  expect(await violations(page)).toEqual([]);
});

it('gets a column of a setting by keyboard and is sorted by it', async () => {
  await pressUntil('Shift+Tab', async () => (await focusedName()) === 'Columns');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.waitFor();
  await pressUntil('Tab', async () => (await focusedName()) === 'Find a column');
  await page.keyboard.type('batch_size');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const head = table().getByRole('button', { name: 'batch_size' });
  await pressUntil('Tab', async () => (await focusedName()) === 'batch_size');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await column('batch_size'))[0]).toBe('128');
  expect(await head.locator('xpath=..').getAttribute('aria-sort')).toBe('descending');
  const [name = ''] = await column('Name');
  expect(batchSize(Number(name.replace('Run ', '')))).toBe(128);
});

it('finds by the filter language, with completion', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('val_m');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await list.getByRole('option', { name: 'val_mae' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('< 0.3 and batch_size = 32');
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const fitting = numbers.filter(
    (number) => madeUpRun(history, number).best('val_mae').value < 0.3 && batchSize(number) === 32,
  );
  await note(`${fitting.length} of ${count} runs`).waitFor();
  // What does not parse is said, and what was found stays.
  const filter = await filterBox().inputValue();
  await filterBox().fill(`${filter} and`);
  await page.locator('[id$="-fault"]').waitFor();
  expect(await filterBox().getAttribute('aria-invalid')).toBe('true');
  await note(`${fitting.length} of ${count} runs`).waitFor();
  await filterBox().fill(filter);
  await page.keyboard.press('Escape');
  expect(await violations(page)).toEqual([]);
});

it('tags a range of runs; tag, column and order are still there after a reload', async () => {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await menu.waitFor();
  await pressUntil('ArrowDown', async () => (await focusedName()) === 'Tags…');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Tags of 3 runs' }).waitFor();
  await page.keyboard.type('final');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await column('Tags')).filter((tag) => tag === 'final').length).toBe(3);

  await page.reload();
  await table().waitFor();
  // The filter is still there, too, so that no run of another batch size is.
  await expect.poll(() => filterBox().inputValue()).toMatch(/^val_mae < 0\.3 and batch_size = 32/);
  await expect.poll(async () => (await column('batch_size'))[0]).toBe('32');
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('tag = final');
  await note(`3 of ${count} runs`).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+A');
  await page.getByText('3 selected').waitFor();
});

it('hides archived runs, says so, and shows them', async () => {
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await pressUntil('ArrowDown', async () => (await focusedName()) === 'Archive');
  await page.keyboard.press('Enter');
  await page.getByText('3 archived runs are hidden.').waitFor();
  await page.getByRole('button', { name: 'Show archived' }).click();
  await note(`3 of ${count} runs`).waitFor();
  expect(await filterBox().inputValue()).toBe('tag = final and archived = true');
});
