// How long the host's event loop is held while it writes runs as TensorBoard logs, as the window's dialog asks it to: 20 runs with
// 4 series of 10,000 points, or as many as are named.
//   node_modules/.bin/node test/bench/written-logs.ts [RUNS] [POINTS]
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { withCommands } from '#main/cli/context.ts';
import { addHistory } from '../support/made-up-history.ts';
import { temporaryHome } from '../support/home.ts';
import { longestHold, serveMonitored, spread } from './served.ts';

const [runs = 20, points = 10_000] = process.argv.slice(2).map(Number);
const rounds = 3;
const home = temporaryHome();
const ids = addHistory(home.path, { runs, series: 4, points, settings: 12, seed: 1 });
const host = await serveMonitored(home.path);
// Commands go to the host that has this home folder.
process.env['STRATA_HOME'] = home.path;
try {
  const took: number[] = [];
  const held: number[] = [];
  const idle: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await longestHold(host);
    await new Promise((resolve) => setTimeout(resolve, 500));
    idle.push(await longestHold(host));
    const start = performance.now();
    await withCommands('a benchmark', (commands) =>
      commands.request('runs.writeTensorBoard', { ids, folder: join(home.path, `logs-${round}`) }),
    );
    took.push(performance.now() - start);
    held.push(await longestHold(host));
  }
  console.log(`${runs} runs × 4 series × ${points} points as TensorBoard logs: ${spread(took)}`);
  console.log(`  event loop held ${spread(held)}; while nothing is asked ${spread(idle)}`);
} finally {
  await host.stop();
  home.remove();
}
const load = loadavg().map((each) => each.toFixed(1));
console.log(`load of the machine: ${load.join(', ')} on ${cpus().length} processors`);
