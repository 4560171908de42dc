// A hand at the mouse: layers are dragged from the palette, edges from port to port. The keyboard only types into fields.
import type { Locator, Page } from 'playwright-core';
import { card, cards, field, isList, optionOf, panel, type Hand, type LayerToDraw, type ModelToDraw } from './hand.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

async function boxOf(target: Locator): Promise<Point & { readonly width: number; readonly height: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return box;
}

async function middleOf(target: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Cards stand in columns, so far from each other that none covers another, with or without a problem on it. */
const rowsInColumn = 5;
const column = 270;
const row = 112;

export function mouseHand(page: Page): Hand {
  const canvas = page.locator('.svelte-flow');

  async function drag(from: Point, to: Point): Promise<void> {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 2 });
    await page.mouse.move(to.x, to.y, { steps: 2 });
    await page.mouse.up();
  }

  async function fill(target: Locator, text: string): Promise<void> {
    await target.click({ clickCount: 3 });
    await page.keyboard.type(text);
  }

  async function choose(list: Locator, option: string): Promise<void> {
    await list.selectOption({ label: await optionOf(list, option) });
  }

  async function add({ id, name, type, args = {} }: LayerToDraw, place: number): Promise<void> {
    const { x, y } = await boxOf(canvas);
    const button = page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: type, exact: true });
    await button.scrollIntoViewIfNeeded();
    const at = { x: x + 140 + column * Math.floor(place / rowsInColumn), y: y + 50 + row * (place % rowsInColumn) };
    await drag(await middleOf(button), at);
    await card(page, id).waitFor();
    for (const [argument, text] of Object.entries(args)) {
      const target = field(page, argument);
      if (await isList(target)) await choose(target, text);
      else await fill(target, text);
    }
    if (name === undefined) return;
    await fill(field(page, 'Name'), name);
    await page.keyboard.press('Enter');
    await card(page, name).waitFor();
  }

  const port = (id: string, side: 'in' | 'out', index: number): Locator =>
    card(page, id).locator(`.svelte-flow__handle[data-handleid="${side}-${index}"]`);

  async function draw({ layers, edges }: ModelToDraw): Promise<void> {
    const done = new Set<string>();
    const inputs = new Map<string, number>();
    for (const [place, layer] of layers.entries()) {
      await add(layer, place);
      const own = layer.name ?? layer.id;
      done.add(own);
      // At once, so that its card says no longer that it is not connected.
      for (const [from, to] of edges.filter((edge) => edge.includes(own) && edge.every((id) => done.has(id)))) {
        const input = inputs.get(to) ?? 0;
        inputs.set(to, input + 1);
        await drag(await middleOf(port(from, 'out', 0)), await middleOf(port(to, 'in', input)));
        await page.locator(`.svelte-flow__edge[data-id="${from}:0>${to}:${input}"]`).waitFor({ state: 'attached' });
      }
    }
  }

  return {
    press: (target) => target.click(),
    fill,
    choose,
    pick: (text) => page.getByRole('dialog').getByRole('option', { name: text }).click(),
    openTab: (name) => page.getByRole('tab', { name }).click(),
    async clear() {
      // A box around all of them, then the menu.
      const { x, y, width, height } = await boxOf(canvas);
      await drag({ x: x + width - 3, y: y + 3 }, { x: x + 3, y: y + height - 3 });
      await page.locator('.svelte-flow__selection-wrapper').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await cards(page).first().waitFor({ state: 'detached' });
    },
    draw,
    async open(id) {
      await card(page, id).click();
      await panel(page).getByRole('heading').first().waitFor();
    },
    undo: () => page.getByRole('button', { name: 'Undo', exact: true }).click(),
    redo: () => page.getByRole('button', { name: 'Redo', exact: true }).click(),
  };
}
