// A browser that takes pictures of pages, and where they go.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/** Nothing of the browser's own may go to the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
  '--disable-default-apps',
];

/** Made for one page in a cloud function: with them the browser ends with its first page, and checks less than a real one. */
const unwanted = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !unwanted.has(arg)), ...quiet],
    // Without a locale of Unicode, as where no person works, a file with such a name is saved as "download".
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
}

/** Where a test's pictures go. */
export interface PicturesFolder {
  readonly folder: string;
  /** Which are taken for good: none, those of docs/pictures, or all. */
  readonly kept: 'none' | 'documentation' | 'all';
}

/** A folder of its own that the test removes; docs/pictures or the named folder when somebody asked for pictures. */
export function picturesFolder(): PicturesFolder {
  const asked = process.env['STRATA_PICTURES'];
  if (asked === undefined) return { folder: mkdtempSync(join(tmpdir(), 'strata-pictures-')), kept: 'none' };
  if (asked !== '') return { folder: asked, kept: 'all' };
  return { folder: fileURLToPath(new URL('../../docs/pictures', import.meta.url)), kept: 'documentation' };
}

export interface PictureOptions {
  readonly url: string;
  /** Where the PNG goes. */
  readonly file: string;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  readonly language?: string;
  /** The page's clock, when the picture must be the same every time. */
  readonly nowMs?: number;
  /** CSS pixels to device pixels; 2 for a sharp picture. */
  readonly scale?: number;
  /** Called when the page is there and before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Opens a page, waits until it holds still, and takes its picture. Returns what the page complained about. */
export async function takePicture(browser: Browser, options: PictureOptions): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.height },
    colorScheme: options.theme,
    locale: options.language ?? 'en',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    deviceScaleFactor: options.scale ?? 1,
  });
  // What the browser says of its languages lags behind when contexts follow each other.
  await context.addInitScript(`localStorage.setItem('strata.language', '${options.language ?? 'en'}')`);
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    if (options.nowMs !== undefined) await page.clock.setFixedTime(options.nowMs);
    await page.goto(options.url);
    await page.locator('main').first().waitFor();
    await options.prepare?.(page);
    await page.evaluate(async () => {
      await document.fonts.ready;
      // Two frames: one in which charts are drawn, one in which that is on screen.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    await page.screenshot({ path: options.file });
  } finally {
    await context.close();
  }
  return complaints;
}
