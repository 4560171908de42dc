// Files and pastes that no model builder likes, in a real browser: a sentence, or a model that can be worked on.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { openModel } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const template = jsonObjectSchema.parse(
  JSON.parse(readFileSync(new URL('../../../resources/templates/weather-gru.strata.json', import.meta.url), 'utf8')),
);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function offer(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );
}

/** A chain with a skip over every tenth layer. */
function longModel(layers: number): JsonObject {
  const nodes: JsonObject[] = [{ id: 'input', type: 'Input', config: { shape: [120, 7] } }];
  const edges: JsonObject[] = [];
  for (let i = 1; i < layers - 2; i++) {
    const isSum = i % 10 === 0;
    nodes.push({ id: `l${i}`, type: isSum ? 'Add' : 'Dropout', config: isSum ? {} : { rate: 0.1 } });
    edges.push({ from: i === 1 ? 'input' : `l${i - 1}`, to: `l${i}` });
    if (isSum) edges.push({ from: i === 10 ? 'input' : `l${i - 10}`, to: `l${i}`, input: 1 });
  }
  nodes.push(
    { id: 'pool', type: 'GlobalAveragePooling1D', config: {} },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  );
  edges.push({ from: `l${layers - 3}`, to: 'pool' }, { from: 'pool', to: 'dense' });
  return { nodes, edges };
}

it('a file of 5,000 layers is drawn, edited and undone', { timeout: 240_000 }, async () => {
  const complaints: string[] = [];
  const page = await openModel(browser, 'weather-gru', complaints);
  page.setDefaultTimeout(120_000);
  await page.evaluate(() => (location.hash = '#/models'));
  await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();
  await offer(page, 'long.strata.json', JSON.stringify({ ...template, name: 'Long', model: longModel(5000) }));
  await page.locator('.svelte-flow__node').first().waitFor();
  expect(await page.locator('.svelte-flow__node').count()).toBeLessThan(500);
  await page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: 'Identity', exact: true }).click();
  await page.locator('.svelte-flow__node[data-id="identity"]').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.svelte-flow__node[data-id="identity"]').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a layer of another program is kept, named and hatched', async () => {
  const complaints: string[] = [];
  const page = await openModel(browser, 'weather-gru', complaints);
  await page.evaluate(() => (location.hash = '#/models'));
  await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();
  const model = {
    nodes: [
      { id: 'input', type: 'Input', config: { shape: [120, 7] } },
      { id: 'odd', type: 'Hyena', config: { order: 3 } },
      { id: 'dense', type: 'Dense', config: { units: 1 } },
    ],
    edges: [
      { from: 'input', to: 'odd' },
      { from: 'odd', to: 'dense' },
    ],
  };
  await offer(page, 'odd.strata.json', JSON.stringify({ ...template, name: 'Odd', model }));
  const card = page.locator('.svelte-flow__node[data-id="odd"]');
  await card.waitFor();
  expect(await card.getAttribute('aria-label')).toContain('No layer is called “Hyena”');
  await card.locator('.card.unknown').waitFor();
  expect(await card.innerText()).toContain('order 3');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a paste that is too long, and one that has no layers, say so and change nothing', async () => {
  const complaints: string[] = [];
  const page = await openModel(browser, 'weather-gru', complaints);
  const paste = (characters: number, text: string) =>
    page.locator('.svelte-flow__node[data-id="dense"]').evaluate(
      (node, [length, given]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', given.repeat(Math.ceil(length / given.length)));
        node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [characters, text] as const,
    );
  const before = await page.locator('.svelte-flow__node').count();
  for (const text of ['{"nodes": [', 'model.add(Dense(1))\n']) {
    await paste(11_000_000, text);
    await page
      .getByText(/The (text|code) is too long: 11,000,0\d\d characters/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await page
      .getByText(/is too long: 11,/)
      .first()
      .waitFor({ state: 'detached' });
  }
  await paste(1, 'A review of a film.');
  await page.getByText('The text contains no layers.').first().waitFor();
  expect(await page.locator('.svelte-flow__node').count()).toBe(before);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a file of a newer version and a damaged file say so and open nothing', async () => {
  const complaints: string[] = [];
  const page = await openModel(browser, 'weather-gru', complaints);
  await offer(page, 'newer.strata.json', JSON.stringify({ ...template, strata: 99 }));
  await page
    .getByText(/newer\.strata\.json cannot be opened: .*version 99/)
    .first()
    .waitFor();
  await offer(page, 'cut.strata.json', JSON.stringify(template).slice(0, -200));
  await page
    .getByText(/cut\.strata\.json cannot be opened: .*not JSON/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});
