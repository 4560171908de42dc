// Data and training settings in a real browser: all of an experiment file is edited without JSON, and undone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readJsonText } from '../../support/json-text.ts';
import { openModel } from '../../support/model-page.ts';
import { launchBrowser } from '../../support/pictures.ts';

const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click();

it('loss, optimizer, schedule, metrics and callbacks are chosen, with every argument', async () => {
  const page = await openModel(browser, 'weather-conv1d', complaints);
  const training = page.getByRole('region', { name: 'Training', exact: true });
  await training.getByLabel('Loss', { exact: true }).selectOption('huber');
  await training.getByText('Arguments').first().click();
  await training.getByLabel('delta', { exact: true }).fill('-1');
  await training.getByText('huber has delta -1; it must be above 0.').waitFor();
  await training.getByLabel('delta', { exact: true }).fill('2');
  await training.getByLabel('Optimizer', { exact: true }).selectOption('AdamW');
  await training.getByLabel('Learning-rate schedule', { exact: true }).selectOption('CosineDecay');
  await training.getByLabel('decay_steps', { exact: true }).fill('500');
  await training.getByLabel('Add a metric…', { exact: true }).selectOption('root_mean_squared_error');
  await training.getByLabel('Add a callback…', { exact: true }).selectOption('EarlyStopping');
  await training.getByText('Arguments · 1 set').last().click();
  await training.getByLabel('patience', { exact: true }).fill('5');
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const value = await readJsonText(page);
  expect(value.replace(/\s+/g, ' ')).toContain('"loss": { "name": "huber", "config": { "delta": 2 } }');
  expect(value.replace(/\s+/g, ' ')).toContain(
    '"name": "CosineDecay", "initial_learning_rate": 0.001, "decay_steps": 500',
  );
  await page.context().close();
});

it('columns, target and window are chosen; the Input follows by one click; undo takes all back', async () => {
  const page = await openModel(browser, 'weather-conv1d', complaints);
  await page.getByRole('button', { name: 'Get data', exact: true }).first().click();
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  await tab(page, 'Data');
  const panel = page.getByRole('tabpanel');
  await panel.getByRole('group', { name: 'Features' }).getByLabel('visib', { exact: true }).uncheck();
  await panel.getByLabel('Lookback', { exact: true }).fill('48');
  await panel.getByLabel('Lookback', { exact: true }).blur();
  await panel.getByRole('group', { name: 'Target' }).getByLabel('dewp', { exact: true }).check();
  await panel.getByRole('group', { name: 'Target' }).getByLabel('temp', { exact: true }).uncheck();
  await panel.getByLabel('Every nth row', { exact: true }).fill('0');
  await panel.getByText('it must be at least 1').waitFor();
  await tab(page, 'Problems 1');
  await page.getByRole('button', { name: /Set shape of input to/ }).click();
  await page.getByText('No problems.').waitFor();
  const undo = page.getByRole('button', { name: 'Undo' });
  while (await undo.isEnabled()) await undo.click();
  await page.getByText('unsaved changes').waitFor({ state: 'detached' });
  await page.context().close();
});

it('the browser reported nothing', () => {
  expect(complaints).toEqual([]);
});
