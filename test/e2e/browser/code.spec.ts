// Pasted Keras code and the code view in a real browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const pasted = `import keras
inputs = keras.Input((120, 7), name="pasted")
for i in range(3):
    pass
outputs = keras.layers.Dense(3, name="three")(inputs)
`;

/** Does something on a template's page in a browser of its own; no error may be thrown on the page. */
async function onTemplate(what: (page: Page) => Promise<void>): Promise<void> {
  const home = temporaryHome();
  const host = await serveWorkbench(home.path);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    const [origin = '', token = ''] = host.address.split('#');
    await page.goto(`${origin}#/models/template/weather-gru?${token}`);
    await page.locator('.svelte-flow__node[data-id="dense"]').waitFor();
    await what(page);
    expect(problems).toEqual([]);
  } finally {
    await host.stop();
    home.remove();
  }
}

async function paste(page: Page, text: string): Promise<void> {
  await page.locator('.svelte-flow__node[data-id="dense"]').evaluate((node, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

it('pastes Keras code in one step, lists what was not understood, and shows the code of the model', async () => {
  await onTemplate(async (page) => {
    await page.getByRole('tab', { name: 'Code', exact: true }).click();
    const code = page.locator('pre');
    await expect.poll(() => code.innerText()).toContain('layers.GRU(units=32');
    await page.getByRole('tab', { name: 'TypeScript' }).click();
    await expect.poll(() => code.innerText()).toContain('const experiment = {');

    await paste(page, pasted);
    const dialog = page.getByRole('dialog', { name: 'Pasted code: lines that were not understood' });
    await dialog.waitFor();
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      'Line 3 A loop is not read; write its layers one by one.',
    ]);
    await page.keyboard.press('Escape');
    await page.locator('.svelte-flow__node[data-id="three"]').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.locator('.svelte-flow__node[data-id="three"]').waitFor({ state: 'detached' });
    expect(await page.locator('.svelte-flow__node[data-id="pasted"]').count()).toBe(0);
  });
});

const settings = `model.compile(optimizer=keras.optimizers.Nadam(2e-3), loss="huber")
model.fit(train, epochs=17, validation_split=0.2, callbacks=[EarlyStopping(patience=4)])
`;

it('offers the training settings of pasted code, and takes them as one step', async () => {
  await onTemplate(async (page) => {
    await page.getByRole('tab', { name: 'Code', exact: true }).click();
    const code = page.locator('pre');
    await expect.poll(() => code.innerText()).toContain('model.compile(');
    const before = await code.innerText();

    await paste(page, settings);
    const dialog = page.getByRole('dialog', { name: 'Pasted code: training settings' });
    await dialog.waitFor();
    expect(await dialog.getByRole('term').allInnerTexts()).toEqual(['optimizer', 'loss', 'epochs', 'callbacks']);
    expect(await dialog.getByRole('definition').first().innerText()).toBe('Nadam (learning_rate 0.002)');
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      'Line 2 The argument validation_split of fit is not taken over.',
    ]);
    await dialog.getByRole('button', { name: 'Leave the settings' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await code.innerText()).toBe(before);

    await paste(page, settings);
    await dialog.getByRole('button', { name: 'Also take optimizer, loss, …' }).click();
    await expect.poll(() => code.innerText()).toContain('keras.optimizers.Nadam(learning_rate=0.002)');
    const after = await code.innerText();
    expect(after).toContain('epochs=17');
    expect(after).toContain('keras.callbacks.EarlyStopping(patience=4)');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => code.innerText()).toBe(before);
  });
});
