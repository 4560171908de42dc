// The pages that tests look at, in either language: where each is, and what is opened on it first.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Messages } from '#renderer/locales/en.ts';
import { stationFile } from './station-file.ts';
import { jsonField, readJsonText, writeJsonText } from './json-text.ts';

/** Ids of the runs that the pages show. */
export interface KnownRuns {
  readonly all: readonly string[];
  readonly baseline: string;
  /** The run of the model with both kinds of layers. */
  readonly both: string;
  /** Trains while the pages that show it are looked at. */
  readonly live: string;
  readonly failed: string;
  readonly interrupted: string;
}

/** A page to look at. */
export interface Look {
  readonly name: string;
  /** Which machine: with real runs, or just installed. */
  readonly home: 'filled' | 'empty';
  readonly address: (runs: KnownRuns) => string;
  /** Done on the page before it is looked at; `words` are those of the page's language. */
  readonly prepare?: (page: Page, words: Messages) => Promise<void>;
  /** Shows what holds the place of things that load, for ever. */
  readonly showsSkeletons?: boolean;
  /** A model trains while it is looked at. */
  readonly showsTraining?: boolean;
  /** Looked at in three sizes, all of which docs/pictures has. */
  readonly isBuilder?: boolean;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

/** An action of a page's top, which is in a menu where the window is narrow. */
async function pressAction(page: Page, name: string, menu: string): Promise<void> {
  const action = page.getByRole('button', { name, exact: true }).first();
  const more = page.getByRole('button', { name: menu, exact: true });
  await action.or(more).first().waitFor();
  if (await action.isVisible()) await action.click();
  else {
    await more.click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
}

const layerCard = (page: Page, id: string) => page.locator(`.svelte-flow__node[data-id="${id}"]`);

/** Deletes all layers of a model, unless an earlier look has. */
async function clear(page: Page, { graph }: Messages): Promise<void> {
  const [input, empty] = [layerCard(page, 'input'), page.getByText(graph.empty)];
  await input.or(empty).waitFor();
  if (await empty.isVisible()) return;
  await input.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await empty.waitFor();
}

/** Every page, and what opens over it. */
export const looks: readonly Look[] = [
  { name: 'models', home: 'filled', address: () => '#/models' },
  { name: 'model', home: 'filled', address: () => '#/models/template/weather-conv1d-gru', isBuilder: true },
  {
    name: 'model-layer',
    home: 'filled',
    address: () => '#/models/template/weather-tcn',
    isBuilder: true,
    prepare: (page) => page.locator('.svelte-flow__node').nth(2).click(),
  },
  {
    name: 'model-code',
    home: 'filled',
    address: () => '#/models/template/weather-gru',
    prepare: (page, { graph }) => page.getByRole('tab', { name: graph.tabs.code, exact: true }).click(),
  },
  {
    name: 'model-json',
    home: 'filled',
    address: () => '#/models/template/weather-gru',
    async prepare(page, { models }) {
      await press(page, models.editJson);
      await jsonField(page, models.jsonLabel).waitFor();
    },
  },
  {
    name: 'model-problems',
    home: 'filled',
    address: () => '#/models/template/weather-conv1d',
    async prepare(page, { models }) {
      await press(page, models.editJson);
      const text = await readJsonText(page, models.jsonLabel);
      const wrong = text.replace('"kernel_size": 5', '"kernel_size": 500, "fliters": 2');
      await writeJsonText(page, wrong, models.jsonLabel);
      await press(page, models.readable);
    },
  },
  {
    name: 'model-table',
    home: 'filled',
    address: () => '#/models/template/weather-tcn',
    prepare: (page, { graph }) => page.getByRole('radio', { name: graph.asTable }).click(),
  },
  {
    name: 'model-data',
    home: 'filled',
    address: () => '#/models/template/weather-conv1d-gru',
    async prepare(page, { graph, series }) {
      await page.getByRole('tab', { name: graph.tabs.data, exact: true }).click();
      await page.locator('svg[data-drawn="temp"]').waitFor();
      await page.getByRole('region', { name: series.features }).locator('path[d^="M"]').first().waitFor();
    },
  },
  {
    name: 'model-find-layer',
    home: 'filled',
    address: () => '#/models/template/weather-dilated',
    async prepare(page, { graph }) {
      const box = page.getByRole('searchbox', { name: graph.findLayer });
      await box.fill('conv');
      await box.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const second = page.getByRole('button', { name: 'Conv1DTranspose', exact: true });
      expect(await second.evaluate((button) => button === document.activeElement)).toBe(true);
    },
  },
  {
    name: 'model-add-layer',
    home: 'filled',
    address: () => '#/models/template/weather-dilated',
    async prepare(page) {
      await layerCard(page, 'conv1d_1').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('conv');
    },
  },
  {
    name: 'model-menu',
    home: 'filled',
    address: () => '#/models/template/weather-dilated',
    prepare: (page) => layerCard(page, 'conv1d_1').click({ button: 'right' }),
  },
  {
    name: 'model-invalid',
    home: 'filled',
    address: () => '#/models/template/weather-dilated',
    async prepare(page) {
      await layerCard(page, 'conv1d_1').click();
      await page.getByRole('textbox', { name: 'filters' }).fill('0');
      await page.getByRole('textbox', { name: 'filters', description: /0/ }).waitFor();
    },
  },
  { name: 'model-empty', home: 'filled', address: () => '#/models/template/weather-skip', prepare: clear },
  { name: 'model-report', home: 'filled', address: () => '#/models/template/weather-tcn/report' },
  { name: 'model-no-data', home: 'empty', address: () => '#/models/template/imdb-conv1d' },
  { name: 'data', home: 'filled', address: () => '#/data' },
  { name: 'data-empty', home: 'empty', address: () => '#/data' },
  { name: 'import-empty', home: 'empty', address: () => '#/import' },
  {
    name: 'import',
    home: 'filled',
    address: () => '#/import',
    async prepare(page, { imports }) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, imports.choose)]);
      await chooser.setFiles({ name: 'station.csv', mimeType: 'text/csv', buffer: stationFile() });
      await page.getByLabel(imports.delimiter, { exact: true }).waitFor();
    },
  },
  { name: 'runs', home: 'filled', address: () => '#/runs', showsTraining: true },
  { name: 'runs-empty', home: 'empty', address: () => '#/runs' },
  { name: 'run', home: 'filled', address: ({ both }) => `#/runs/${both}` },
  {
    name: 'run-settings',
    home: 'filled',
    address: ({ both }) => `#/runs/${both}`,
    prepare: (page, { run }) => page.getByRole('tab', { name: run.tabs.settings }).click(),
  },
  {
    name: 'run-model',
    home: 'filled',
    address: ({ both }) => `#/runs/${both}`,
    prepare: (page, { run }) => page.getByRole('tab', { name: run.tabs.model }).click(),
  },
  {
    name: 'compare-with',
    home: 'filled',
    address: ({ both }) => `#/runs/${both}`,
    async prepare(page, { run, runs }) {
      await pressAction(page, run.compareWith, runs.table.more);
      // In a dialog's column the width of the box was its height.
      const box = await page.getByRole('dialog').getByRole('searchbox').locator('..').boundingBox();
      expect(box?.height).toBeLessThan(40);
    },
  },
  {
    name: 'run-delete',
    home: 'filled',
    address: ({ both }) => `#/runs/${both}`,
    prepare: (page, { runs }) => press(page, runs.deleteThis),
  },
  { name: 'model-of-run', home: 'filled', address: ({ both }) => `#/models/run/${both}` },
  { name: 'run-live', home: 'filled', address: ({ live }) => `#/runs/${live}`, showsTraining: true },
  { name: 'run-failed', home: 'filled', address: ({ failed }) => `#/runs/${failed}` },
  { name: 'run-interrupted', home: 'filled', address: ({ interrupted }) => `#/runs/${interrupted}` },
  {
    name: 'run-rename',
    home: 'filled',
    address: ({ both }) => `#/runs/${both}`,
    prepare: (page, { run, runs }) => pressAction(page, run.rename, runs.table.more),
  },
  { name: 'run-baseline', home: 'filled', address: ({ baseline }) => `#/runs/${baseline}` },
  { name: 'run-missing', home: 'filled', address: () => '#/runs/none' },
  { name: 'compare', home: 'filled', address: ({ all }) => `#/compare?runs=${all.join(',')}` },
  { name: 'compare-empty', home: 'empty', address: () => '#/compare' },
  { name: 'reports-empty', home: 'empty', address: () => '#/reports' },
  {
    name: 'report',
    home: 'filled',
    address: ({ all }) => `#/compare?runs=${all.join(',')}`,
    async prepare(page, { reports }) {
      await press(page, reports.toReport);
      await page.getByRole('menuitem', { name: reports.toNew, exact: true }).first().click();
      await page.locator('[data-block] canvas').first().waitFor();
    },
  },
  {
    name: 'predictions',
    home: 'filled',
    address: ({ both }) => `#/predictions/${both}`,
    prepare: (page) => page.locator('main canvas').first().waitFor(),
  },
  { name: 'guides', home: 'filled', address: () => '#/guides' },
  {
    name: 'guide',
    home: 'filled',
    address: () => '#/guides/conv-gru',
    prepare: async (page) => {
      await page.getByText('jena_climate_2009_2016.csv.zip').waitFor();
    },
  },
  { name: 'guide-no-data', home: 'empty', address: () => '#/guides/imdb-conv1d' },
  { name: 'settings', home: 'filled', address: () => '#/settings' },
  { name: 'design', home: 'filled', address: () => '#/design', showsSkeletons: true },
  {
    name: 'search',
    home: 'filled',
    address: () => '#/models',
    prepare: (page) => page.keyboard.press('Control+K'),
  },
  {
    name: 'search-found',
    home: 'filled',
    address: () => '#/models',
    async prepare(page) {
      await page.keyboard.press('Control+K');
      await page.keyboard.type('conv');
    },
  },
  {
    name: 'shortcuts',
    home: 'filled',
    address: () => '#/models',
    prepare: (page) => page.keyboard.press('?'),
  },
];
