// Groups and pinned runs of the table in a real browser: every row is as high as the table counts on, and the keyboard reaches all.
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

const rows = () => page.locator('tr[data-row]');
const expanded = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-expanded') ?? null);

beforeAll(async () => {
  addHistory(home.path, { runs: 300, series: 4, points: 5, settings: 12, seed: 2 });
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await page.getByRole('link', { name: 'Run 300' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('groups by a setting; rows of groups are one line as well', async () => {
  await page.getByRole('link', { name: 'Run 298' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Pin on top' }).click();
  await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Batch size' });
  await page.locator('tr.group').first().waitFor();
  expect(await rows().first().getAttribute('class')).toContain('pinned');
  const heights = await rows().evaluateAll((all) => all.map((row) => Math.round(row.getBoundingClientRect().height)));
  expect(new Set(heights)).toEqual(new Set([27]));
  expect(await violations(page)).toEqual([]);
});

it('pinned rows stay under the head while the others scroll, and what the keyboard reaches is not behind them', async () => {
  const frame = page.getByRole('group', { name: 'Runs', exact: true });
  const top = (row: string): Promise<number> =>
    page.locator(row).evaluate((element) => {
      const head = element.closest('table')?.tHead?.getBoundingClientRect().bottom ?? 0;
      return Math.abs(Math.round(element.getBoundingClientRect().top - head));
    });
  const height = await frame.evaluate((element) => element.scrollHeight);
  const count = Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
  expect(Math.floor((height - 32) / 27)).toBe(count);
  await page.getByRole('link', { name: 'Run 298' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('A');
  expect(await frame.evaluate((element) => element.scrollTop)).toBeGreaterThan(1000);
  expect(await top('tr.pinned')).toBe(0);
  expect(await frame.evaluate((element) => element.scrollHeight)).toBe(height);
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowUp');
  expect(await top('tr:focus-within')).toBeGreaterThanOrEqual(27);
  await page.keyboard.press('Home');
  await expect.poll(() => top('tr:focus-within')).toBe(0);
});

it('is walked, folded and unfolded by keyboard', async () => {
  await page.getByRole('link', { name: 'Run 298' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await expanded()).toBe('true');
  const before = await page.getByRole('table').getAttribute('aria-rowcount');
  await page.keyboard.press('ArrowLeft');
  expect(await expanded()).toBe('false');
  expect(Number(await page.getByRole('table').getAttribute('aria-rowcount'))).toBeLessThan(Number(before));
  // The next row is the next group.
  await page.keyboard.press('ArrowDown');
  expect(await expanded()).toBe('true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  expect(await expanded()).toBe('true');
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(before);
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('A');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(expanded).toBe('true');
});

it('a column is moved by dragging its head, taken back by Escape, and moved by keyboard', async () => {
  const heads = (): Promise<string[]> =>
    page.locator('thead th[scope=col]').evaluateAll((all) => all.map((head) => head.textContent.trim()));
  const middle = async (name: string): Promise<{ x: number; y: number }> => {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  const before = await heads();
  const sorted = await page.locator('th[aria-sort]').textContent();
  const drag = async (name: string, to: string): Promise<void> => {
    const [start, end] = [await middle(name), await middle(to)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x + 12, end.y, { steps: 12 });
  };
  const moved = (name: string, to: string): string[] => {
    const rest = before.filter((one) => one !== name);
    return rest.toSpliced(before.indexOf(to), 0, name);
  };
  await drag('Epochs', 'Tags');
  expect(await heads()).toEqual(moved('Epochs', 'Tags'));
  await page.mouse.up();
  expect(await heads()).toEqual(moved('Epochs', 'Tags'));
  // It is moved, not sorted by.
  expect(await page.locator('th[aria-sort]').textContent()).toBe(sorted);
  await page.getByRole('button', { name: 'Epochs', exact: true }).focus();
  while ((await heads()).indexOf('Epochs') > before.indexOf('Epochs'))
    await page.keyboard.press('Control+Shift+ArrowLeft');
  expect(await heads()).toEqual(before);
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Epochs');
  await drag('Epochs', 'Started');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await heads()).toEqual(before);
});
