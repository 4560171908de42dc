// How fast the comparison of 20 runs with 4 series of 10,000 points is: prints the time from opening the page to drawn curves, the
// bytes that were sent for it, how long the host's event loop is held, and the frames of a hover. Build the page first.
//   node_modules/.bin/node test/bench/compared-curves.ts [RUNS] [POINTS]
import { cpus, loadavg } from 'node:os';
import { addHistory } from '../support/made-up-history.ts';
import { temporaryHome } from '../support/home.ts';
import { launchBrowser } from '../support/pictures.ts';
import { longestHold, median, openPage, receivedBytes, serveMonitored, spread } from './served.ts';

const [runs = 20, points = 10_000] = process.argv.slice(2).map(Number);
const rounds = 3;
const home = temporaryHome();
const ids = addHistory(home.path, { runs, series: 4, points, settings: 12, seed: 1 });
const host = await serveMonitored(home.path);
const browser = await launchBrowser();
try {
  const page = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytes = receivedBytes(session);
  const [origin = '', token = ''] = host.address.split('#');
  const opened: number[] = [];
  const held: number[] = [];
  const idle: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.goto('about:blank');
    await longestHold(host);
    await new Promise((resolve) => setTimeout(resolve, 500));
    idle.push(await longestHold(host));
    await page.goto(`${origin}#/compare?runs=${ids.join(',')}&${token}`, { waitUntil: 'commit' });
    opened.push(
      await page.evaluate(async () => {
        // A chart without curves has no line in its key.
        while (document.querySelectorAll('main ul.caption li svg').length === 0)
          await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return globalThis.performance.now();
      }),
    );
    held.push(await longestHold(host));
  }
  const sent = bytes() / rounds;
  const box = await page.locator('canvas').first().boundingBox();
  if (box === null) throw new Error('There is no chart.');
  const frames = page.evaluate(async () => {
    const times: number[] = [];
    for (const start = globalThis.performance.now(); globalThis.performance.now() - start < 3000;) {
      await new Promise(requestAnimationFrame);
      times.push(globalThis.performance.now());
    }
    return times.length / 3;
  });
  for (let x = 0; x < 30; x++)
    await page.mouse.move(box.x + 100 + (x / 30) * (box.width - 300), box.y + box.height / 2);
  console.log(`${runs} runs × 4 series × ${points} points`);
  console.log(`  curves drawn after ${spread(opened)}, ${median(opened.slice(1)).toFixed(0)} ms again`);
  console.log(
    `  ${(sent * 1e-6).toFixed(2)} MB received, ${(await frames).toFixed(0)} frames a second under the pointer`,
  );
  console.log(`  event loop held ${spread(held)}; while nothing is asked ${spread(idle)}`);
} finally {
  await browser.close();
  await host.stop();
  home.remove();
}
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
