// What the canvas can do besides adding layers, in a real browser: connect, cut, align, duplicate, copy and paste, select.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { card, choose, drag, focused, middleOf, modelOf, selected } from '../../support/canvas-page.ts';
import { openModel, openModelAt, serveHome } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const open = (): Promise<Page> => openModel(browser, 'imdb-conv1d', complaints);
const port = (page: Page, id: string, side: 'top' | 'bottom') =>
  card(page, id).locator(`.svelte-flow__handle-${side}`).first();
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

it('an edge is cut by selecting it, and ports are connected again by a drag', async () => {
  const page = await open();
  await page.locator('.flow-label').nth(5).click();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await modelOf(page)).edges.length).toBe(5);
  await drag(
    page,
    await middleOf(port(page, 'global_max_pooling1d', 'bottom')),
    await middleOf(port(page, 'dense', 'top')),
  );
  const { edges } = await modelOf(page);
  expect(edges).toHaveLength(6);
  expect(edges.at(-1)).toEqual({ from: 'global_max_pooling1d', to: 'dense' });
  await undo(page).click();
  await undo(page).click();
  await expect.poll(() => undo(page).isDisabled()).toBe(true);
  await page.context().close();
});

it('a drag from a port that ends nowhere asks for a layer, which is connected', async () => {
  const page = await open();
  const from = await middleOf(port(page, 'embedding', 'bottom'));
  await drag(page, from, { x: from.x + 260, y: from.y + 30 });
  await page.keyboard.type('gru 8');
  await page.keyboard.press('Enter');
  await card(page, 'gru').waitFor();
  expect((await modelOf(page)).edges).toContainEqual({ from: 'embedding', to: 'gru' });
  await page.context().close();
});

it('a layer that is dropped half over others covers none, and moves none', async () => {
  const page = await open();
  const layer = page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: 'Dense', exact: true });
  const boxes = () =>
    page.locator('.svelte-flow__node').evaluateAll((all) =>
      all.map((one) => {
        const { e: x, f: y } = new DOMMatrix(getComputedStyle(one).transform);
        const { dataset, offsetWidth: width, offsetHeight: height } = one as HTMLElement;
        return { id: dataset['id'], x, y, width, height };
      }),
    );
  await layer.scrollIntoViewIfNeeded();
  const before = await boxes();
  const target = await card(page, 'conv1d_1').boundingBox();
  if (target === null) throw new Error('It is not on the page.');
  // Its pointer is beside the card, and half of it over it.
  await drag(page, await middleOf(layer), { x: target.x + target.width + 40, y: target.y + 10 });
  await card(page, 'dense_1').waitFor();
  const after = await boxes();
  expect(after.filter(({ id }) => id !== 'dense_1')).toEqual(before);
  const added = after.find(({ id }) => id === 'dense_1');
  const isClear = (one: (typeof before)[number]): boolean =>
    added !== undefined &&
    (added.x >= one.x + one.width ||
      one.x >= added.x + added.width ||
      added.y >= one.y + one.height ||
      one.y >= added.y + added.height);
  expect(before.filter((one) => !isClear(one))).toEqual([]);
  await page.context().close();
});

it('by keyboard a layer is connected to one that is found by typing; the menu does the same', async () => {
  const page = await open();
  await card(page, 'embedding').focus();
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Connect “embedding” to' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('conv1d_2');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await modelOf(page)).edges).toContainEqual({ from: 'embedding', to: 'conv1d_2' });
  await card(page, 'embedding').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu', { name: 'Layer menu' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await choose(page, 'Connect to…');
  await page.getByRole('combobox', { name: 'Connect “embedding” to' }).waitFor();
  await page.keyboard.press('Escape');
  await page.context().close();
});

it('the menu of several layers aligns and distributes them', async () => {
  const page = await open();
  const at = await middleOf(card(page, 'conv1d_2'));
  await card(page, 'conv1d_2').click();
  await drag(page, at, { x: at.x + 180, y: at.y + 10 });
  await card(page, 'conv1d_1').click({ modifiers: ['Control'] });
  await card(page, 'max_pooling1d').click({ modifiers: ['Control'] });
  expect((await selected(page)).toSorted()).toEqual(['conv1d_1', 'conv1d_2', 'max_pooling1d']);
  const xs = async (): Promise<Set<number>> => {
    const middles = ['conv1d_1', 'max_pooling1d', 'conv1d_2'].map((id) => middleOf(card(page, id)));
    return new Set((await Promise.all(middles)).map(({ x }) => Math.round(x)));
  };
  expect((await xs()).size).toBe(2);
  await card(page, 'conv1d_1').click({ button: 'right' });
  await choose(page, 'Align in a column');
  await expect.poll(async () => (await xs()).size).toBe(1);
  await card(page, 'conv1d_1').click({ button: 'right' });
  await choose(page, 'Distribute from top to bottom');
  const middles = await Promise.all(['conv1d_1', 'max_pooling1d', 'conv1d_2'].map((id) => middleOf(card(page, id))));
  const gaps = middles.slice(1).map(({ y }, i) => y - (middles[i]?.y ?? NaN));
  // Places are whole pixels.
  expect(Math.abs((gaps[0] ?? NaN) - (gaps[1] ?? NaN))).toBeLessThan(2);
  await card(page, 'conv1d_1').click({ button: 'right' });
  await choose(page, 'Distribute from left to right');
  await expect.poll(async () => (await xs()).size).toBe(3);
  await page.context().close();
});

it('a click on one of several selected layers selects it alone; a box selects those in it', async () => {
  const page = await open();
  await card(page, 'conv1d_1').focus();
  await page.keyboard.press('Control+a');
  await expect.poll(async () => (await selected(page)).length).toBe(7);
  await card(page, 'conv1d_1').click();
  await expect.poll(() => selected(page)).toEqual(['conv1d_1']);
  const [first, last] = [await middleOf(card(page, 'conv1d_1')), await middleOf(card(page, 'conv1d_2'))];
  await drag(page, { x: first.x - 180, y: first.y - 20 }, { x: last.x + 180, y: last.y + 20 });
  await expect.poll(async () => (await selected(page)).toSorted()).toEqual(['conv1d_1', 'conv1d_2', 'max_pooling1d']);
  await page.context().close();
});

it('keys are about what is selected: the layers of a Shift-click, and the copy of a layer', async () => {
  const page = await open();
  await card(page, 'conv1d_1').click();
  await card(page, 'max_pooling1d').click({ modifiers: ['Shift'] });
  await expect.poll(async () => (await selected(page)).toSorted()).toEqual(['conv1d_1', 'max_pooling1d']);
  await page.keyboard.press('Delete');
  const idsOf = async (): Promise<string[]> => (await modelOf(page)).nodes.map(({ id }) => id);
  await expect.poll(idsOf).toEqual(['input', 'embedding', 'conv1d_2', 'global_max_pooling1d', 'dense']);
  await card(page, 'conv1d_2').click();
  await page.keyboard.press('Control+d');
  await expect.poll(() => selected(page)).toEqual(['conv1d']);
  await page.keyboard.press('Delete');
  await expect.poll(idsOf).toEqual(['input', 'embedding', 'conv1d_2', 'global_max_pooling1d', 'dense']);
  await page.context().close();
});

it('layers are duplicated, and copied to another page of another model', async () => {
  const host = await serveHome();
  const page = await openModelAt(host, browser, 'template/imdb-conv1d', complaints);
  await card(page, 'conv1d_1').click();
  await page.keyboard.press('Control+d');
  await card(page, 'conv1d').waitFor();
  await expect.poll(() => selected(page)).toEqual(['conv1d']);
  await undo(page).click();
  await card(page, 'conv1d_1').click();
  await card(page, 'max_pooling1d').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect.poll(async () => (await selected(page)).length).toBe(2);
  expect((await modelOf(page)).edges).toContainEqual({ from: 'conv1d', to: 'max_pooling1d_1' });
  const other = await page.context().newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await other.goto(`${origin}#/models/template/weather-gru?${token}`);
  await card(other, 'gru').focus();
  await other.keyboard.press('Control+v');
  await card(other, 'max_pooling1d').waitFor();
  expect((await modelOf(other)).edges).toContainEqual({ from: 'conv1d_1', to: 'max_pooling1d' });
  await page.context().close();
});

it('a double click on the empty canvas adds a layer there by typing', async () => {
  const page = await open();
  const { x, y } = await middleOf(card(page, 'conv1d_1'));
  await page.mouse.dblclick(x + 240, y);
  await page.keyboard.type('conv1d 16 3 relu');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('conv1d');
  expect(await card(page, 'conv1d').getAttribute('aria-label')).toMatch(/16 filters × 3 · relu/);
  // The canvas moves just so far that the new card is in sight.
  const [added, old] = [await middleOf(card(page, 'conv1d')), await middleOf(card(page, 'conv1d_1'))];
  expect(Math.abs(added.x - old.x - 240)).toBeLessThan(3);
  await page.context().close();
});

it('nothing was complained about', () => expect(complaints).toEqual([]));
