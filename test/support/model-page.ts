// A template's page in a real browser, with a host and a home folder of its own: its edits are kept there.
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { serveWorkbench, type ServedWorkbench } from './browser-host.ts';
import { temporaryHome } from './home.ts';

/** A host over a home folder of its own; both end with the test. */
export async function serveHome(): Promise<ServedWorkbench> {
  const home = temporaryHome();
  const host = await serveWorkbench(home.path);
  onTestFinished(async () => {
    await host.stop();
    home.remove();
  });
  return host;
}

/** Opens a model on a host that is there. @param model `template/imdb-conv1d` */
export async function openModelAt(
  host: ServedWorkbench,
  browser: Browser,
  model: string,
  complaints: string[],
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/models/${model}?${token}`);
  await page.locator('.svelte-flow__node[data-id="dense"]').waitFor();
  return page;
}

/** Opens the page and gathers in `complaints` what the browser reports. Host and home end with the test. */
export async function openModel(browser: Browser, template: string, complaints: string[]): Promise<Page> {
  return openModelAt(await serveHome(), browser, `template/${template}`, complaints);
}
