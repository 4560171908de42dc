// How every page looks in a real browser, in both languages, light and dark, with real runs and on a fresh machine: it says
// all in one language, nothing on it may hinder a person (axe-core), and its picture is taken in two sizes.
// `npm run pictures` keeps the pictures in docs/pictures.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageIds, type Language } from '#shared/locales/language.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';
import { violations } from '../../support/axe.ts';
import { serveWorkbench, shareEngine } from '../../support/browser-host.ts';
import type { ServedWorkbench } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { looks, type KnownRuns, type Look } from '../../support/looks.ts';
import { englishOn, koreanOn } from '../../support/one-language.ts';
import { launchBrowser, picturesFolder } from '../../support/pictures.ts';
import { addBadlyEndedRuns, fillHome } from '../../support/sample-home.ts';

const sizes = [
  { name: '', width: 1024, height: 700 },
  { name: '-1920', width: 1920, height: 1080 },
] as const;
type WindowSize = (typeof sizes)[number] | typeof middle;
const middle = { name: '-1440', width: 1440, height: 900 } as const;
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const wordsOf = { en, ko };

const { folder, kept } = picturesFolder();
const homes = { filled: temporaryHome(), empty: temporaryHome() };
const hosts = {} as Record<keyof typeof homes, ServedWorkbench>;
let browser: Browser;
let runs: KnownRuns = { all: [], baseline: '', both: '', live: '', failed: '', interrupted: '' };
const complaints: string[] = [];
/** Addresses that a page asked for and that are not its host's. */
const strangers: string[] = [];

/** A window of a person who has chosen this language. */
async function openContext(theme: Theme, language: Language): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: sizes[0], colorScheme: theme, reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('strata.language', '${language}')`);
  return context;
}

async function openPage(context: BrowserContext, look: Look, language: Language): Promise<Page> {
  const page = await context.newPage();
  const [origin = '', token = ''] = hosts[look.home].address.split('#');
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${look.name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${look.name}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) strangers.push(request.url());
  });
  const address = look.address(runs);
  await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}${token}`);
  const words = wordsOf[language];
  await page.getByText(`${words.status.engine}:`).waitFor();
  if (look.showsSkeletons !== true) {
    await page.locator('div.place[aria-hidden=true]').first().waitFor({ state: 'detached' });
  }
  await look.prepare?.(page, words);
  await settle(page);
  return page;
}

/** On a page of its own, in English. @returns it, to stop the run with */
async function startTraining(): Promise<Page> {
  const page = await (await openContext('light', 'en')).newPage();
  await page.goto(hosts.filled.address);
  await page.getByRole('button', { name: 'New model', exact: true }).waitFor();
  await page.goto(`${hosts.filled.address.split('#')[0] ?? ''}#/models/template/weather-gru`);
  await page.getByLabel('Epochs').fill('200');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  // Two epochs, so that there is a curve.
  await page.getByRole('table').last().getByRole('row').nth(2).waitFor({ timeout: 120_000 });
  runs = { ...runs, live: page.url().split('/').at(-1) ?? '' };
  return page;
}

async function stopTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText('stopped', { exact: true }).first().waitFor();
  await page.context().close();
}

/** Two frames: one in which charts are drawn, one in which that is on screen. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** The page never scrolls sideways, the window not at all, and no action is cut; a chart may need a moment to follow the window. */
async function expectToFit(page: Page, message: string): Promise<void> {
  const tooLarge = (): Promise<number> =>
    page.evaluate(() => {
      const main = document.querySelector('main');
      const actions = document.querySelector('header .actions');
      return Math.max(
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        document.documentElement.scrollHeight - document.documentElement.clientHeight,
        main ? main.scrollWidth - main.clientWidth : 0,
        actions ? actions.scrollWidth - actions.clientWidth : 0,
      );
    });
  await expect.poll(tooLarge, { message }).toBe(0);
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const all = await fillHome(homes.filled.path);
  const badlyEnded = await addBadlyEndedRuns(homes.filled.path);
  shareEngine(homes.empty.path, await testEngineHome());
  hosts.filled = await serveWorkbench(homes.filled.path);
  hosts.empty = await serveWorkbench(homes.empty.path);
  browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hosts.filled.address);
  await page.getByRole('button', { name: 'New model' }).click();
  await page.getByRole('option', { name: 'Linear model' }).click();
  await page.getByRole('heading', { name: 'New model' }).waitFor();
  await context.close();
  const [baseline = '', , , both = ''] = all;
  runs = { all, baseline, both, live: '', ...badlyEnded };
});

afterAll(async () => {
  await browser.close();
  for (const host of Object.values(hosts)) await host.stop();
  for (const home of Object.values(homes)) home.remove();
  if (kept === 'none') rmSync(folder, { recursive: true, force: true });
});

/** The fonts that the page has drawn with, of those that come with the program. */
async function fontsOf(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', '')),
  );
  return [...new Set(loaded)].toSorted();
}

/** docs/pictures has the small size but of the builder, Korean in the light theme only. */
function isTaken(theme: Theme, language: Language, size: WindowSize, { isBuilder }: Look): boolean {
  if (kept === 'all' || (kept === 'documentation' && isBuilder === true && language === 'en')) return true;
  if (kept === 'none') return theme === 'light' && language === 'en';
  return size === sizes[0] && (theme === 'light' || language === 'en');
}

/** A theme changes colors and a language changes words: each is looked at once, and all together where all pictures are asked for. */
function themesOf(language: Language): readonly Theme[] {
  return language === 'en' || kept === 'all' ? themes : ['light'];
}

/** It says all in one language, hinders nobody, and is pictured. */
async function lookAt(context: BrowserContext, look: Look, theme: Theme, language: Language): Promise<void> {
  const page = await openPage(context, look, language);
  expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  for (const size of look.isBuilder === true ? [...sizes, middle] : sizes) {
    await page.setViewportSize(size);
    await settle(page);
    await expectToFit(page, `${look.name} at ${size.width}`);
    if (!isTaken(theme, language, size, look)) continue;
    const file = join(folder, `${look.name}${language === 'en' ? '' : `-${language}`}-${theme}${size.name}.png`);
    await page.screenshot({ path: file });
    expect(statSync(file).size).toBeGreaterThan(10_000);
  }
  expect.soft(await (language === 'ko' ? englishOn(page) : koreanOn(page))).toEqual([]);
  expect
    .soft(await fontsOf(page))
    .toEqual(
      expect.arrayContaining(language === 'ko' ? ['Inter Variable', 'Pretendard Variable'] : ['Inter Variable']),
    );
  if (language === 'en') expect.soft(await violations(page)).toEqual([]);
  await page.close();
}

describe.each(languageIds)('in %s', (language) => {
  describe.each(themesOf(language))('in the %s theme', (theme) => {
    let context: BrowserContext;
    beforeAll(async () => {
      context = await openContext(theme, language);
    });
    afterAll(() => context.close());

    const says = '$name says all in one language, hinders nobody, and is pictured';
    describe('while a model trains', () => {
      let training: Page;
      beforeAll(async () => {
        training = await startTraining();
      });
      afterAll(() => stopTraining(training));
      it.each(looks.filter((look) => look.showsTraining === true))(says, (look) =>
        lookAt(context, look, theme, language),
      );
    });

    it.each(looks.filter((look) => look.showsTraining !== true))(says, (look) =>
      lookAt(context, look, theme, language),
    );
  });
});

it('no page had anything to complain about, and none asked for anything beyond its host', () => {
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});
