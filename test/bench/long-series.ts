// What the requests of a long run's page take on the host: processor time, all of it and of the longest turn of the event loop.
//   node_modules/.bin/node test/bench/long-series.ts [EPOCHS]
import { loadavg } from 'node:os';
import type { RunId } from '#shared/base/ids.ts';
import { encodeMessage } from '#shared/contract/binary-message.ts';
import { mostWhole, packSeries, seriesRequestSchema } from '#shared/runs/reduced-series.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { readFacts } from '#main/services/read-facts.ts';
import { readSeries } from '#main/services/read-series.ts';
import { temporaryHome } from '../support/home.ts';
import { addHistory } from '../support/made-up-history.ts';

const [epochs = '250000'] = process.argv.slice(2);
const home = temporaryHome();
const [id] = addHistory(home.path, { runs: 1, series: 4, points: Number(epochs), settings: 12, seed: 1 }) as [RunId];
const stores = createStores(openDatabase({ home: home.path }));
const keys = stores.runs.keys(id, 'epoch/');
const middle = Math.round(Number(epochs) / 2);

/** Of this thread, in milliseconds. */
function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Three times: what it takes the first time is not compiled yet. */
async function measure(name: string, work: () => unknown): Promise<void> {
  const turns: string[] = [];
  for (let i = 0; i < 3; i++) {
    let [longest, before, isDone] = [0, used(), false];
    const tick = (): void => {
      const now = used();
      longest = Math.max(longest, now - before);
      before = now;
      if (!isDone) setImmediate(tick);
    };
    const start = used();
    setImmediate(tick);
    await work();
    isDone = true;
    tick();
    turns.push(`${(used() - start).toFixed(0)} ms (at most ${longest.toFixed(0)} at a time)`);
  }
  console.log(`  ${name}: ${turns.join(' · ')}`);
}

/** Asks for series as the page does, and writes the answer. */
async function series(more: object): Promise<void> {
  const request = seriesRequestSchema.parse({ ids: [id], keys, columns: 1000, whole: mostWhole, ...more });
  encodeMessage({ id: 1, output: packSeries(await readSeries(stores.runs, request)) });
}

console.log(`a run of ${epochs} epochs × ${keys.length} series`);
await measure('its charts', () => series({}));
await measure('its charts over time', () => series({ axis: 'time' }));
await measure('a fifth of them', () => series({ whole: 0, from: middle, to: middle + Number(epochs) / 5 }));
await measure('rows of its table', () => series({ columns: 1, from: middle, to: middle + 399 }));
await measure('facts about all points', async () =>
  encodeMessage({ id: 1, output: await readFacts(stores.runs, { id, keys }) }),
);
stores.close();
home.remove();
console.log(
  `load of the machine: ${loadavg()
    .map((each) => each.toFixed(1))
    .join(', ')}`,
);
