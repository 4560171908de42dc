// Charts of long runs in a real browser: they are zoomed and panned by mouse and by keys, together, and at every zoom a value under
// the pointer is a stored one, spikes of one epoch too.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory, madeUpRun } from '../../support/made-up-history.ts';
import { launchBrowser } from '../../support/pictures.ts';

const history = { runs: 3, series: 4, points: 20_000, settings: 3, seed: 4 };
const stored = [1, 2].map((number) => madeUpRun(history, number).series.get('val_mae') ?? []);
/** The epoch of the first run's spike. */
const spike = (stored[0] ?? []).findIndex((value) => value > 2) + 1;
const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let ids: RunId[];

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  const page = await context.newPage();
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#${path}${path.includes('?') ? '&' : '?'}${token}`);
  return page;
}

async function openComparison(count = 2): Promise<{ page: Page; card: Locator; canvas: Locator }> {
  const page = await open(`/compare?runs=${ids.slice(0, count).join(',')}`);
  const card = page.getByRole('region', { name: 'val_mae', exact: true });
  await card.getByText('Run 1', { exact: true }).waitFor();
  return { page, card, canvas: card.locator('canvas') };
}

async function boxOf(canvas: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('no canvas');
  return box;
}

/** The epoch and the values that the legend tells. */
async function readKey(card: Locator): Promise<{ epoch: number; text: string }> {
  const text = (await card.getByRole('list').innerText()).replaceAll(',', '');
  return { epoch: Number(/epoch (\d+)/.exec(text)?.[1]), text };
}

async function drag(page: Page, canvas: Locator, from: number, to: number, key?: string): Promise<void> {
  const { x, y, height } = await boxOf(canvas);
  if (key !== undefined) await page.keyboard.down(key);
  await page.mouse.move(x + from, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + (from + to) / 2, y + height / 2);
  await page.mouse.move(x + to, y + height / 2);
  await page.mouse.up();
  if (key !== undefined) await page.keyboard.up(key);
}

/** The epochs at two places of the plot, as shares of the canvas. */
async function epochsAt(card: Locator, ...shares: readonly [number, number]): Promise<[number, number]> {
  const canvas = card.locator('canvas');
  const { width, height } = await boxOf(canvas);
  const read = async (share: number): Promise<number> => {
    await canvas.hover({ position: { x: width * share, y: height - 40 } });
    return (await readKey(card)).epoch;
  };
  return [await read(shares[0]), await read(shares[1])];
}

beforeAll(async () => {
  ids = addHistory(home.path, history);
  // Epochs of two seconds, and of one.
  const stores = createStores(openDatabase({ home: home.path }));
  for (const [i, id] of ids.entries())
    stores.runs.addMetrics(
      id,
      Array.from({ length: history.points }, (_, epoch) => ({ key: 'epoch/seconds', step: epoch + 1, value: 2 - i })),
    );
  // The third run diverges in the end.
  const diverged = Array.from({ length: 100 }, (_, i) => ({ step: history.points - i, value: 1e6 + i }));
  stores.runs.addMetrics(
    ids[2]!,
    diverged.map((point) => ({ key: 'epoch/val_mae', ...point })),
  );
  stores.close();
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

it('a dragged stretch is zoomed to, with every stored epoch and the spike of one of them', async () => {
  const { page, card, canvas } = await openComparison();
  const whole = page.getByRole('button', { name: 'Whole' });
  expect(await whole.isDisabled()).toBe(true);
  // Around the spike, ever closer; its place is found by pointing.
  for (let zoom = 0; zoom < 3; zoom++) {
    const { width } = await boxOf(canvas);
    const at = await placeOf(card, canvas, spike);
    await drag(page, canvas, Math.max(80, at - width / 40), at + width / 40);
    expect(await whole.isDisabled()).toBe(false);
  }
  const { width, height } = await boxOf(canvas);
  const seen = new Set<number>();
  for (let x = width * 0.3; x < width * 0.8; x += 4) {
    await canvas.hover({ position: { x, y: 24 } });
    const { epoch } = await readKey(card);
    seen.add(epoch);
    // The value may be loaded for the step that is pointed at.
    const figure = (stored[0]?.[epoch - 1] ?? NaN).toFixed(4);
    await card.getByRole('list').getByText(figure).first().waitFor();
  }
  expect(seen).toContain(spike);
  // Two neighbours of one column of the whole chart can be told apart.
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(200);
  await canvas.dblclick({ position: { x: width / 2, y: height / 2 } });
  expect(await whole.isDisabled()).toBe(true);
  await page.context().close();
});

/** Where an epoch is on the canvas, by bisection with the pointer. */
async function placeOf(card: Locator, canvas: Locator, epoch: number): Promise<number> {
  const { width, height } = await boxOf(canvas);
  let [low, high] = [76, width - 60];
  for (let i = 0; i < 10; i++) {
    const middle = (low + high) / 2;
    await canvas.hover({ position: { x: middle, y: height - 40 } });
    if ((await readKey(card)).epoch < epoch) low = middle;
    else high = middle;
  }
  return high;
}

it('Shift with a drag pans, and so do the arrow keys; plus, minus and Escape zoom', async () => {
  const { page, card, canvas } = await openComparison();
  const { width } = await boxOf(canvas);
  await drag(page, canvas, width * 0.4, width * 0.6);
  const [from, to] = await epochsAt(card, 0.3, 0.7);
  await drag(page, canvas, width * 0.6, width * 0.4, 'Shift');
  const [movedFrom, movedTo] = await epochsAt(card, 0.3, 0.7);
  expect((movedFrom - from) / (to - from)).toBeCloseTo(0.5, 1);
  expect((movedTo - movedFrom) / (to - from)).toBeCloseTo(1, 1);
  const frame = card.getByRole('group', { name: 'val_mae' });
  await frame.focus();
  await page.keyboard.press('ArrowLeft');
  const [backFrom] = await epochsAt(card, 0.3, 0.7);
  expect(backFrom).toBeLessThan(movedFrom);
  await page.keyboard.press('-');
  const [wideFrom, wideTo] = await epochsAt(card, 0.3, 0.7);
  expect((wideTo - wideFrom) / (to - from)).toBeCloseTo(1.5, 1);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: 'Whole' }).isDisabled()).toBe(true);
  await page.context().close();
});

it('over time, each run has its own pace, and the value under the pointer is that of its own epoch', async () => {
  const { page, card, canvas } = await openComparison();
  await page.getByRole('radiogroup', { name: 'x axis' }).getByText('Time', { exact: true }).click();
  const key = card.getByRole('list');
  await key.getByText('11:06:40').waitFor();
  const { width, height } = await boxOf(canvas);
  for (let zoom = 0; zoom < 2; zoom++) {
    await drag(page, canvas, width * 0.36, width * 0.39);
    await expect.poll(async () => page.getByRole('button', { name: 'Whole' }).isDisabled()).toBe(false);
  }
  for (const share of [0.35, 0.5, 0.65]) {
    await canvas.hover({ position: { x: width * share, y: height - 40 } });
    // The points of the stretch may still be on their way.
    await expect
      .poll(async () => {
        const text = await key.innerText();
        const [h = 0, m = 0, s = 0] = (/(\d+):(\d+):(\d+)/.exec(text) ?? []).slice(1).map(Number);
        const seconds = h * 3600 + m * 60 + s;
        const wanted = [stored[0]?.[Math.floor(seconds / 2) - 1], stored[1]?.[seconds - 1]];
        return wanted.every((value) => value !== undefined && text.includes(value.toFixed(4)));
      })
      .toBe(true);
  }
  await page.reload();
  await key.getByText('11:06:40').waitFor();
  expect(await page.getByRole('radio', { name: 'Time' }).isChecked()).toBe(true);
  await page.getByRole('radiogroup', { name: 'x axis' }).getByText('Step', { exact: true }).click();
  await card.getByText('2 runs not drawn: the number of training steps is not known.').waitFor();
  await page.context().close();
});

it('a run that diverged leaves the others readable, and it is said what is not shown', async () => {
  const { page, card, canvas } = await openComparison(3);
  const note = card.getByText(/^Points above [\d.]+ are not shown\.$/);
  await note.waitFor();
  /** How many coloured pixels the upper half of the plot has where the spike is. */
  const drawn = async (): Promise<number> => {
    const at = await placeOf(card, canvas, spike);
    await page.mouse.move(0, 0);
    return canvas.evaluate((element: HTMLCanvasElement, at) => {
      const { data } = element.getContext('2d')!.getImageData(at - 4, 20, 8, element.height / 2 - 40);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const color = [data[i]!, data[i + 1]!, data[i + 2]!];
        if (data[i + 3]! > 100 && Math.max(...color) - Math.min(...color) > 60) count += 1;
      }
      return count;
    }, at);
  };
  expect(await drawn()).toBeGreaterThan(20);
  await page.getByRole('checkbox', { name: 'Hide outliers' }).uncheck();
  await note.waitFor({ state: 'detached' });
  expect(await drawn()).toBe(0);
  await page.getByRole('checkbox', { name: 'Log y axis' }).check();
  await page.getByRole('checkbox', { name: 'Hide outliers' }).check();
  await note.waitFor();
  await page.reload();
  expect(await page.getByRole('checkbox', { name: 'Log y axis' }).isChecked()).toBe(true);
  await page.context().close();
});

it('on a logarithmic x axis a decade is as wide as another, zoomed too, which is remembered', async () => {
  const { page, card, canvas } = await openComparison();
  await page.getByRole('checkbox', { name: 'Log x axis' }).check();
  const { x, y, width, height } = await boxOf(canvas);
  const at = async (share: number): Promise<number> => {
    await page.mouse.move(x + 72 + (width - 72) * share, y + height / 2);
    return (await readKey(card)).epoch;
  };
  expect(await at(0.3)).toBeLessThan(100);
  await drag(page, canvas, 72 + (width - 72) * 0.1, 72 + (width - 72) * 0.4);
  await page.getByRole('button', { name: 'Whole' }).and(page.locator(':enabled')).waitFor();
  expect(await at(0.6)).toBeLessThan(200);
  await page.reload();
  expect(await page.getByRole('checkbox', { name: 'Log x axis' }).isChecked()).toBe(true);
  await page.context().close();
});

it('a reload shows the metric that was chosen', async () => {
  const { page } = await openComparison();
  const name = await page.locator('input[type=radio]:not(:checked)[value^=val_]').first().inputValue();
  await page.locator(`input[type=radio][value="${name}"]`).check({ force: true });
  await page.waitForURL((url) => url.hash.includes(`metric=${name}`));
  await page.reload();
  await page.getByRole('region', { name, exact: true }).waitFor();
  await page.context().close();
});

it('a chart is saved as PNG, SVG and CSV', async () => {
  const { page, card } = await openComparison(2);
  const save = async (item: string): Promise<{ name: string; bytes: Buffer }> => {
    await card.getByRole('button', { name: 'Save chart' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const csv = await save('Values (CSV)');
  expect(csv.name).toBe('val_mae.csv');
  const [head, ...rows] = csv.bytes.toString('utf8').replace('\uFEFF', '').trimEnd().split('\n');
  expect(head?.split(',')).toEqual(['epoch', 'Run 1', 'Run 1 · training', 'Run 2', 'Run 2 · training']);
  expect(rows.length).toBeGreaterThan(2000);
  for (const row of rows.filter((_, i) => i % 97 === 0)) {
    const [epoch = NaN, first] = row.split(',').map((cell) => (cell === '' ? undefined : Number(cell)));
    if (first !== undefined) expect(first).toBe(stored[0]?.[epoch - 1]);
  }
  const svg = await save('Drawing (SVG)');
  expect(svg.name).toBe('val_mae.svg');
  const drawing = svg.bytes.toString('utf8');
  expect(drawing).toMatch(/^<svg /);
  expect(drawing).not.toMatch(/NaN|Infinity|""/);
  const png = await save('Picture (PNG)');
  expect(png.name).toBe('val_mae.png');
  // Its head says how large it is: twice the drawing.
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(drawing) ?? [];
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
  expect(png.bytes.length).toBeGreaterThan(20_000);
  await page.context().close();
});

it('the charts of a run show one stretch and one place', async () => {
  const page = await open(`/runs/${ids[0]}`);
  const loss = page.getByRole('region', { name: 'loss', exact: true });
  const mae = page.getByRole('region', { name: 'mae', exact: true });
  await mae.locator('canvas').waitFor();
  await drag(page, loss.locator('canvas'), 200, 260);
  for (const share of [0.3, 0.7]) {
    const [epoch] = await epochsAt(loss, share, share);
    const beside = await readKey(mae);
    expect(beside.epoch).toBe(epoch);
    expect(beside.text).toContain((stored[0]?.[epoch - 1] ?? NaN).toFixed(4));
  }
  const [from, to] = await epochsAt(mae, 0.3, 0.7);
  expect(to - from).toBeLessThan(history.points / 4);
  await page.context().close();
});
