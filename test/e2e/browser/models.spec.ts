// Models as things, in a real browser on a real host: renamed, duplicated, deleted and restored, and started from data.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServedWorkbench } from '../../support/browser-host.ts';
import { openModelAt, serveHome } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;
let host: ServedWorkbench;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const card = (name: string | RegExp) => page.getByRole('link', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const toModels = (): Promise<void> => page.getByRole('link', { name: 'Models', exact: true }).first().click();

async function rename(to: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Name of the model' });
  await field.waitFor();
  await field.fill(to);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

it('a model is duplicated, renamed, deleted and restored with its edits; then one is started from data', async () => {
  host = await serveHome();
  page = await openModelAt(host, browser, 'template/imdb-conv1d', complaints);

  // A template's copy is the user's own; it is opened from the message.
  await toModels();
  await page.getByRole('button', { name: 'Actions for “IMDB · Conv1D”' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await card(/^IMDB · Conv1D \(copy\)/).waitFor();
  await button('Open').click();
  await page.getByLabel('Epochs', { exact: true }).fill('3');
  await page.getByText('unsaved changes').waitFor();

  // The page that has it open follows a new name, and keeps its edits.
  await page.keyboard.press('F2');
  await rename('Reviews');
  await page.getByRole('heading', { level: 1, name: 'Reviews' }).waitFor();
  expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('3');
  expect(await page.getByText(/saved elsewhere/).count()).toBe(0);

  // By keyboard alone: deleted, and back with its edits and what can be undone.
  await toModels();
  await card(/^Reviews/).focus();
  await page.keyboard.press('Delete');
  await page.getByText('Deleted “Reviews”. Its runs are kept.').waitFor();
  expect(await card(/^Reviews/).count()).toBe(0);
  await page.keyboard.press('Control+z');
  await card(/^Reviews/).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Reviews');
  await page.keyboard.press('F2');
  await rename('Film reviews');
  await card(/^Film reviews/).click();
  await page.getByRole('heading', { level: 1, name: 'Film reviews' }).waitFor();
  expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('3');
  await button('Undo').click();
  await button('Undo').click();
  await button('Undo').click();
  await expect.poll(() => page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('10');

  // From its own page, with the message's button.
  await button('Delete').click();
  await page.getByText('Deleted “Film reviews”. Its runs are kept.').waitFor();
  await button('Undo').click();
  await card(/^Film reviews/).waitFor();

  // From data that ships with Strata.
  await page.getByRole('link', { name: 'Data', exact: true }).first().click();
  await page.getByRole('button', { name: /^Get/ }).first().click();
  await page.getByRole('button', { name: /^Start a model from “/ }).click();
  await page.keyboard.type('humid');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /· humid · GRU$/ }).waitFor();
  await expect.poll(() => button('Train').isEnabled()).toBe(true);
  await page.locator('.svelte-flow__node[data-id="gru"]').waitFor();
  await page.context().close();
  expect(complaints).toEqual([]);
});
