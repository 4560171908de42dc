// The whole story in a real browser, over a real host, with a real engine: open, train, watch, stop, compare, and find all of it again.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWorkbench, shareEngine } from '../../support/browser-host.ts';
import type { ServedWorkbench } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';

const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const opened = await context.newPage();
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  await opened.goto(host.address);
  return opened;
}

/** Opens a template from the models page and sets how long it trains. */
async function openTemplate(name: string, epochs: number): Promise<void> {
  await page.getByRole('link', { name: 'Models', exact: true }).first().click();
  await page.getByRole('link', { name }).first().click();
  await page.getByLabel('Epochs').fill(String(epochs));
}

async function statusOfRun(): Promise<string> {
  const texts = await page
    .getByText(/^(queued|training|running|preparing|completed|stopped|failed|interrupted)$/)
    .allInnerTexts();
  return texts[0] ?? '';
}

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  page = await openPage();
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

describe('the workbench in a browser', () => {
  it('keeps the token out of the address', async () => {
    await page.getByRole('heading', { name: 'Models' }).waitFor();
    expect(page.url()).not.toContain('token');
  });

  it('shows the templates with their parameters', async () => {
    await page.getByText('1,315,937').waitFor();
    expect(await page.getByText('IMDB · Conv1D').count()).toBeGreaterThan(0);
  });

  it('trains a template and shows its curves while it trains', async () => {
    await openTemplate('Weather · Conv1D', 2);
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 120_000 });
    await page.locator('canvas').first().waitFor();
    const rows = page.getByRole('table').last().getByRole('row');
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3);
    expect(await page.getByText('val_mae').count()).toBeGreaterThan(0);
  });

  it('stops a run within a batch and keeps what was trained', async () => {
    await openTemplate('Weather · GRU', 500);
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.waitFor({ timeout: 60_000 });
    // One whole epoch first, so that there is something to compare.
    await page.getByRole('table').last().getByRole('row').nth(1).waitFor({ timeout: 120_000 });
    await stop.click();
    await page.getByText('stopped', { exact: true }).first().waitFor({ timeout: 30_000 });
    expect(await statusOfRun()).toBe('stopped');
  });

  it('compares the two runs with their baseline and shows what differs', async () => {
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    for (const name of ['Weather · Conv1D', 'Weather · GRU', 'Last value (baseline)'])
      await page.getByRole('row', { name }).first().getByRole('checkbox').check();
    await page
      .getByRole('button', { name: /^Compare/ })
      .or(page.getByRole('link', { name: /^Compare \d/ }))
      .first()
      .click();
    await page.getByText('Differences in settings').waitFor();
    await page.locator('canvas').first().waitFor();
    expect(await page.getByText('parameters').count()).toBeGreaterThan(0);
    expect(await page.getByText('°F').count()).toBeGreaterThan(0);
  });

  it('finds everything again after the host was killed, a run at work as interrupted', async () => {
    await openTemplate('Weather · GRU', 500);
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ timeout: 60_000 });
    await page.getByRole('table').last().getByRole('row').nth(1).waitFor({ timeout: 120_000 });
    const ended = new Promise((resolve) => host.process.once('exit', resolve));
    host.process.kill('SIGKILL');
    await ended;
    host = await serveWorkbench(home.path);
    page = await openPage();
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByText('interrupted', { exact: true }).first().waitFor();
    expect(await page.getByText('stopped', { exact: true }).count()).toBe(1);
    await page
      .getByRole('row', { name: /interrupted/ })
      .first()
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('table').last().getByRole('row').nth(1).waitFor();
  });

  it('says so when the token is wrong', async () => {
    const context = await browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(host.address.replace(/token=.*/, 'token=wrong'));
    await expect.poll(() => stranger.locator('body').innerText()).toMatch(/address|token|denied|refused/i);
    await context.close();
  });

  it('had nothing to complain about', () => {
    expect(complaints.filter((text) => !text.includes('WebSocket'))).toEqual([]);
  });
});
