// Arguments in the inspector, linked to those of other layers and refused, and a branch added by key, in a real browser.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { card, choose, focused, modelOf } from '../../support/canvas-page.ts';
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

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

it('an argument is linked, follows its source, is unlinked, and all of it is undone', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await card(page, 'conv1d_2').click();
  await page.getByRole('button', { name: 'Link filters to…' }).click();
  await page.getByRole('combobox', { name: 'Link filters to…' }).fill('filters');
  await page.getByRole('option', { name: /filters of conv1d_1/ }).click();
  expect(await page.getByRole('button', { name: '= filters of conv1d_1' }).isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: '= filters of conv1d_1' }).click();
  await field(page, 'filters').fill('48');
  await expect.poll(async () => (await card(page, 'conv1d_2').innerText()).includes('48 filters')).toBe(true);
  await card(page, 'conv1d_2').click();
  expect(await field(page, 'filters').inputValue()).toBe('48');

  await page.getByRole('button', { name: 'Unlink filters' }).click();
  await field(page, 'filters').waitFor();
  await card(page, 'conv1d_1').click();
  await field(page, 'filters').fill('16');
  await card(page, 'conv1d_2').click();
  expect(await field(page, 'filters').inputValue()).toBe('48');

  // The value, the link taken away, the value of both, the link.
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.click();
  await undo.click();
  await page.getByRole('button', { name: 'Unlink filters' }).waitFor();
  expect(await field(page, 'filters').inputValue()).toBe('48');
  await undo.click();
  await expect.poll(() => field(page, 'filters').inputValue()).toBe('32');
  await undo.click();
  await page.getByRole('button', { name: 'Link filters to…' }).waitFor();
  expect(await undo.isDisabled()).toBe(true);
  await page.context().close();
});

it('the sentence about a refused value is under its own field and moves no field beside it', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await card(page, 'conv1d_2').click();
  const place = async (name: string): Promise<{ x: number; y: number; height: number }> => {
    const box = await field(page, name).boundingBox();
    if (box === null) throw new Error(`${name} is not on the page.`);
    return box;
  };
  const before = [await place('filters'), await place('kernel_size')];
  expect(before[0]?.y).toBe(before[1]?.y);
  await field(page, 'kernel_size').fill('-3');
  const sentence = page.locator('.argument .bad');
  await sentence.waitFor();
  const after = [await place('filters'), await place('kernel_size')];
  expect(after).toEqual(before);
  const said = await sentence.boundingBox();
  expect(said?.x).toBe(after[1]?.x);
  expect(said?.y).toBeGreaterThanOrEqual((after[1]?.y ?? 0) + (after[1]?.height ?? 0));
  await page.context().close();
});

it('a layer is added beside another by key and by the menu, as one step', async () => {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  const before = (await modelOf(page)).edges.length;
  await card(page, 'conv1d_2').focus();
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: /Add a layer beside “conv1d_2”/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('gru 8');
  await page.keyboard.press('Enter');
  await card(page, 'gru').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('gru');
  const { edges } = await modelOf(page);
  expect(edges).toHaveLength(before + 1);
  expect(edges).toContainEqual({ from: 'max_pooling1d', to: 'gru' });

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => card(page, 'gru').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await card(page, 'conv1d_2').click({ button: 'right' });
  await choose(page, 'Add a layer beside it…');
  await page.getByRole('combobox', { name: /Add a layer beside “conv1d_2”/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.context().close();
  expect(complaints).toEqual([]);
});
