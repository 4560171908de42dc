// The guided experiments as a learner uses them: the third is trained in short, from getting its data to the paragraph of its results.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ko } from '#renderer/locales/ko.ts';
import { violations } from '../../support/axe.ts';
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
  page = await context.newPage();
  await page.goto(host.address);
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  home.remove();
});

/** A figure and its unit are not parted on the page. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it('goes from the list to the paragraph of what guide 3 gave', async () => {
  await page.getByRole('link', { name: 'Guides', exact: true }).click();
  await page.getByRole('link', { name: /Conv1D in front of a GRU/ }).click();
  // The tutorial's own data is in no package: its file is named, and where it is.
  await page.getByText('jena_climate_2009_2016.csv.zip').waitFor();
  await page.getByRole('button', { name: /^Get data/ }).click();
  await page.getByText('Get data').waitFor({ state: 'detached' });
  await page.getByLabel('Seeds for each model').fill('1');
  await page.getByLabel('Epochs at most').fill('1');
  await page.getByRole('button', { name: 'Train 4 runs' }).click();

  const finding = page.getByRole('region', { name: 'What the runs say' });
  const paragraph = finding.locator('[data-verdict]');
  await paragraph.waitFor({ timeout: 240_000 });
  const text = plain(await paragraph.innerText());
  expect(text).toMatch(/^The convnet with global pooling is off by \d\.\d\d hPa on average over 1 run\./);
  expect(text).toMatch(/Conv1D with strides in front of a GRU is off by \d\.\d\d hPa, the GRU alone by \d\.\d\d hPa/);
  expect(text).toContain('trained only once');
  const table = page.getByRole('group', { name: 'Air pressure in 24 hours' });
  // Twice in the paragraph and in the table: the same numbers.
  const mean = /strides in front of a GRU is off by (\d\.\d\d) hPa/.exec(text)?.[1] ?? '';
  expect(await table.getByRole('row', { name: /Conv1D with strides \+ GRU/ }).innerText()).toContain(mean);
  await page.getByRole('button', { name: /^Train/ }).waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Compare these runs' }).click();
  await page
    .getByRole('list', { name: 'What the runs say' })
    .getByText(/Guide 3 · GRU/)
    .first()
    .waitFor();
  await page.evaluate(`localStorage.setItem('strata.language', 'ko')`);
  await page.goBack();
  await page.reload();
  // The epochs are those of its runs; three seeds are proposed again.
  await page.getByRole('region', { name: ko.guides.findingSoFar(4, 12) }).waitFor();
  expect(plain(await page.locator('[data-verdict]').innerText())).toMatch(
    /^전역 풀링을 쓰는 합성곱 신경망의 오차는 실행 1개 평균으로 \d\.\d\d hPa입니다\./,
  );
  expect(await page.getByRole('button', { name: ko.guides.train(8) }).isVisible()).toBe(true);
}, 400_000);
