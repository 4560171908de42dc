// Pasted Keras code and the code view in a real browser.
import type { Browser } from 'playwright-core';
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

it('pastes Keras code in one step, lists what was not understood, and shows the code of the model', async () => {
  const home = temporaryHome();
  const host = await serveWorkbench(home.path);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    const [origin = '', token = ''] = host.address.split('#');
    await page.goto(`${origin}#/models/template/weather-gru?${token}`);
    await page.locator('.svelte-flow__node[data-id="dense"]').waitFor();

    await page.getByRole('tab', { name: 'Code', exact: true }).click();
    const code = page.locator('pre');
    await expect.poll(() => code.innerText()).toContain('layers.GRU(units=32');
    await page.getByRole('tab', { name: 'TypeScript' }).click();
    await expect.poll(() => code.innerText()).toContain('const experiment = {');

    const paste = (text: string) =>
      page.locator('.svelte-flow__node[data-id="dense"]').evaluate((node, given) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', given);
        node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await paste(pasted);
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
    expect(problems).toEqual([]);
  } finally {
    await host.stop();
    home.remove();
  }
});
