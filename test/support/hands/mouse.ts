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

/**
 * Cards stand in columns, so far from each other that none covers another, with or without a problem on it. The columns are short: an
 * edge from the end of a long one to the next one's beginning comes near the places of other cards.
 */
const column = 270;
const row = 140;
const mostRows = 5;
/**
 * From the upper left corner of the canvas to the first card, and the room of the tools at its lower edge. An edge that is drawn within
 * 40 pixels of the canvas's edge moves the canvas.
 */
const start = { x: 140, y: 80 };
const tools = 48;

interface Grid {
  readonly zoom: number;
  readonly rows: number;
}

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

  /** How large the canvas shows its cards, and how many fit under each other. */
  async function readGrid(): Promise<Grid> {
    const { height } = await boxOf(canvas);
    const viewport = page.locator('.svelte-flow__viewport');
    const zoom = await viewport.evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
    const fitting = 1 + Math.floor((height - start.y - tools - 88 * zoom) / (row * zoom));
    return { zoom, rows: Math.max(1, Math.min(mostRows, fitting)) };
  }

  /** Where a card is dropped. */
  async function pointOf(place: number, { zoom, rows }: Grid): Promise<Point> {
    const { x, y } = await boxOf(canvas);
    const [across, down] = [Math.floor(place / rows), place % rows];
    return { x: x + start.x + across * column * zoom, y: y + start.y + down * row * zoom };
  }

  async function add({ id, name, type, args = {} }: LayerToDraw, at: Point): Promise<void> {
    const button = page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: type, exact: true });
    await button.scrollIntoViewIfNeeded();
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
    const grid = await readGrid();
    for (const [place, layer] of layers.entries()) {
      await add(layer, await pointOf(place, grid));
      const own = layer.name ?? layer.id;
      done.add(own);
      // At once, so that its card says no longer that it is not connected.
      for (const [from, to] of edges.filter((edge) => edge.includes(own) && edge.every((id) => done.has(id)))) {
        const input = inputs.get(to) ?? 0;
        inputs.set(to, input + 1);
        // Each is waited for until it stands still and nothing covers it.
        await port(from, 'out', 0).hover();
        await page.mouse.down();
        await port(to, 'in', input).hover();
        await page.mouse.up();
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
      // A box around all of them, which have to be in sight, then the menu.
      await page.getByRole('button', { name: 'Show all', exact: true }).click();
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
