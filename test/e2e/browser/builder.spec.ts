// The model builder in a real browser: layers are added by mouse and by keyboard, and every edit is undone.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openModel as openTemplate } from '../../support/model-page.ts';
import { readJsonText, writeJsonText } from '../../support/json-text.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const openModel = (template: string): Promise<Page> => openTemplate(browser, template, complaints);

const card = (page: Page, id: string): Locator => page.locator(`.svelte-flow__node[data-id="${id}"]`);
/** In any order: the labels stand in the order in which they were drawn. */
const shapes = async (page: Page): Promise<string[]> => (await page.locator('.flow-label').allInnerTexts()).toSorted();
const total = (page: Page): Promise<string> => page.locator('section footer b').first().innerText();

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags a layer from the palette and keeps the button down. */
async function dragLayer(page: Page, type: string, to: { x: number; y: number }): Promise<void> {
  const from = await middleOf(
    page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: type, exact: true }),
  );
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
}

const first = ['(500)', '(500, 128)', '(494, 32)', '(98, 32)', '(92, 32)', '(32)'].toSorted();

it('a layer is dragged onto an edge: the shapes behind it are shown before the drop, and undo takes it back', async () => {
  const page = await openModel('imdb-conv1d');
  expect(await shapes(page)).toEqual(first);
  await dragLayer(page, 'AveragePooling1D', await middleOf(page.locator('.flow-label').nth(2)));
  // Before the drop: half as many steps from here on.
  await expect
    .poll(() => shapes(page))
    .toEqual(['(500)', '(500, 128)', '(494, 32)', '(49, 32)', '(43, 32)', '(32)'].toSorted());
  await page.mouse.up();
  await card(page, 'average_pooling1d').waitFor();
  await expect.poll(() => shapes(page)).toHaveLength(7);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shapes(page)).toEqual(first);
  await page.getByRole('button', { name: 'Redo' }).click();
  await card(page, 'average_pooling1d').waitFor();
  await page.context().close();
});

it('an edge that cannot take a layer is red and says why', async () => {
  const page = await openModel('imdb-conv1d');
  await dragLayer(page, 'Conv1D', await middleOf(page.locator('.flow-label').nth(5)));
  await page.locator('.flow-line.refused').waitFor({ state: 'attached' });
  expect(await page.locator('.ghost').innerText()).toMatch(/Conv1D.*\[steps, features\]/s);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await shapes(page)).toEqual(first);
  await page.context().close();
});

it('by keyboard alone: walk, add behind, mute, delete with the chain healed, and undo all of it', async () => {
  const page = await openModel('imdb-conv1d');
  await card(page, 'input').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const focused = (): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['id']);
  await expect.poll(focused).toBe('conv1d_1');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.type('dropout .2');
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'rate' });
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await card(page, 'dropout').getAttribute('aria-label')).toMatch(/0\.2.*after “conv1d_1”/);
  // A value that cannot be is refused with the reason; the last good one is kept.
  await page.keyboard.type('2');
  await page.getByText('Dropout “dropout” has rate 2; it must be below 1.').waitFor();
  await field.fill('0.05');
  await expect.poll(() => card(page, 'dropout').getAttribute('aria-label')).toMatch(/0\.05/);
  expect(await field.inputValue()).toBe('0.05');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('dropout');
  await page.keyboard.press('m');
  await page.locator('.card.muted').waitFor();
  await page.keyboard.press('Delete');
  await card(page, 'dropout').waitFor({ state: 'detached' });
  await expect.poll(() => shapes(page)).toEqual(first);
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(await total(page)).toBe('1,315,937');
  await page.context().close();
});

it('a card that was moved stays where it was put, and its move is one step', async () => {
  const page = await openModel('imdb-conv1d');
  const from = await middleOf(card(page, 'dense'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 150, from.y + 20, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await middleOf(card(page, 'dense'))).x - from.x)).toBeGreaterThan(120);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await middleOf(card(page, 'dense'))).x)).toBe(Math.round(from.x));
  await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.context().close();
});

it('the missing sigmoid is named and fixed by one click, which is undone', async () => {
  const page = await openModel('imdb-conv1d');
  await card(page, 'dense').click();
  const activation = page.getByRole('combobox', { name: 'activation' });
  await activation.selectOption('linear');
  await page
    .getByText(/No sigmoid, but the loss wants a probability/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Set activation of dense to “sigmoid”' }).click();
  await expect.poll(() => page.getByText(/No sigmoid/).count()).toBe(0);
  expect(await activation.inputValue()).toBe('sigmoid');
  await page.keyboard.press('Control+z');
  await page
    .getByText(/No sigmoid, but the loss wants a probability/)
    .first()
    .waitFor();
  expect(await activation.inputValue()).toBe('linear');
  await page.context().close();
});

it('an analysis is saved as one file, which shows the same without the program', async () => {
  const page = await openModel('imdb-conv1d');
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('cell', { name: '41 words' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as HTML' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Analysis of .+\.html$/);
  const html = readFileSync(await download.path(), 'utf8');
  const saved = await page.context().newPage();
  const asked: string[] = [];
  saved.on('request', (request) => asked.push(request.url()));
  await saved.setContent(html);
  expect(await saved.getByRole('cell', { name: '41 words' }).count()).toBe(1);
  expect((await saved.getByRole('img').boundingBox())?.height).toBeGreaterThan(400);
  expect(asked).toEqual([]);
  await page.context().close();
});

it('of a large model only what is in sight is in the page, and keys lead to every layer', async () => {
  const page = await openModel('weather-gru');
  const layers = Array.from({ length: 120 }, (_, i) => ({ id: `drop${i}`, type: 'Dropout', config: { rate: 0.1 } }));
  const chain = ['input', ...layers.map(({ id }) => id), 'gru', 'dense'];
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const { model, ...rest } = JSON.parse(await readJsonText(page)) as { model: { nodes: { id: string }[] } };
  const edges = chain.slice(1).map((to, i) => ({ from: chain[i], to }));
  await writeJsonText(page, JSON.stringify({ ...rest, model: { nodes: [...model.nodes, ...layers], edges } }));
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await card(page, 'input').waitFor();
  expect(await page.locator('.svelte-flow__node').count()).toBeLessThan(40);
  const focused = (): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['id']);
  await card(page, 'input').focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('drop0');
  await page.keyboard.press('End');
  await expect.poll(focused).toBe('drop119');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('gru');
  // Out of sight, the layer's keys still work, and lead back to it.
  const { x, y } = await middleOf(card(page, 'gru'));
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -2000);
  await card(page, 'gru').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe('drop119');
  await page.context().close();
});

it('nothing was complained about', () => expect(complaints).toEqual([]));
