// Notes and guides on the canvas in a real browser: typed, moved, copied, deleted and undone; dragged cards that are aligned.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { card, choose, drag, focused, middleOf, modelOf, selected } from '../../support/canvas-page.ts';
import { openModel } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Text of the note' });
const notes = (page: Page): Locator => page.locator('.svelte-flow__node-note');
const lines = (page: Page): Locator => page.locator('.svelte-flow__viewport-back line');

/** A point of the empty canvas. */
async function emptyPlace(page: Page): Promise<{ x: number; y: number }> {
  const { x, y } = await middleOf(card(page, 'embedding'));
  return { x: x + 300, y };
}

async function openCanvasMenu(page: Page): Promise<void> {
  const { x, y } = await emptyPlace(page);
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menu', { name: 'Graph menu' }).waitFor();
}

async function addNote(page: Page, text: string): Promise<void> {
  await openCanvasMenu(page);
  await choose(page, 'Add a note');
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
}

it('a note is added at the pointer, typed with line breaks, changed and undone in steps', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await openCanvasMenu(page);
  expect(await violations(page)).toEqual([]);
  await choose(page, 'Add a note');
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('Why <b>two</b>');
  await page.keyboard.press('Enter');
  await page.keyboard.type('convolutions?');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('note:note');
  expect(await notes(page).getAttribute('aria-label')).toBe('Note: Why <b>two</b>\nconvolutions?');
  expect(await notes(page).innerText()).toBe('Why <b>two</b>\nconvolutions?');
  expect(await notes(page).locator('b').count()).toBe(0);
  const box = await notes(page).boundingBox();
  const at = await emptyPlace(page);
  expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - at.x)).toBeLessThan(2);
  expect(Math.abs((box?.y ?? 0) - at.y)).toBeLessThan(2);
  expect(await violations(page)).toEqual([]);
  // It is not a layer.
  expect(await notes(page).locator('.svelte-flow__handle').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' Yes.');
  await page.keyboard.press('Tab');
  await field(page).waitFor({ state: 'detached' });
  expect((await modelOf(page)).notes?.map(({ text }) => text)).toEqual(['Why <b>two</b>\nconvolutions? Yes.']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => notes(page).innerText()).toBe('Why <b>two</b>\nconvolutions?');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => notes(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => notes(page).innerText()).toBe('Why <b>two</b>\nconvolutions?');
  await page.context().close();
});

it('an empty note goes when typing ends, and leaves no step', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await card(page, 'conv1d_1').focus();
  await page.keyboard.press('n');
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  const [beside, own] = [await notes(page).boundingBox(), await card(page, 'conv1d_1').boundingBox()];
  expect(beside?.y).toBe(own?.y);
  expect(beside?.x).toBeGreaterThan((own?.x ?? 0) + (own?.width ?? 0));
  await page.keyboard.press('Escape');
  await expect.poll(() => notes(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  // The keyboard is on the canvas still.
  await expect.poll(() => focused(page)).toBe('conv1d_1');
  await page.keyboard.press('n');
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  const { x, y } = await middleOf(card(page, 'conv1d_2'));
  await page.mouse.click(x, y);
  await expect.poll(() => notes(page).count()).toBe(0);
  expect(await selected(page)).toEqual(['conv1d_2']);
  await page.context().close();
});

it('a note is moved by key and by pointer, and copied, duplicated, cut and deleted with layers', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await addNote(page, 'Remember');
  await expect.poll(() => focused(page)).toBe('note:note');
  const before = (await modelOf(page)).notes?.[0]?.at ?? [0, 0];
  await notes(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  expect((await modelOf(page)).notes?.[0]?.at).toEqual([before[0] + 24, before[1]]);
  const from = await middleOf(notes(page));
  await page.keyboard.down('Alt');
  await drag(page, from, { x: from.x + 60, y: from.y + 40 });
  await page.keyboard.up('Alt');
  expect((await modelOf(page)).notes?.[0]?.at[0]).toBeGreaterThan(before[0] + 70);
  for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Undo' }).click();
  expect((await modelOf(page)).notes?.[0]?.at).toEqual(before);
  // With a layer.
  await card(page, 'conv1d_1').click();
  await notes(page).click({ modifiers: ['Control'] });
  expect((await selected(page)).toSorted()).toEqual(['conv1d_1', 'note:note']);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect.poll(() => notes(page).count()).toBe(2);
  const pasted = await modelOf(page);
  expect(pasted.notes?.map(({ id, text }) => [id, text])).toEqual([
    ['note', 'Remember'],
    ['note_1', 'Remember'],
  ]);
  expect(pasted.nodes.map(({ id }) => id)).toContain('conv1d');
  await card(page, 'note:note_1').click();
  await page.keyboard.press('Control+d');
  await expect.poll(() => notes(page).count()).toBe(3);
  await page.keyboard.press('Control+x');
  await expect.poll(() => notes(page).count()).toBe(2);
  await page.keyboard.press('Control+v');
  await expect.poll(() => notes(page).count()).toBe(3);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect.poll(() => page.locator('.svelte-flow__node').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => notes(page).count()).toBe(3);
  await card(page, 'note:note_1').click({ position: { x: 8, y: 8 } });
  await card(page, 'note:note_1').click({ button: 'right', position: { x: 8, y: 8 } });
  await choose(page, 'Delete');
  await expect.poll(() => notes(page).count()).toBe(2);
  await card(page, 'note:note').dblclick({ position: { x: 8, y: 8 } });
  await field(page).waitFor();
  await page.context().close();
});

it('a dragged card is aligned with the others, with a line through both; Alt lets it be', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  const from = await middleOf(card(page, 'conv1d_2'));
  const [input, zoom] = await Promise.all([
    card(page, 'input').boundingBox(),
    page.locator('.svelte-flow__viewport').evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a),
  ]);
  const x = async (): Promise<number> => (await card(page, 'conv1d_2').boundingBox())?.x ?? 0;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // The library's drag begins where the pointer is after its first move.
  await page.mouse.move(from.x + 2, from.y);
  await page.mouse.move(from.x + 62, from.y, { steps: 6 });
  expect(Math.round((await x()) - (input?.x ?? 0))).toBe(60);
  await page.mouse.move(from.x + 6, from.y + 3, { steps: 6 });
  expect(Math.abs((await x()) - (input?.x ?? 0))).toBeLessThan(0.5);
  expect(await lines(page).count()).toBe(3);
  await page.keyboard.down('Alt');
  await page.mouse.move(from.x + 7, from.y + 3);
  expect(Math.round((await x()) - (input?.x ?? 0))).toBe(5);
  expect(await lines(page).count()).toBe(0);
  await page.keyboard.up('Alt');
  await page.mouse.move(from.x + 6, from.y + 40 * zoom, { steps: 4 });
  expect(await lines(page).count()).toBe(3);
  await page.mouse.up();
  expect(await lines(page).count()).toBe(0);
  expect(Math.abs((await x()) - (input?.x ?? 0))).toBeLessThan(0.5);
  expect((await modelOf(page)).layout?.['conv1d_2']?.[0]).toBe(0);
  await page.context().close();
});

it('the search adds a note; it and the ports are read out in the window’s language', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('add a note');
  await page.keyboard.press('Enter');
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('By search');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('note:note');
  expect(await page.locator('.svelte-flow__handle').first().getAttribute('aria-label')).toBe('Port');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Show in Korean');
  await page.keyboard.press('Enter');
  await expect.poll(() => notes(page).getAttribute('aria-label')).toBe('메모: By search');
  expect(await page.locator('.svelte-flow__handle').first().getAttribute('aria-label')).toBe('포트');
  await page.context().close();
});

it('nothing was complained about', () => expect(complaints).toEqual([]));

it('the map of a large graph shows its layers and not its notes', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await addNote(page, 'Why two convolutions?');
  // The map is there from 25 layers on.
  await page.keyboard.press('Control+a');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+d');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+d');
  /** Each card is a part of one path. */
  const shown = async (): Promise<number> =>
    ((await page.locator('.svelte-flow .map path').first().getAttribute('d')) ?? '').split('M').length - 1;
  await expect.poll(shown).toBeGreaterThan(24);
  const model = await modelOf(page);
  expect(model.notes?.length).toBeGreaterThan(1);
  await expect.poll(shown).toBe(model.nodes.length);
  await page.context().close();
});
