// One run of a million points beside one that trains: prints how long its page takes to open, the longest frame and the processor time
// of the longest task while it is opened, zoomed and pointed at, how long the host's event loop is held, and how far apart the epochs of the run that trains are. Build the
// page first.
//   node_modules/.bin/node test/bench/long-run.ts [POINTS] [ENGINE]
import { cpus, loadavg } from 'node:os';
import { shareEngine } from '../support/browser-host.ts';
import { testEngineHome } from '../support/engines.ts';
import { addHistory } from '../support/made-up-history.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';
import { startStrata } from '../support/strata.ts';
import { longestHold, longestTask, median, openPage, serveMonitored } from './served.ts';

const [points = '1000000', engine = 'native'] = process.argv.slice(2);
const series = 4;
const home = temporaryHome();
if (engine === 'native') shareEngine(home.path, await testEngineHome());
const history = { runs: 1, series, points: Math.round(Number(points) / series), settings: 12, seed: 1 };
const [id = ''] = addHistory(home.path, history);
const host = await serveMonitored(home.path);
const browser = await launchBrowser();
const train = ['train', 'weather-gru', '--epochs', '1000', '--engine', engine, '--json'];
const training = startStrata(home.path, train);
const epochsAtMs: number[] = [];
training.process.stdout?.on('data', (text: Buffer) => {
  if (text.toString().includes('"event":"epoch"')) epochsAtMs.push(performance.now());
});

/** Between neighbours. */
const distances = (): number[] => epochsAtMs.slice(1).map((at, i) => at - (epochsAtMs[i] ?? at));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

try {
  while (epochsAtMs.length < 4) await wait(50);
  const page = await openPage(browser);
  const [origin = '', token = ''] = host.address.split('#');
  await page.goto(`${origin}#/runs?${token}`);
  await page.locator('tr[data-run]').first().waitFor();
  await longestHold(host);
  await wait(4000);
  const idle = await longestHold(host);
  const [before] = [distances()];
  epochsAtMs.length = 0;
  // The longest distance of two frames, from now on.
  await page.evaluate(() => {
    const gaps = { longest: 0, last: globalThis.performance.now() };
    Object.assign(globalThis, { gaps });
    const next = (now: number): void => {
      gaps.longest = Math.max(gaps.longest, now - gaps.last);
      gaps.last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const longestFrame = (): Promise<number> =>
    page.evaluate(() => {
      const { gaps } = globalThis as unknown as { gaps: { longest: number } };
      const { longest } = gaps;
      gaps.longest = 0;
      return longest;
    });
  const start = performance.now();
  let opened = 0;
  const openTask = await longestTask(browser, page, async () => {
    await page.evaluate((run) => (location.hash = `#/runs/${run}`), id);
    await page.locator('main canvas').first().waitFor();
    opened = performance.now() - start;
    await wait(2000);
  });
  const opening = { frame: await longestFrame(), held: await longestHold(host) };
  const box = await page.locator('canvas').first().boundingBox();
  if (box === null) throw new Error('There is no chart.');
  const hoverTask = await longestTask(browser, page, async () => {
    for (let x = 0; x < 40; x++)
      await page.mouse.move(box.x + 100 + (x / 40) * (box.width - 300), box.y + box.height / 2);
  });
  const hover = await longestFrame();
  const zoomTask = await longestTask(browser, page, async () => {
    await page.keyboard.down('Control');
    for (let i = 0; i < 10; i++) {
      await page.mouse.wheel(0, -200);
      await wait(100);
    }
    await page.keyboard.up('Control');
    await wait(1500);
  });
  const zoom = { frame: await longestFrame(), held: await longestHold(host) };
  await wait(3000);
  const figures = (ms: readonly number[]): string =>
    `${median(ms).toFixed(0)} ms (at most ${Math.max(...ms).toFixed(0)}, ${ms.length} epochs)`;
  console.log(`a run of ${history.points} epochs × ${series} series beside weather-gru on ${engine}`);
  console.log(`  its first chart is there after ${opened.toFixed(0)} ms`);
  console.log(
    `  longest frame: opening ${opening.frame.toFixed(0)} ms, pointed at ${hover.toFixed(0)}, zoomed ${zoom.frame.toFixed(0)}`,
  );
  const tasks = [openTask, hoverTask, zoomTask].map((ms) => ms.toFixed(0));
  console.log(`  longest task, processor: opening ${tasks[0]} ms, pointed at ${tasks[1]}, zoomed ${tasks[2]}`);
  console.log(
    `  event loop held: ${opening.held} ms by opening, ${zoom.held} by zooming, ${idle} while only training is watched`,
  );
  console.log(`  an epoch of the training ${figures(before)} before, ${figures(distances())} meanwhile`);
} finally {
  training.process.kill('SIGINT');
  await training.answer;
  await browser.close();
  await host.stop();
  home.remove();
}
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
