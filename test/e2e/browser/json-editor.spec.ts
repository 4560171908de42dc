// The JSON of an experiment in a real browser: typed, completed, searched, folded, checked at its lines, undone, in both themes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { jsonField, pasteJson, readJsonText, writeJsonText } from '../../support/json-text.ts';
import { openModel } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The page is closed before its host ends, whether the test passes or not. */
async function openTemplate(): Promise<Page> {
  const page = await openModel(browser, 'weather-conv1d', complaints);
  onTestFinished(() => page.context().close());
  return page;
}

async function openJson(theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await openTemplate();
  await page.emulateMedia({ colorScheme: theme });
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await jsonField(page).waitFor();
  return page;
}

/** Puts the cursor behind a text that is in sight. */
async function goBehind(page: Page, text: string): Promise<void> {
  await jsonField(page).focus();
  await page.keyboard.press('Control+F');
  await page.getByRole('textbox', { name: 'Find' }).fill('');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

const lineOf = (page: Page, text: string) => page.locator('.cm-line', { hasText: text }).first();

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('keys, layers and values are completed from the schema', async () => {
    const page = await openJson(theme);
    await goBehind(page, '"kernel_size": 5');
    await page.keyboard.type(', "dil');
    await page.getByRole('option', { name: /"dilation_rate"/ }).waitFor();
    // In a list's first 75 ms the editor takes Enter for a new line: a person cannot have meant the list.
    const shownAt = await page.evaluate(() => performance.now());
    await page.waitForFunction((start) => performance.now() - start > 100, shownAt);
    await page.keyboard.press('Enter');
    await page.keyboard.type('2, "padding": "');
    await page.getByRole('option', { name: '"causal"' }).waitFor();
    await page.getByRole('option', { name: '"causal"' }).click();
    await expect.poll(() => readJsonText(page)).toMatch(/"dilation_rate": 2, "padding": "causal",/);
  });

  it('a problem is marked at its line, and explained there', async () => {
    const page = await openJson(theme);
    const text = await readJsonText(page);
    await writeJsonText(page, text.replace('"kernel_size": 5', '"kernel_size": 500'));
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('F8');
    await lineOf(page, '"kernel_size": 500').locator('.cm-lintRange-error').first().waitFor();
    await page.locator('.cm-tooltip', { hasText: 'kernel_size' }).waitFor();
    const { color, background } = await lineOf(page, '"strata"').evaluate((line) => ({
      color: getComputedStyle(line).color,
      background: getComputedStyle(line.closest('.cm-editor') ?? line).backgroundColor,
    }));
    expect(color).not.toBe(background);
  });
});

it('undo inside the editor takes the steps of the one history back, also those that were made elsewhere', async () => {
  const page = await openTemplate();
  await page.getByLabel('Epochs', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await goBehind(page, '"batch_size": 128');
  await page.keyboard.press('Backspace');
  await expect.poll(() => readJsonText(page)).toContain('"batch_size": 12,');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => readJsonText(page)).toContain('"batch_size": 128,');
  expect(await readJsonText(page)).toContain('"epochs": 7');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => readJsonText(page)).not.toContain('"epochs": 7');
  await page.getByText('unsaved changes').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Y');
  await page.keyboard.press('Control+Y');
  await expect.poll(() => readJsonText(page)).toContain('"batch_size": 12,');
  expect(await readJsonText(page)).toContain('"epochs": 7');
});

it('text that is no JSON yet is marked where it stops, and undone before any step', async () => {
  const page = await openTemplate();
  await page.getByLabel('Epochs', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await goBehind(page, '"batch_size": 128');
  await page.keyboard.type(' oops');
  await page.getByText('This is not valid JSON').first().waitFor();
  await page.locator('.cm-lintRange-error').first().waitFor();
  // Typed in one go, or in several on a busy machine.
  const fault = page.getByText('This is not valid JSON');
  while ((await fault.count()) > 0) await page.keyboard.press('Control+Z');
  expect(await readJsonText(page)).toContain('"epochs": 7');
});

it('Tab indents, and Escape, then Tab leaves the editor', async () => {
  const page = await openJson();
  await jsonField(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect.poll(() => jsonField(page).evaluate((field) => field.matches(':focus'))).toBe(false);
});

it('a part is folded and unfolded by key', async () => {
  const page = await openJson();
  await goBehind(page, '"preparation": {');
  await page.keyboard.press('Control+Shift+{');
  await page.getByLabel('folded part').first().waitFor();
  await page.keyboard.press('Control+Shift+}');
  await lineOf(page, '"lookback"').waitFor();
});

it('ten million characters are refused with a sentence', async () => {
  const page = await openJson();
  const before = await readJsonText(page);
  await pasteJson(page, `"${'x'.repeat(10_000_000)}"`);
  await page.getByText('Nothing was changed.').waitFor();
  expect(await readJsonText(page)).toBe(before);
});

it('an experiment of 5,000 layers is edited', async () => {
  const page = await openJson();
  const experiment = JSON.parse(await readJsonText(page)) as { model: { nodes: { id: string }[] } };
  const rateOf = (i: number): number => (i === 4999 ? 0.25 : 0.1);
  const layers = Array.from({ length: 5000 }, (_, i) => ({
    id: `drop${i}`,
    type: 'Dropout',
    config: { rate: rateOf(i) },
  }));
  const [input, ...others] = experiment.model.nodes.map(({ id }) => id);
  const chain = [input, ...layers.map(({ id }) => id), ...others];
  const edges = chain.slice(1).map((to, i) => ({ from: chain[i], to }));
  const model = { nodes: [...experiment.model.nodes, ...layers], edges };
  await writeJsonText(page, JSON.stringify({ ...experiment, model }, null, 2));
  await goBehind(page, '"rate": 0.25');
  await page.keyboard.press('Backspace');
  await expect.poll(() => readJsonText(page)).toContain('"rate": 0.2\n');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => readJsonText(page)).toContain('"rate": 0.25\n');
});

it('the browser reported nothing, and nothing broke the policy', () => {
  expect(complaints).toEqual([]);
});
