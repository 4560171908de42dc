// Groups of layers on the canvas in a real browser: made, folded, dragged into and out of, named, copied and undone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../support/axe.ts';
import { card, choose, drag, focused, middleOf, modelOf, shapes } from '../../support/canvas-page.ts';
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

const header = (page: Page) => page.locator('.svelte-flow__node-frame .name');
/** Beside the edge that goes through the frame. */
const atName = { button: 'right', position: { x: 24, y: 12 } } as const;
const folded = (page: Page) => page.locator('.svelte-flow__node-folded');

/** Makes conv1d_1 and max_pooling1d a group. */
async function openGrouped(): Promise<Page> {
  const page = await openModel(browser, 'imdb-conv1d', complaints);
  await card(page, 'conv1d_1').click();
  await card(page, 'max_pooling1d').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+g');
  await header(page).waitFor();
  return page;
}

it('layers become a group by key; folded it is one card with their sum, and undo takes all of it back', async () => {
  const page = await openGrouped();
  expect(await header(page).innerText()).toMatch(/Group 1\s*28,704/);
  expect(await card(page, 'conv1d_1').getAttribute('aria-label')).toMatch(/in the group “Group 1”/);
  await card(page, 'conv1d_1').focus();
  await page.keyboard.press('f');
  await expect.poll(() => focused(page)).toBe('group:group');
  expect(await folded(page).innerText()).toMatch(/Group 1\s*28,704\s*2 layers/);
  expect(await folded(page).getAttribute('aria-label')).toBe(
    'Folded group “Group 1”, 2 layers, output (98, 32), after “embedding”',
  );
  // The shape between its layers is inside.
  expect(await shapes(page)).toEqual(['(500)', '(500, 128)', '(98, 32)', '(92, 32)', '(32)'].toSorted());
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe('conv1d_2');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(page)).toBe('group:group');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
  await card(page, 'conv1d_1').waitFor();
  expect(await header(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.context().close();
});

it('a group and its ports are named in the panel, and the names stand on its card', async () => {
  const page = await openGrouped();
  await card(page, 'conv1d_1').focus();
  await page.keyboard.press('f');
  await expect.poll(() => focused(page)).toBe('group:group');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Group', exact: true });
  await expect.poll(() => name.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('Encoder');
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Input at conv1d_1' }).fill('words');
  await page.getByRole('textbox', { name: 'Output of max_pooling1d' }).fill('features');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('group:group');
  expect(await violations(page)).toEqual([]);
  expect(await folded(page).innerText()).toMatch(/words\s*Encoder[\s\S]*features/);
  const { groups } = await modelOf(page);
  expect(groups).toEqual([
    {
      id: 'group',
      name: 'Encoder',
      layers: ['conv1d_1', 'max_pooling1d'],
      folded: true,
      ports: [
        { layer: 'conv1d_1', input: 0, name: 'words' },
        { layer: 'max_pooling1d', output: 0, name: 'features' },
      ],
    },
  ]);
  await page.context().close();
});

it('a layer is dragged out of a group and into it again; the frame is dragged with its layers', async () => {
  const page = await openGrouped();
  await card(page, 'max_pooling1d').click();
  const at = await middleOf(card(page, 'max_pooling1d'));
  await drag(page, at, { x: at.x + 300, y: at.y });
  expect((await modelOf(page)).groups?.[0]?.layers).toEqual(['conv1d_1']);
  const inside = await middleOf(card(page, 'conv1d_1'));
  const outside = await middleOf(card(page, 'max_pooling1d'));
  await drag(page, outside, { x: inside.x + 90, y: inside.y + 20 });
  expect((await modelOf(page)).groups?.[0]?.layers).toEqual(['conv1d_1', 'max_pooling1d']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  const name = await middleOf(header(page).locator('b'));
  const before = await middleOf(card(page, 'conv1d_1'));
  await drag(page, name, { x: name.x + 120, y: name.y + 10 });
  await expect.poll(async () => Math.round((await middleOf(card(page, 'conv1d_1'))).x - before.x)).toBeGreaterThan(100);
  const { groups, layout } = await modelOf(page);
  expect(groups?.[0]?.layers).toEqual(['conv1d_1', 'max_pooling1d']);
  expect(Object.keys(layout ?? {})).toEqual(['conv1d_1', 'max_pooling1d']);
  await page.context().close();
});

it('menus take a layer out, move it into a group, ungroup, and delete a group with its layers', async () => {
  const page = await openGrouped();
  await card(page, 'max_pooling1d').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Take out of the group' }).waitFor();
  await page.keyboard.press('Escape');
  await card(page, 'dense').click({ button: 'right' });
  await choose(page, 'Move into a group…');
  await page.getByRole('option', { name: /Group 1/ }).click();
  expect((await modelOf(page)).groups?.[0]?.layers).toEqual(['conv1d_1', 'max_pooling1d', 'dense']);
  await card(page, 'dense').click();
  await card(page, 'dense').click({ button: 'right' });
  await choose(page, 'Take out of the group');
  expect((await modelOf(page)).groups?.[0]?.layers).toEqual(['conv1d_1', 'max_pooling1d']);
  await header(page).click(atName);
  await page.getByRole('menu').waitFor();
  expect(await violations(page)).toEqual([]);
  await choose(page, 'Delete the group with its layers');
  await card(page, 'conv1d_1').waitFor({ state: 'detached' });
  const { edges, groups } = await modelOf(page);
  expect(edges).toContainEqual({ from: 'embedding', to: 'conv1d_2' });
  expect(groups).toBeUndefined();
  await page.keyboard.press('Control+z');
  await header(page).click(atName);
  await choose(page, 'Ungroup');
  await expect.poll(() => header(page).count()).toBe(0);
  expect((await modelOf(page)).groups).toBeUndefined();
  await page.context().close();
});

it('a folded group is moved, copied, connected and deleted like a layer; a problem inside is on its card', async () => {
  const page = await openGrouped();
  await card(page, 'conv1d_1').focus();
  await page.keyboard.press('f');
  await folded(page).click();
  await page.keyboard.press('Control+d');
  await expect.poll(() => folded(page).count()).toBe(2);
  const { groups } = await modelOf(page);
  expect(groups?.map(({ id, layers }) => [id, layers.length])).toEqual([
    ['group', 2],
    ['group_1', 2],
  ]);
  // Its input is free: connected by its port, it needs its layer's input.
  const port = card(page, 'group:group_1').locator('.svelte-flow__handle-top');
  await drag(
    page,
    await middleOf(card(page, 'embedding').locator('.svelte-flow__handle-bottom')),
    await middleOf(port),
  );
  await expect.poll(async () => (await modelOf(page)).edges).toContainEqual({ from: 'embedding', to: 'conv1d' });
  await card(page, 'group:group_1').click();
  await page.keyboard.press('Delete');
  await expect.poll(() => folded(page).count()).toBe(1);
  await folded(page).dblclick();
  await card(page, 'conv1d_1').click();
  await page.getByRole('textbox', { name: 'kernel_size' }).fill('600');
  await page.locator('.svelte-flow__node-frame button').click();
  await expect.poll(() => folded(page).innerText()).toMatch(/Conv1D “conv1d_1”/);
  await page.context().close();
});

it('a group is saved to the palette as a block, dropped on an edge of another model, renamed and deleted', async () => {
  const host = await serveHome();
  const page = await openModelAt(host, browser, 'template/imdb-conv1d', complaints);
  await card(page, 'conv1d_1').click();
  await card(page, 'max_pooling1d').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+g');
  await header(page).click(atName);
  await choose(page, 'Save as a block');
  await page.getByText('Saved in the palette as “Group 1”.').waitFor();
  await page.context().close();
  const other = await openModelAt(host, browser, 'template/weather-gru', complaints);
  const block = other.getByRole('list', { name: 'Blocks' }).getByRole('button', { name: 'Group 1' });
  await drag(other, await middleOf(block), await middleOf(other.locator('.flow-label').first()));
  await header(other).waitFor();
  const { edges } = await modelOf(other);
  expect(edges).toContainEqual({ from: 'input', to: 'conv1d_1' });
  expect(edges).toContainEqual({ from: 'max_pooling1d', to: 'gru' });
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => header(other).count()).toBe(0);
  await block.click({ button: 'right' });
  await choose(other, 'Rename the block');
  await other.keyboard.type('Encoder');
  await other.keyboard.press('Enter');
  const renamed = other.getByRole('list', { name: 'Blocks' }).getByRole('button', { name: 'Encoder' });
  await renamed.press('Shift+F10');
  await choose(other, 'Delete the block');
  await expect.poll(() => renamed.count()).toBe(0);
  await other.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await renamed.click();
  await header(other).waitFor();
  expect((await modelOf(other)).edges).toContainEqual({ from: 'dense', to: 'conv1d_1' });
  await other.context().close();
});

it('nothing was complained about', () => expect(complaints).toEqual([]));
