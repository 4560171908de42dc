// Settings of 200 runs against a metric in a real browser: points and lines are drawn, pointed at, opened and picked; ranges narrow
// the runs, by pointer and by keyboard, and become a filter.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory, madeUpRun } from '../../support/made-up-history.ts';
import { launchBrowser } from '../../support/pictures.ts';

const count = 200;
const history = { runs: count, series: 4, points: 5, settings: 12, seed: 1 };
const all = Array.from({ length: count }, (_, i) => ({ number: i + 1, run: madeUpRun(history, i + 1) }));
const ratePath = 'training.optimizer.learning_rate';
const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;

const plot = () => page.getByRole('group', { name: 'Scatter plot' });
const table = () => page.getByRole('group', { name: 'Runs and values' });
const rowCount = async (): Promise<number> =>
  Number(await table().getByRole('table').getAttribute('aria-rowcount')) - 1;
const readout = () => plot().locator('xpath=following-sibling::p').getByRole('status');
const filterBox = () => page.getByRole('combobox', { name: 'Filter runs' });

/** How many pixels of a canvas are drawn. */
const drawn = (of: ReturnType<typeof plot>): Promise<number> =>
  of.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let pixels = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) pixels += 1;
    return pixels;
  });

/** A place of the scatter plot where a run is. */
async function somePoint(): Promise<{ x: number; y: number }> {
  await plot().focus();
  await page.keyboard.press('ArrowRight');
  const circle = await plot().locator('circle').boundingBox();
  if (circle === null) throw new Error('No point is marked.');
  return { x: circle.x + circle.width / 2, y: circle.y + circle.height / 2 };
}

beforeAll(async () => {
  addHistory(home.path, history);
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await page.getByRole('group', { name: 'Runs', exact: true }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('is reached by keyboard, is in the address, and draws all runs', async () => {
  await page.getByRole('radio', { name: 'Table' }).focus();
  await page.keyboard.press('ArrowRight');
  await table().waitFor();
  expect(new URL(page.url()).hash).toBe('#/runs?view=settings');
  expect(await rowCount()).toBe(count);
  await expect.poll(() => drawn(plot())).toBeGreaterThan(1000);
  await expect.poll(() => drawn(page.getByRole('group', { name: 'Parallel coordinates' }))).toBeGreaterThan(5000);
  expect(await violations(page)).toEqual([]);
});

it('puts a setting on a logarithmic axis; a point names its run and its values', async () => {
  await page.getByRole('combobox', { name: 'Horizontal axis' }).selectOption(`setting ${ratePath}`);
  const { x, y } = await somePoint();
  await page.mouse.move(x, y);
  await expect.poll(() => readout().textContent()).toMatch(/^Run \d+: learning_rate 0\.0001, val_mae 0\.\d+$/);
  const [, number = '', value = ''] = /^Run (\d+): .* val_mae (\S+)$/.exec((await readout().textContent()) ?? '') ?? [];
  const { run } = all[Number(number) - 1]!;
  expect(run.settings.get(ratePath)).toBe(0.0001);
  expect(Number(value)).toBeCloseTo(run.best('val_mae').value, 3);
});

it('picks runs by a box, and one more by Ctrl with a click; they are compared', async () => {
  const box = (await plot().boundingBox())!;
  await page.mouse.move(box.x + 74, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height - 46, { steps: 4 });
  await page.mouse.up();
  const smallest = all.filter(({ run }) => run.settings.get(ratePath) === 0.0001).length;
  await page.getByText(`${smallest} runs selected`).waitFor();
  const { x, y } = await somePoint();
  await page.keyboard.down('Control');
  await page.mouse.click(x, y);
  await page.keyboard.up('Control');
  await page.getByText(`${smallest - 1} runs selected`).waitFor();
  await page.getByRole('button', { name: 'Compare' }).waitFor();
  await page.getByRole('button', { name: 'Clear selection' }).click();
});

it('narrows the runs by a drag along an axis and by its handles, and filters to them', async () => {
  if ((await page.getByRole('group', { name: 'Axis learning_rate' }).count()) === 0)
    await page.getByRole('combobox', { name: 'Add an axis…' }).selectOption(`setting ${ratePath}`);
  const to = page.getByRole('slider', { name: 'learning_rate, to' });
  await to.scrollIntoViewIfNeeded();
  const [high, low] = [
    (await to.boundingBox())!,
    (await page.getByRole('slider', { name: 'learning_rate, from' }).boundingBox())!,
  ];
  const x = high.x + high.width / 2;
  const [top, bottom] = [high.y + high.height, low.y];
  // The upper half of the axis: of five rates, by their logarithms, the larger three.
  await page.mouse.move(x, bottom - (bottom - top) * 0.4);
  await page.mouse.down();
  await page.mouse.move(x, top - 4, { steps: 5 });
  await page.mouse.up();
  const within = (least: number, most: number) =>
    all.filter(({ run }) => Number(run.settings.get(ratePath)) >= least && Number(run.settings.get(ratePath)) <= most)
      .length;
  expect(await rowCount()).toBe(within(0.001, 0.01));
  await to.focus();
  await page.keyboard.press('ArrowDown');
  expect(await to.getAttribute('aria-valuetext')).toBe('0.003');
  const left = within(0.001, 0.003);
  await page.getByText(`${left} of ${count} runs in all ranges`).waitFor();
  expect(await rowCount()).toBe(left);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Filter to the ranges' }).click();
  expect(await filterBox().inputValue()).toBe(`${ratePath} >= 0.001 and ${ratePath} <= 0.003`);
  await page.getByText(`· ${left} of ${count} runs`, { exact: true }).waitFor();
  await page.getByRole('radio', { name: 'Settings against metric' }).focus();
  await page.keyboard.press('ArrowLeft');
  const runs = page.getByRole('group', { name: 'Runs', exact: true });
  await runs.waitFor();
  expect(await runs.getByRole('table').getAttribute('aria-rowcount')).toBe(String(left + 1));
  await page.goBack();
  await table().waitFor();
  expect(await rowCount()).toBe(left);
});

it('opens a run by a click on its point', async () => {
  await plot().scrollIntoViewIfNeeded();
  const { x, y } = await somePoint();
  const name = (await readout().textContent())?.split(':')[0] ?? '';
  await page.mouse.click(x, y);
  await page.getByRole('heading', { level: 1, name }).waitFor();
});
