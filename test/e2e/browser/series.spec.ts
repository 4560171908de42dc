// The picture of a series in a real browser: borders and lengths are dragged, the experiment changes, and undo takes each drag back.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { drag, middleOf } from '../../support/canvas-page.ts';
import { readJsonText } from '../../support/json-text.ts';
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

const slider = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true });
const valueOf = async (page: Page, name: string): Promise<number> =>
  Number(await slider(page, name).getAttribute('aria-valuenow'));

/** Drags a handle sideways. */
async function dragBy(page: Page, name: string, by: number): Promise<void> {
  const from = await middleOf(slider(page, name));
  await drag(page, from, { x: from.x + by, y: from.y });
}

/** The preparation as the page's JSON has it. */
async function preparationOf(page: Page): Promise<Record<string, unknown>> {
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const text = await readJsonText(page);
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await slider(page, 'Lookback').waitFor();
  return (JSON.parse(text) as { data: { preparation: Record<string, unknown> } }).data.preparation;
}

it('the data of a model are seen, dragged by splits and lengths, and every drag is undone at once', async () => {
  const host = await serveHome();
  const data = await openModelAt(host, browser, 'template/weather-gru', complaints);
  const [origin = ''] = host.address.split('#');
  await data.goto(`${origin}#/data`);
  await data
    .getByRole('button', { name: /^Get Weather/ })
    .first()
    .click();
  await data.locator('svg[data-drawn="temp"] path').first().waitFor();
  await data.getByRole('combobox', { name: 'Column' }).selectOption('pressure');
  await data.locator('svg[data-drawn="pressure"]').waitFor();
  expect(await violations(data)).toEqual([]);
  await data.context().close();

  const page = await openModelAt(host, browser, 'template/weather-gru', complaints);
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await page.locator('svg[data-drawn="temp"]').waitFor();
  await page.getByRole('region', { name: 'What the model sees of it' }).waitFor();
  expect(await violations(page)).toEqual([]);
  const undo = page.getByRole('button', { name: 'Undo' });
  const before = await preparationOf(page);
  expect(before).toMatchObject({ lookback: 120, split: { train: 0.6, validation: 0.2 } });

  const trainEnd = await valueOf(page, 'End of training');
  await dragBy(page, 'End of training', -60);
  expect(await valueOf(page, 'End of training')).toBeLessThan(trainEnd);
  const split = (await preparationOf(page))['split'] as { train: number; validation: number };
  expect(split.train).toBeLessThan(0.6);
  expect(split.train + split.validation).toBeCloseTo(0.8, 3);

  await dragBy(page, 'Lookback', -40);
  const lookback = await valueOf(page, 'Lookback');
  expect(lookback).toBeGreaterThan(120);
  expect((await preparationOf(page))['lookback']).toBe(lookback);
  await slider(page, 'Delay').focus();
  await page.keyboard.press('PageUp');
  expect(await slider(page, 'Delay').getAttribute('aria-valuetext')).toBe('1.5 days (36 rows) after the next row');

  await page.keyboard.press('Control+Z');
  expect(await valueOf(page, 'Delay')).toBe(24);
  await undo.click();
  expect(await valueOf(page, 'Lookback')).toBe(120);
  await undo.click();
  expect(await valueOf(page, 'End of training')).toBe(trainEnd);
  expect(await undo.isDisabled()).toBe(true);
  expect(await preparationOf(page)).toEqual(before);

  const look = slider(page, 'Window to look at');
  const text = await look.getAttribute('aria-valuetext');
  const plot = await page.locator('.look').boundingBox();
  if (plot === null) throw new Error('There is no overview.');
  await page.mouse.click(plot.x + plot.width * 0.9, plot.y + 20);
  await expect.poll(() => look.getAttribute('aria-valuetext')).toMatch(/^Test: window/);
  expect(await look.getAttribute('aria-valuetext')).not.toBe(text);

  await page.getByRole('radio', { name: 'Graph' }).check({ force: true });
  await page.locator('.svelte-flow__node').first().waitFor();
  await page.context().close();
  expect(complaints).toEqual([]);
});
