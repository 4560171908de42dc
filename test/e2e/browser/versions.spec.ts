// The history of a model, its named versions and their difference, in a real browser on a real host.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openModelAt, serveHome } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();

async function setFilters(page: Page, layer: string, filters: string): Promise<void> {
  await page.locator(`.svelte-flow__node[data-id="${layer}"]`).click();
  await tab(page, 'Layer');
  const field = page.getByRole('tabpanel').getByLabel('filters', { exact: true });
  await field.fill(filters);
  await field.blur();
}

it('a version is saved, compared on the graph, gone back to, and nothing is lost', async () => {
  const host = await serveHome();
  const page = await openModelAt(host, browser, 'template/weather-conv1d', complaints);
  await setFilters(page, 'conv1d_1', '64');
  await tab(page, 'History');
  await page.getByRole('button', { name: 'Save a version…' }).click();
  await page.getByLabel('Name of the version').fill('wider');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel').getByText('wider', { exact: true }).waitFor();

  await setFilters(page, 'conv1d_1', '16');
  await page.locator('.svelte-flow__node[data-id="max_pooling1d"]').click();
  await page.keyboard.press('Delete');
  await tab(page, 'History');
  await page.getByRole('button', { name: 'More about “wider”' }).click();
  await page.getByRole('menuitem', { name: 'Show difference' }).click();
  const dialog = page.getByRole('dialog', { name: 'Difference of the models' });
  await dialog.getByText('Version “wider” → On the canvas').waitFor();
  await dialog.getByRole('img', { name: /^What is different from Version “wider” to On the canvas/ }).waitFor();
  const list = dialog.getByRole('region', { name: 'Difference as a list' });
  expect((await list.getByRole('listitem').first().innerText()).replace(/\s+/g, ' ')).toMatch(
    /Conv1D .*changed.*filters 64 → 16/,
  );
  await list.getByText('removed').waitFor();
  await list.getByText('Inputs from elsewhere').waitFor();
  await dialog.getByRole('button', { name: 'Swap from and to' }).click();
  await list.getByText('added').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Go back to “wider”' }).click();
  const steps = page.getByRole('listbox', { name: 'Steps' });
  const current = steps.getByRole('option', { selected: true });
  await current.getByText('Go back to the version “wider”').waitFor();
  await page.locator('.svelte-flow__node[data-id="conv1d_1"]').getByText('64 filters').waitFor();
  // In the smallest window nothing of a step or a version is cut.
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1024, height: 700 });
  const cut = (): Promise<string[]> =>
    page
      .getByRole('tabpanel')
      .evaluate((panel) =>
        [...panel.querySelectorAll<HTMLElement>('.ellipsis, li span')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ innerText }) => innerText),
      );
  await expect.poll(cut).toEqual([]);
  if (size !== null) await page.setViewportSize(size);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.locator('.svelte-flow__node[data-id="conv1d_1"]').getByText('16 filters').waitFor();
  // By the keyboard, to where it began.
  await steps.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await current.getByText('Before the first step').waitFor();
  await page.locator('.svelte-flow__node[data-id="max_pooling1d"]').waitFor();

  // Both are there after a reload.
  await page.reload();
  await tab(page, 'History');
  await page.getByRole('button', { name: 'Go back to “wider”' }).waitFor();
  // Typed one after the other, both values of one field are one step.
  expect(await steps.getByRole('option').count()).toBe(4);
  await page.context().close();
});

it('the browser reported nothing', () => {
  expect(complaints).toEqual([]);
});
