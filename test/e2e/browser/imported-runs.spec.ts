// Runs of other programs in a real browser: where they come from is said on every page, what they cannot do is not offered, and a
// script that logs is seen live.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { runSummarySchema } from '#shared/runs/run.ts';
import { violations } from '../../support/axe.ts';
import { commandLine, serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser } from '../../support/pictures.ts';
import { strata } from '../../support/strata.ts';

const logs = fileURLToPath(new URL('../../histories/reference/logs', import.meta.url));
const home = temporaryHome();
let host: ServedWorkbench;
let browser: Browser;
let page: Page;
let script: ChildProcessWithoutNullStreams | null = null;
const ids = new Map<string, string>();

async function open(hash: string): Promise<void> {
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#${hash}?${token}`);
}

const idOf = (name: string): string => ids.get(name) ?? '';

beforeAll(async () => {
  host = await serveWorkbench(home.path);
  const { stdout } = await strata(home.path, 'runs', 'import', logs, '--json');
  const { added } = z.object({ added: z.array(runSummarySchema) }).parse(JSON.parse(stdout));
  for (const { id, name } of added) ids.set(name, id);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', 'en')`);
  page = await context.newPage();
});
afterAll(async () => {
  script?.kill('SIGKILL');
  await browser.close();
  await host.stop();
  home.remove();
});

it('an open page shows them in the table, with their origin in the place of a data set', async () => {
  await open('/runs');
  const row = page.locator('tbody tr', { hasText: 'torch/lr_0.1' });
  await row.waitFor();
  expect(await row.innerText()).toContain('Imported from TensorBoard');
  expect(await violations(page)).toEqual([]);
});

it('a run’s page has its curves and settings, says where it comes from, and offers no training', async () => {
  await open(`/runs/${idOf('torch/lr_0.1')}`);
  await page.getByText('It was trained elsewhere').waitFor();
  await page.getByText('Imported from TensorBoard').first().waitFor();
  expect(await page.getByRole('heading', { name: 'val/loss' }).count()).toBe(1);
  expect(await page.getByRole('heading', { name: 'train/loss' }).count()).toBe(1);
  for (const name of ['Train again', 'Resume', 'Train with changes', 'Stop'])
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  expect(await page.getByRole('tab', { name: 'Model' }).count()).toBe(0);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByText('optimizer').waitFor();
  await page.getByText('adam').waitFor();
  expect(await violations(page)).toEqual([]);
});

it('two are compared by their values and settings, without models', async () => {
  await open(`/compare?runs=${idOf('restart')},${idOf('tf2')}`);
  await page.getByText('units', { exact: true }).first().waitFor();
  await page.getByRole('img', { name: /loss/ }).first().waitFor();
  expect(await page.getByText('Something went wrong').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

it('its model cannot be opened, and that is said', async () => {
  await open(`/models/run/${idOf('tf2')}`);
  await expect.poll(() => page.getByText('its model is not known').count()).toBeGreaterThan(0);
});

it('a script’s run is seen while it is logged', async () => {
  await open('/runs');
  script = spawn(process.execPath, [commandLine, 'log', '--name', 'My script'], {
    env: { ...process.env, STRATA_HOME: home.path },
  });
  script.stdin.write('{"config": {"lr": 0.5}, "epochs": 4}\n{"epoch": 1, "loss": 0.5, "val_loss": 0.75}\n');
  const link = page.getByRole('link', { name: 'My script' });
  await link.first().click();
  await page.getByText('Logged by a script').first().waitFor();
  await expect.poll(() => page.getByText('0.7500').count()).toBeGreaterThan(0);
  script.stdin.write('{"epoch": 2, "loss": 0.25, "val_loss": 0.3125}\n');
  await expect.poll(() => page.getByText('0.3125').count()).toBeGreaterThan(0);
  script.stdin.end();
  await expect.poll(() => page.getByText('Completed').count()).toBeGreaterThan(0);
});
