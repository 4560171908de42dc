// Takes the README's pictures of real runs: `npm run pictures` over a home folder in which the demo has run.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { homeFolder } from '#main/home.ts';
import { openStores } from '#main/open-workbench.ts';
import { serveWorkbench } from './browser-host.ts';
import { launchBrowser, takePicture } from './pictures.ts';

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const home = process.argv[2] ?? homeFolder();
const sizes = [
  { name: '', width: 1280, height: 800 },
  { name: '-large', width: 1920, height: 1080 },
  { name: '-small', width: 1024, height: 700 },
];
const everySize = process.argv.includes('--all');

const stores = openStores(home);
const newest = stores.runs.list();
stores.close();
const newestOf = (name: string) => newest.find((run) => run.name.includes(name) && run.status === 'completed');
const picked = ['Weather · Conv1D', 'Weather · GRU', 'Weather · Conv1D + GRU'].flatMap(
  (name) => newest.find((run) => run.name === name && run.status === 'completed') ?? [],
);
const baseline = newestOf('Last value');
if (picked.length < 2) throw new Error('There are no runs to picture: run the demo in this home folder first.');
const compared = [...(baseline === undefined ? [] : [baseline]), ...picked].map(({ id }) => id).join(',');

const pages = [
  { name: 'compare', hash: `#/compare?runs=${compared}` },
  { name: 'run', hash: `#/runs/${picked.at(-1)?.id ?? ''}` },
  { name: 'runs', hash: '#/runs' },
  { name: 'models', hash: '#/models' },
  { name: 'model', hash: '#/models/template/weather-conv1d-gru' },
  { name: 'data', hash: '#/data/weather' },
];

mkdirSync(folder, { recursive: true });
const host = await serveWorkbench(home);
const browser = await launchBrowser();
try {
  const [origin, token] = host.address.split('#');
  for (const page of pages)
    for (const theme of ['light', 'dark'] as const)
      for (const { name, width, height } of everySize ? sizes : sizes.slice(0, 1)) {
        const file = join(folder, `${page.name}-${theme}${name}.png`);
        const url = `${origin ?? ''}${page.hash}${page.hash.includes('?') ? '&' : '?'}${token ?? ''}`;
        const prepare = async (shown: Page): Promise<void> => {
          await shown.getByText('Engine:').waitFor();
          await shown.locator('div.place[aria-hidden=true]').first().waitFor({ state: 'detached' });
        };
        const complaints = await takePicture(browser, { url, file, theme, width, height, prepare });
        process.stdout.write(`${basename(file)}${complaints.length === 0 ? '' : `: ${complaints.join(' | ')}`}\n`);
      }
} finally {
  await browser.close();
  await host.stop();
}
