// The JSON editor of a model's page, in a real browser: its text is read and replaced as a person does, over the clipboard.
import type { Locator, Page } from 'playwright-core';
import { en } from '#renderer/locales/en.ts';

/** The editor's field, once it is loaded. */
export function jsonField(page: Page, name = en.models.jsonLabel): Locator {
  return page.getByRole('textbox', { name });
}

async function selectAll(page: Page, name?: string): Promise<Locator> {
  const field = jsonField(page, name);
  await field.focus();
  await page.keyboard.press('Control+A');
  return field;
}

/** All of the text, also what is out of sight. */
export async function readJsonText(page: Page, name?: string): Promise<string> {
  const field = await selectAll(page, name);
  return field.evaluate((element) => {
    const clipboardData = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/plain');
  });
}

/** Pastes at the cursor, or over what is selected. */
export async function pasteJson(page: Page, text: string, name?: string): Promise<void> {
  await jsonField(page, name).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Replaces all of the text. */
export async function writeJsonText(page: Page, text: string, name?: string): Promise<void> {
  await selectAll(page, name);
  await pasteJson(page, text, name);
}
