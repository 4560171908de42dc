// The browser host as a story starts and quits it.
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { serveWorkbench, shareEngine, type ServedWorkbench } from '../support/browser-host.ts';
import { testEngineHome } from '../support/engines.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';
import type { StoryHost } from './story.ts';

export async function openPage(browser: Browser, host: ServedWorkbench): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(host.address);
  return page;
}

export class BrowserStory implements StoryHost {
  readonly home = temporaryHome();
  #browser: Browser | null = null;
  #host: ServedWorkbench | null = null;

  async start(): Promise<Page> {
    shareEngine(this.home.path, await testEngineHome());
    this.#browser ??= await launchBrowser();
    this.#host = await serveWorkbench(this.home.path);
    return await openPage(this.#browser, this.#host);
  }

  async quit(): Promise<void> {
    expect(await this.#host?.stop()).toBe(0);
  }

  async remove(): Promise<void> {
    await this.#browser?.close();
    await this.#host?.stop();
    this.home.remove();
  }
}
