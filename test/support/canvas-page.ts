// The parts of the model builder's page that stories of it drive.
import type { Locator, Page } from 'playwright-core';
import { readJsonText } from './json-text.ts';

export const card = (page: Page, id: string): Locator => page.locator(`.svelte-flow__node[data-id="${id}"]`);

/** The shapes on the edges, in any order: the labels stand in the order in which they were drawn. */
export const shapes = async (page: Page): Promise<string[]> =>
  (await page.locator('.flow-label').allInnerTexts()).toSorted();

export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags from one point of the window to another. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** The id of the card that has the focus. */
export const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['id']);

/** The ids of the selected cards. */
export const selected = (page: Page): Promise<(string | null)[]> =>
  page.locator('.svelte-flow__node.selected').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')));

/** Chooses an item of the menu that is open. */
export const choose = (page: Page, item: string): Promise<void> =>
  page.getByRole('menuitem', { name: item, exact: true }).click();

/** The saved model, as the page's JSON has it. The page shows the graph again after it. */
export async function modelOf(page: Page): Promise<{
  nodes: { id: string; type: string }[];
  edges: { from: string; to: string; input?: number }[];
  layout?: Record<string, [number, number]>;
  groups?: { id: string; name: string; layers: string[]; folded?: boolean; ports?: { name: string }[] }[];
  notes?: { id: string; text: string; at: [number, number] }[];
}> {
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const text = await readJsonText(page);
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await page.locator('.svelte-flow__node').first().waitFor();
  return (JSON.parse(text) as { model: Awaited<ReturnType<typeof modelOf>> }).model;
}
