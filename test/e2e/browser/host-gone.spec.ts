// A host that stops, dies and is started again under an open page: the page says what is true, loses nothing that was typed, and
// takes the new address in the same tab.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorkbench, shareEngine, type ServedWorkbench } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';

const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
  host = await serveWorkbench(home.path);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
  await page.goto(host.address);
  await page.getByRole('link', { name: 'Weather · GRU' }).first().click();
  await page.getByLabel('Epochs').fill('500');
  await page
    .getByRole('button', { name: 'Train', exact: true })
    .or(page.getByRole('button', { name: 'Get data and train' }))
    .click();
  await page.getByRole('table').last().getByRole('row').nth(1).waitFor({ timeout: 120_000 });
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

const silent = () => page.getByText('Strata does not answer.');

it('shows that its host is silent while it is stopped, and that it is back', async () => {
  host.process.kill('SIGSTOP');
  await silent().waitFor();
  host.process.kill('SIGCONT');
  await silent().waitFor({ state: 'detached' });
  const rows = page.getByRole('table').last().getByRole('row');
  const before = await rows.count();
  await expect.poll(() => rows.count(), { timeout: 120_000 }).toBeGreaterThan(before);
});

it('says what was training when the host was killed, and takes the new address in the same tab with what was typed', async () => {
  await page.getByRole('link', { name: 'Models', exact: true }).first().click();
  await page.getByRole('link', { name: 'Weather · Conv1D' }).first().click();
  await page.getByLabel('Epochs').fill('77');
  const exited = new Promise((resolve) => host.process.once('exit', resolve));
  host.process.kill('SIGKILL');
  await exited;
  await page.getByText('was training when the connection was lost').waitFor();
  expect(await page.getByText(/goes on/).count()).toBe(0);
  const shown = new URL(page.url()).hash;

  host = await serveWorkbench(home.path, {}, undefined, new URL(host.address).port);
  await page.getByText('This page may not talk to Strata').waitFor();
  // As a person does who clicks the printed address while this tab is open: only the fragment changes.
  await page.evaluate((address) => location.assign(address), host.address);
  await page.getByLabel('Epochs').waitFor();
  expect(new URL(page.url()).hash).toBe(shown);
  expect(await page.getByLabel('Epochs').inputValue()).toBe('77');

  await page.reload();
  await page.getByText('Unsaved changes of').waitFor();
  expect(await page.getByLabel('Epochs').inputValue()).toBe('77');
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.getByText('interrupted', { exact: true }).first().waitFor();
});
