// A hand at the keyboard, which never touches the mouse: what cannot be reached with keys is a defect and fails.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { card, cards, expectFocus, field, type Hand, type LayerToDraw, type ModelToDraw } from './hand.ts';

/** No way on a page has more stops than this. */
const mostTabs = 40;
const mostSteps = 30;

/** Arguments that are typed without their names, as `conv1d 32 7 relu`. */
const bare = /^(shape|units|filters|kernel_size|pool_size|rate|activation|input_dim|output_dim|cropping)$/;

/** A layer as it is typed in one line. */
function lineOf({ type, args = {} }: LayerToDraw): string {
  const words = Object.entries(args).map(([name, text]) => (bare.test(name) ? text : `${name}=${text}`));
  return [type.toLowerCase(), ...words].join(' ');
}

export function keyboardHand(page: Page): Hand {
  const { keyboard } = page;
  const hasFocus = (target: Locator): Promise<boolean> =>
    target.evaluate((element) => element === document.activeElement);

  /** Presses Tab until something has the focus; where that is behind, Shift+Tab. */
  async function tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    const isBehind = await target.evaluate(
      (element) =>
        document.activeElement !== null &&
        document.activeElement !== document.body &&
        !document.activeElement.contains(element) &&
        (document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
    );
    for (let turn = 0; turn < mostTabs; turn++) {
      if (await hasFocus(target)) return;
      await keyboard.press(isBehind ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`${String(target)} is not reached with ${mostTabs} tabs.`);
  }

  async function choose(list: Locator, option: string): Promise<void> {
    await tabTo(list);
    await keyboard.type(option);
    const shown = (): Promise<string> =>
      list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? '');
    await expect.poll(shown).toMatch(new RegExp(`^${option}`));
  }

  async function fill(target: Locator, text: string): Promise<void> {
    await tabTo(target);
    await keyboard.press('Control+a');
    await keyboard.type(text);
  }

  const focusedId = (): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['id']);

  /** Walks over the canvas with the arrow keys, as a person who sees where the layer is. */
  async function walkTo(id: string): Promise<void> {
    const middle = async (of: string): Promise<{ x: number; y: number }> => {
      const box = await card(page, of).boundingBox();
      if (box === null) throw new Error(`${of} is not on the canvas.`);
      return { x: box.x + box.width / 2, y: box.y };
    };
    if ((await focusedId()) === undefined) await tabTo(page.locator('.svelte-flow__node[tabindex="0"]'));
    let last = '';
    for (let step = 0; step < mostSteps; step++) {
      const at = await focusedId();
      if (at === id) return;
      if (at === undefined) throw new Error(`No layer has the focus on the way to ${id}.`);
      const [from, to] = [await middle(at), await middle(id)];
      const isBeside = Math.abs(from.y - to.y) < 20 || last === at;
      const across = from.x < to.x ? 'ArrowRight' : 'ArrowLeft';
      last = at;
      await keyboard.press(isBeside ? across : from.y < to.y ? 'ArrowDown' : 'ArrowUp');
    }
    throw new Error(`${id} is not reached with the arrow keys.`);
  }

  async function pick(text: string): Promise<void> {
    await expectFocus(page.getByRole('dialog').getByRole('combobox'));
    await keyboard.type(text);
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Gives the layer that has the focus another name. */
  async function rename(id: string, name: string): Promise<void> {
    await keyboard.press('Enter');
    await expect.poll(focusedId).not.toBe(id);
    await fill(field(page, 'Name'), name);
    await keyboard.press('Enter');
    await card(page, name).waitFor();
    await expectFocus(field(page, 'Name'));
    await keyboard.press('Escape');
    await expectFocus(card(page, name));
  }

  async function draw({ layers, edges }: ModelToDraw): Promise<void> {
    const drawn = new Set<string>();
    for (const [index, layer] of layers.entries()) {
      const before = layers[index - 1];
      if (layer.type === 'Input') await keyboard.press('/');
      else await keyboard.press('Alt+ArrowDown');
      await pick(lineOf(layer));
      await card(page, layer.id).waitFor();
      // Behind another layer it has the focus in its first field, if it has one.
      await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
      if ((await focusedId()) !== layer.id) await keyboard.press('Escape');
      await expectFocus(card(page, layer.id));
      const own = layer.name ?? layer.id;
      if (layer.name !== undefined) await rename(layer.id, layer.name);
      if (layer.type !== 'Input') drawn.add(`${before?.name ?? before?.id} ${own}`);
    }
    for (const [from, to] of edges) {
      if (drawn.has(`${from} ${to}`)) continue;
      await walkTo(from);
      await keyboard.press('c');
      await pick(to);
      await page.locator(`.svelte-flow__edge[data-id^="${from}:0>${to}:"]`).waitFor({ state: 'attached' });
      await expectFocus(card(page, from));
    }
  }

  return {
    async press(target) {
      await tabTo(target);
      await keyboard.press('Enter');
    },
    fill,
    choose,
    pick,
    async openTab(name) {
      const tabs = page.getByRole('tab');
      await tabTo(page.getByRole('tab', { selected: true }));
      await keyboard.press('Home');
      for (let turn = 0; turn < (await tabs.count()); turn++) {
        if ((await page.getByRole('tab', { selected: true, name }).count()) > 0) return;
        await keyboard.press('ArrowRight');
      }
      throw new Error(`No tab is called ${name}.`);
    },
    async clear() {
      await tabTo(page.locator('.svelte-flow__node[tabindex="0"]'));
      await keyboard.press('Control+a');
      await keyboard.press('Delete');
      await cards(page).first().waitFor({ state: 'detached' });
    },
    draw,
    async open(id) {
      await walkTo(id);
      await keyboard.press('Enter');
    },
    undo: () => keyboard.press('Control+z'),
    redo: () => keyboard.press('Control+Shift+z'),
  };
}
