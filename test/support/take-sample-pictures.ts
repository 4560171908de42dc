// Builds the sample page and takes a picture of every page in both themes: `node test/support/take-sample-pictures.ts FOLDER [FILTER [LANGUAGE]]`.
// The server sends the strictest content security policy, so that a violation is a complaint here.
import { createServer } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sirv from 'sirv';
import { build } from 'vite';
import { rendererConfig } from '../../vite.renderer.config.ts';
import { readJsonText, writeJsonText } from './json-text.ts';
import { launchBrowser, takePicture } from './pictures.ts';
import {
  convGruRunId,
  convRunId,
  failedRunId,
  gruRunId,
  imdbRunId,
  interruptedRunId,
  sampleNowMs,
  stoppedRunId,
  weatherBaselineId,
} from './sample-runs.ts';

const [folder = 'out/pictures', filter = '', language = 'en'] = process.argv.slice(2);
const root = fileURLToPath(new URL('./sample-page', import.meta.url));
const outDir = fileURLToPath(new URL('../../out/sample-page', import.meta.url));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'";

/** Only its name matters to the sample host. */
async function chooseFile(page: Page, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('main button').first().click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') });
  await page.locator('main table').waitFor();
}

const pages: readonly {
  readonly name: string;
  readonly at: string;
  readonly prepare?: (page: Page) => Promise<void>;
}[] = [
  { name: 'models', at: '#/models' },
  { name: 'model', at: '#/models/template/imdb-conv1d' },
  {
    name: 'model-json',
    at: '#/models/template/weather-gru',
    prepare: (page) => page.getByRole('button', { name: 'JSON' }).click(),
  },
  {
    name: 'model-problem',
    at: '#/models/template/imdb-conv1d',
    async prepare(page) {
      await page.getByRole('button', { name: 'JSON' }).click();
      await writeJsonText(page, (await readJsonText(page)).replace('"kernel_size": 7', '"kernel_size": 700'));
      await page.locator('.problem').first().waitFor();
    },
  },
  { name: 'data', at: '#/data' },
  { name: 'data-empty', at: '?empty#/data' },
  { name: 'import-empty', at: '#/import' },
  { name: 'import-series', at: '#/import', prepare: (page) => chooseFile(page, 'station.csv') },
  { name: 'import-texts', at: '#/import', prepare: (page) => chooseFile(page, 'opinions.csv') },
  { name: 'runs', at: '#/runs' },
  {
    name: 'runs-picked',
    at: '#/runs',
    async prepare(page) {
      await page.getByRole('checkbox', { name: /Weather GRU$/ }).check();
      await page.getByRole('checkbox', { name: /Weather Conv1D$/ }).check();
    },
  },
  { name: 'runs-empty', at: '?empty#/runs' },
  { name: 'run', at: `#/runs/${imdbRunId}` },
  { name: 'run-start', at: `?start#/runs/${imdbRunId}` },
  { name: 'run-done', at: `#/runs/${gruRunId}` },
  { name: 'run-settings', at: `#/runs/${gruRunId}`, prepare: (page) => page.getByRole('tab').nth(1).click() },
  { name: 'run-failed', at: `#/runs/${failedRunId}` },
  { name: 'run-interrupted', at: `#/runs/${interruptedRunId}` },
  { name: 'run-stopped', at: `#/runs/${stoppedRunId}` },
  { name: 'run-baseline', at: `#/runs/${weatherBaselineId}` },
  { name: 'run-missing', at: '#/runs/nosuchrun' },
  { name: 'compare', at: `#/compare?runs=${convRunId},${gruRunId},${convGruRunId},${weatherBaselineId}` },
  { name: 'compare-empty', at: '#/compare' },
  { name: 'reports-empty', at: '#/reports' },
  {
    name: 'report',
    at: `#/compare?runs=${convRunId},${gruRunId},${convGruRunId},${weatherBaselineId}`,
    async prepare(page) {
      await page.getByRole('button', { name: /^(Add to report|보고서에 추가)/ }).click();
      await page.getByRole('menuitem').first().click();
      await page
        .locator('[data-block="block_1"]')
        .getByRole('button', { name: /^(Edit|편집)/ })
        .click();
      await page.locator('[data-block] canvas').first().waitFor();
    },
  },
  { name: 'settings', at: '?bare#/settings' },
  { name: 'lost', at: '?lost#/runs' },
  { name: 'palette', at: '#/models', prepare: (page) => page.keyboard.press('Control+K') },
  {
    name: 'delete',
    at: `#/runs/${gruRunId}`,
    prepare: (page) => page.getByRole('button', { name: /^(Delete|이 실행)/ }).click(),
  },
  {
    name: 'compare-with',
    at: `#/runs/${gruRunId}`,
    prepare: (page) => page.getByRole('button', { name: /^(Compare with|다른)/ }).click(),
  },
  { name: 'model-of-run', at: `#/models/run/${gruRunId}` },
];
const sizes = [
  [1280, 800],
  [1920, 1080],
  [1024, 700],
  // 1280 × 800 at 200 % zoom.
  [640, 400],
] as const;

await build({
  ...rendererConfig,
  root,
  logLevel: 'warn',
  build: { ...rendererConfig.build, outDir, sourcemap: false, rolldownOptions: { input: join(root, 'index.html') } },
});
await mkdir(folder, { recursive: true });
const files = sirv(outDir, { setHeaders: (response) => response.setHeader('Content-Security-Policy', policy) });
const server = createServer((request, response) => files(request, response)).listen(0, '127.0.0.1');
await new Promise((done) => server.once('listening', done));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
const browser = await launchBrowser();
try {
  for (const { name, at, prepare } of pages) {
    for (const theme of ['light', 'dark'] as const) {
      for (const [width, height] of sizes) {
        const title = `${name}-${theme}-${width}`;
        if (!new RegExp(filter).test(title)) continue;
        const complaints = await takePicture(browser, {
          url: `http://127.0.0.1:${port}/${at}`,
          file: join(folder, `${title}.png`),
          theme,
          width,
          height,
          language,
          nowMs: sampleNowMs,
          ...(prepare ? { prepare } : {}),
        });
        for (const complaint of complaints) console.error(`${title}: ${complaint}`);
        console.log(title);
      }
    }
  }
} finally {
  await browser.close();
  server.close();
}
