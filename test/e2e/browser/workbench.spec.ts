// The story in a real browser over a real host with a real engine, and what only a browser host has: its token, and being killed.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWorkbench, shareEngine, type ServedWorkbench } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';
import { BrowserStory, openPage } from '../browser-story.ts';
import { tellStory } from '../story.ts';

tellStory('a browser', new BrowserStory());

describe('the browser host', () => {
  const home = temporaryHome();
  let host: ServedWorkbench;
  let browser: Browser;
  beforeAll(async () => {
    shareEngine(home.path, await testEngineHome());
    host = await serveWorkbench(home.path);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await host.stop();
    home.remove();
  });

  it('keeps the token out of the address', async () => {
    const page = await openPage(browser, host);
    await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
    expect(page.url()).not.toContain('token');
  });

  it('says so when the token is wrong', async () => {
    const context = await browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(host.address.replace(/token=.*/, 'token=wrong'));
    await expect.poll(() => stranger.locator('body').innerText()).toMatch(/address|token|denied|refused/i);
    await context.close();
  });

  it('finds a run interrupted after the host was killed, and offers to train it on', async () => {
    const page = await openPage(browser, host);
    await page.getByRole('link', { name: 'Weather · GRU' }).first().click();
    await page.getByLabel('Epochs').fill('500');
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    // The second epoch begins when the checkpoint of the first one is on disk.
    await page.getByRole('table').last().getByRole('row').nth(2).waitFor({ timeout: 120_000 });
    const ended = new Promise((resolve) => host.process.once('exit', resolve));
    host.process.kill('SIGKILL');
    await ended;
    host = await serveWorkbench(home.path);
    const again = await openPage(browser, host);
    await again.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await again.getByText('interrupted', { exact: true }).first().waitFor();
    await again.getByRole('link', { name: 'Weather · GRU' }).first().click();
    await again.getByText('This run was interrupted').waitFor();
    await again.getByRole('button', { name: /^Resume after epoch \d+$/ }).waitFor();
  });
});
