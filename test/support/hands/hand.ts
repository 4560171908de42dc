// What a person does to a page, whether with the mouse or the keyboard: both hands draw the same models.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A layer to be drawn. */
export interface LayerToDraw {
  /** The id that the program gives it. */
  readonly id: string;
  /** The id that the person gives it then. */
  readonly name?: string;
  readonly type: string;
  /** Its arguments as they are typed, in Keras's order. */
  readonly args?: Readonly<Record<string, string>>;
}

/** A model to be drawn: its layers in the order in which they are added, and its edges. */
export interface ModelToDraw {
  readonly layers: readonly LayerToDraw[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

export interface Hand {
  /** Presses a button, a link or a tab. */
  press(target: Locator): Promise<void>;
  /** Replaces a field's text. */
  fill(field: Locator, text: string): Promise<void>;
  /** Chooses the option of a list that begins with this. */
  choose(list: Locator, option: string): Promise<void>;
  /** Takes what is found by this in a list over the page. */
  pick(text: string): Promise<void>;
  /** Chooses one of the tabs beside the model. */
  openTab(name: string): Promise<void>;
  /** Deletes all layers. */
  clear(): Promise<void>;
  /** Draws a model on the empty canvas. */
  draw(model: ModelToDraw): Promise<void>;
  /** Puts the inspector on a layer. */
  open(id: string): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

export const cards = (page: Page): Locator => page.locator('.svelte-flow__node');
export const card = (page: Page, id: string): Locator => page.locator(`.svelte-flow__node[data-id="${id}"]`);
/** The fields of the open tab beside the model. */
export const panel = (page: Page): Locator => page.getByRole('tabpanel');
export const field = (page: Page, name: string): Locator => panel(page).getByLabel(name, { exact: true });

export async function expectFocus(target: Locator): Promise<void> {
  await expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
}

export const isList = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element instanceof HTMLSelectElement);

/** The text of the first option that begins with this. */
export async function optionOf(list: Locator, text: string): Promise<string> {
  const options = await list.locator('option').allInnerTexts();
  const found = options.map((one) => one.trim()).find((one) => one.startsWith(text));
  if (found === undefined) throw new Error(`No option begins with ${text}: ${options.join(', ')}.`);
  return found;
}
