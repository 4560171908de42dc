// How pages use their room: a wide window is not left half empty, and a dialog's filter is one line.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addMadeUpRun } from '../../support/long-run-home.ts';
import { launchBrowser } from '../../support/pictures.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let runs: readonly RunId[];

beforeAll(async () => {
  runs = [addMadeUpRun(home.path, 8, 3), addMadeUpRun(home.path, 12, 3)];
  expect((await strata(home.path, 'data', 'get', 'weather')).code).toBe(0);
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  const page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#${path}${path.includes('?') ? '&' : '?'}${token}`);
  await page.locator('header h1').waitFor();
  await page.locator('div.place[aria-hidden=true]').first().waitFor({ state: 'detached' });
  return page;
}

/** How far to the right words, pictures and fields reach below the page's top, as a share of the page's width. */
function reach(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main')!;
    const { left, width } = main.getBoundingClientRect();
    let right = left;
    const see = (box: DOMRect): void => {
      if (box.width > 0) right = Math.max(right, box.right);
    };
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      if (node.parentElement?.closest('header, .visually-hidden') !== null) continue;
      if (node instanceof Element) {
        if (node.matches('canvas, svg, input, select, textarea, button')) see(node.getBoundingClientRect());
      } else if (node.textContent?.trim() !== '') {
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) see(box);
      }
    }
    return (right - left) / width;
  });
}

it.each<[string, (ids: readonly RunId[]) => string]>([
  ['models', () => '/models'],
  ['a model', () => '/models/template/weather-gru'],
  ['data', () => '/data'],
  ['runs', () => '/runs'],
  ['a run', ([first]) => `/runs/${first ?? ''}`],
  ['a comparison', (ids) => `/compare?runs=${ids.join(',')}`],
  ['settings', () => '/settings'],
])('%s fills a window of 1920 pixels', async (_, path) => {
  const page = await open(path(runs));
  await expect.poll(() => reach(page)).toBeGreaterThan(0.7);
  await page.context().close();
});

it('the filter of the runs to add is one line high', async () => {
  const page = await open(`/compare?runs=${runs.join(',')}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a run' });
  const { height, width } = (await dialog.getByRole('searchbox').boundingBox())!;
  expect(height).toBeLessThan(48);
  expect(width).toBeGreaterThan(200);
  const frame = await dialog.getByRole('searchbox').locator('xpath=ancestor::div[2]').boundingBox();
  expect(frame!.height).toBeLessThan(48);
  await page.context().close();
});
