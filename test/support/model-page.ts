// A template's page in a real browser, with a host and a home folder of its own: its edits are kept there.
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { serveWorkbench } from './browser-host.ts';
import { temporaryHome } from './home.ts';

/** Opens the page and gathers in `complaints` what the browser reports. Host and home end with the test. */
export async function openModel(browser: Browser, template: string, complaints: string[]): Promise<Page> {
  const home = temporaryHome();
  const host = await serveWorkbench(home.path);
  onTestFinished(async () => {
    await host.stop();
    home.remove();
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/models/template/${template}?${token}`);
  await page.locator('.svelte-flow__node[data-id="dense"]').waitFor();
  return page;
}
