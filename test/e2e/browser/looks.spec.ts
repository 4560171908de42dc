// How every page looks in a real browser, light and dark, with real runs and on a fresh machine: nothing on it may hinder a
// person (axe-core), and its picture is taken in two sizes. `npm run pictures` keeps the pictures in docs/pictures.
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { serveWorkbench, shareEngine } from '../../support/browser-host.ts';
import type { ServedWorkbench } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { launchBrowser, picturesFolder } from '../../support/pictures.ts';
import { fillHome } from '../../support/sample-home.ts';

interface Look {
  readonly name: string;
  /** Which machine: with real runs, or just installed. */
  readonly home: 'filled' | 'empty';
  readonly address: () => string;
  /** Done on the page before it is looked at. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Shows what holds the place of things that load, for ever. */
  readonly showsSkeletons?: boolean;
  /** In one size only: a page with little on it. */
  readonly small?: boolean;
}

const sizes = [
  { name: '', width: 1280, height: 800 },
  { name: '-1920', width: 1920, height: 1080 },
] as const;
const themes = ['light', 'dark'] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { folder, isKept } = picturesFolder();
const homes = { filled: temporaryHome(), empty: temporaryHome() };
const hosts = {} as Record<keyof typeof homes, ServedWorkbench>;
let browser: Browser;
let runs: readonly RunId[] = [];
/** A run that trains while the pages are looked at. */
let live = '';
const complaints: string[] = [];

const run = (index: number): string => runs[index] ?? '';

const looks: readonly Look[] = [
  { name: 'models', home: 'filled', address: () => '#/models' },
  { name: 'model', home: 'filled', address: () => '#/models/template/weather-conv1d-gru' },
  {
    name: 'model-json',
    home: 'filled',
    address: () => '#/models/template/weather-gru',
    prepare: (page) => page.getByRole('button', { name: 'Edit as JSON' }).click(),
    small: true,
  },
  { name: 'model-no-data', home: 'empty', address: () => '#/models/template/imdb-conv1d', small: true },
  { name: 'data', home: 'filled', address: () => '#/data' },
  { name: 'data-empty', home: 'empty', address: () => '#/data', small: true },
  { name: 'runs', home: 'filled', address: () => '#/runs' },
  { name: 'runs-empty', home: 'empty', address: () => '#/runs', small: true },
  { name: 'run', home: 'filled', address: () => `#/runs/${run(3)}` },
  {
    name: 'compare-with',
    home: 'filled',
    address: () => `#/runs/${run(3)}`,
    async prepare(page) {
      await page.getByRole('button', { name: 'Compare with…' }).click();
      // In a dialog's column the width of the box was its height.
      const box = await page.getByRole('dialog').getByRole('searchbox').locator('..').boundingBox();
      expect(box?.height).toBeLessThan(40);
    },
    small: true,
  },
  { name: 'model-of-run', home: 'filled', address: () => `#/models/run/${run(3)}`, small: true },
  { name: 'run-live', home: 'filled', address: () => `#/runs/${live}` },
  { name: 'run-baseline', home: 'filled', address: () => `#/runs/${run(0)}`, small: true },
  { name: 'compare', home: 'filled', address: () => `#/compare?runs=${runs.join(',')}` },
  { name: 'compare-empty', home: 'empty', address: () => '#/compare', small: true },
  { name: 'settings', home: 'filled', address: () => '#/settings' },
  { name: 'design', home: 'filled', address: () => '#/design', showsSkeletons: true },
  {
    name: 'search',
    home: 'filled',
    address: () => '#/models',
    prepare: (page) => page.keyboard.press('Control+K'),
    small: true,
  },
  {
    name: 'shortcuts',
    home: 'filled',
    address: () => '#/models',
    prepare: (page) => page.keyboard.press('?'),
    small: true,
  },
];

/** A window of a person who has chosen this language. */
async function openContext(theme: (typeof themes)[number], language: 'en' | 'ko'): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: sizes[0], colorScheme: theme, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', '${language}')`);
  return context;
}

async function openPage(context: BrowserContext, look: Look): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${look.name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${look.name}: ${error.message}`));
  const [origin = '', token = ''] = hosts[look.home].address.split('#');
  const address = look.address();
  await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}${token}`);
  await page.getByText('Engine:').waitFor();
  if (look.showsSkeletons !== true) {
    await page.locator('div.place[aria-hidden=true]').first().waitFor({ state: 'detached' });
  }
  await look.prepare?.(page);
  await settle(page);
  return page;
}

/** Two frames: one in which charts are drawn, one in which that is on screen. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html}`));
}

/** The page never scrolls sideways, and the window not at all; a chart may need a moment to follow the window. */
async function expectToFit(page: Page, message: string): Promise<void> {
  const tooLarge = (): Promise<number> =>
    page.evaluate(() => {
      const main = document.querySelector('main');
      return Math.max(
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        document.documentElement.scrollHeight - document.documentElement.clientHeight,
        main ? main.scrollWidth - main.clientWidth : 0,
      );
    });
  await expect.poll(tooLarge, { message }).toBe(0);
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  runs = await fillHome(homes.filled.path);
  shareEngine(homes.empty.path, await testEngineHome());
  hosts.filled = await serveWorkbench(homes.filled.path);
  hosts.empty = await serveWorkbench(homes.empty.path);
  browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hosts.filled.address);
  await page.getByRole('button', { name: 'New model' }).click();
  await page.getByRole('heading', { name: 'New model' }).waitFor();
  await page.goto(`${hosts.filled.address.split('#')[0] ?? ''}#/models/template/weather-gru`);
  await page.getByLabel('Epochs').fill('200');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  // Two epochs, so that there is a curve.
  await page.getByRole('table').last().getByRole('row').nth(2).waitFor({ timeout: 120_000 });
  live = page.url().split('/').at(-1) ?? '';
  await context.close();
});

afterAll(async () => {
  await browser.close();
  for (const host of Object.values(hosts)) await host.stop();
  for (const home of Object.values(homes)) home.remove();
  if (!isKept) rmSync(folder, { recursive: true, force: true });
});

describe.each(themes)('in the %s theme', (theme) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await openContext(theme, 'en');
  });
  afterAll(() => context.close());

  it.each(looks)('$name hinders nobody, and is pictured', async (look) => {
    const page = await openPage(context, look);
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
    expect(await violations(page)).toEqual([]);
    for (const size of look.small ? sizes.slice(0, 1) : sizes) {
      await page.setViewportSize(size);
      await settle(page);
      await expectToFit(page, `${look.name} at ${size.width}`);
      const file = join(folder, `${look.name}-${theme}${size.name}.png`);
      await page.screenshot({ path: file });
      expect(statSync(file).size).toBeGreaterThan(10_000);
    }
    await page.setViewportSize({ width: 1024, height: 700 });
    await expectToFit(page, `${look.name} at 1024`);
    await page.close();
  });

  it('says all of it in Korean as well', async () => {
    const korean = await openContext(theme, 'ko');
    for (const look of looks.filter(({ prepare }) => prepare === undefined)) {
      const page = await korean.newPage();
      const [origin = '', token = ''] = hosts[look.home].address.split('#');
      const address = look.address();
      await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}${token}`);
      await page.getByText('엔진:').waitFor();
      await settle(page);
      expect(await page.locator('html').getAttribute('lang')).toBe('ko');
      await expectToFit(page, `${look.name} in Korean`);
      if (look.name === 'models') await page.screenshot({ path: join(folder, `${look.name}-ko-${theme}.png`) });
      await page.close();
    }
    await korean.close();
  });
});

it('no page had anything to complain about', () => {
  expect(complaints).toEqual([]);
});
