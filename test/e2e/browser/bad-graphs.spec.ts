// A file with each kind of bad graph in the window: the canvas says what is wrong at the layer.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badGraphExperiment, badGraphs } from '../../support/bad-graphs.ts';
import { writeJsonText } from '../../support/json-text.ts';
import { openModel } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The page writes “…” where the command line writes "…". */
const straight = (text: string | null): string => text?.replaceAll(/[“”]/g, '"') ?? '';

it('each kind is said at its layer, and where problems are listed', async () => {
  const complaints: string[] = [];
  const page = await openModel(browser, 'weather-conv1d', complaints);
  for (const [kind, bad] of Object.entries(badGraphs)) {
    await page.getByRole('button', { name: 'Edit as JSON' }).click();
    await writeJsonText(page, JSON.stringify(badGraphExperiment(kind, bad)));
    await page.getByRole('button', { name: 'Back to the form' }).click();
    const panel = page.getByRole('complementary', { name: 'Details of the model' });
    await expect.poll(async () => straight(await panel.innerText()), { message: kind }).toMatch(bad.says);
    const card = page.locator(`.svelte-flow__node[data-id="${bad.layer}"]`);
    await card.waitFor();
    await expect.poll(async () => straight(await card.getAttribute('aria-label')), { message: kind }).toMatch(bad.says);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});
