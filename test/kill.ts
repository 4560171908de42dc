// `npm run test:kill`: ends `strata train` with SIGKILL at random moments. After each kill the database must be whole, every printed
// epoch in the history, and the resumed run equal to the bit to one that nothing killed. Arguments: how many kills, the engine (wasm
// or native), and a seed.
import { strictEqual, deepStrictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '#shared/base/random.ts';
import type { RunId } from '#shared/base/ids.ts';
import { checkDatabase } from '#main/db/check-database.ts';
import { openStoresToRead } from '#main/open-workbench.ts';
import { ownEngine } from './support/engines.ts';
import { temporaryHome } from './support/home.ts';
import { importSmallData, smallExperiment, withoutTimes } from './support/small-training.ts';
import { startStrata, strata } from './support/strata.ts';

const kills = Number(process.argv[2] ?? 30);
const engine = process.argv[3] ?? 'wasm';
// About as long on both.
const epochs = engine === 'native' ? 1200 : 120;
const seed = Number(process.argv[4] ?? Date.now() % 2 ** 32);

function read(home: string) {
  const stores = openStoresToRead(home);
  const runs = stores.runs.list().filter(({ kind }) => kind === 'training');
  const numbers = (id: RunId) => withoutTimes(stores.runs.metrics(id, ''));
  const found = runs.map((run) => ({ run, numbers: numbers(run.id) }));
  stores.close();
  return found;
}

/** An empty home with the data set and the experiment. */
async function prepare(): Promise<{ home: ReturnType<typeof temporaryHome>; train: string[] }> {
  const home = temporaryHome();
  await importSmallData(home.path);
  if (engine === 'native') await ownEngine(home.path);
  const file = join(home.path, 'small.strata.json');
  writeFileSync(file, JSON.stringify(smallExperiment(epochs)));
  return { home, train: ['train', file, '--engine', engine, '--json'] };
}

async function trainStraight() {
  const { home, train } = await prepare();
  const startedAt = performance.now();
  const { code, stderr } = await strata(home.path, ...train);
  strictEqual(code, 0, stderr);
  const durationMs = performance.now() - startedAt;
  const [straight] = read(home.path);
  home.remove();
  if (straight === undefined) throw new Error('The run that nothing kills was not stored.');
  return { numbers: straight.numbers, durationMs };
}

const random = createRandom(seed, 0);
console.log(`${kills} kills, engine ${engine}, seed ${seed}`);
const straight = await trainStraight();
const ends = { resumed: 0, 'before the first checkpoint': 0, 'before the run was stored': 0, 'after the end': 0 };
for (let i = 1; i <= kills; i++) {
  const { home, train } = await prepare();
  const afterMs = random() * straight.durationMs;
  const { process: child, answer } = startStrata(home.path, train);
  await Promise.race([sleep(afterMs), answer]);
  child.kill('SIGKILL');
  const { stdout } = await answer;
  // The last line may be cut off.
  const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1);
  const printed = [...whole.matchAll(/"event":"epoch".*?"epoch":(\d+)/g)].map(([, epoch]) => Number(epoch));
  const last = printed.at(-1) ?? 0;
  const database = checkDatabase(home.path);
  strictEqual(database.ok, true, database.integrity);
  const [killed] = database.version === 0 ? [] : read(home.path);
  strictEqual(killed !== undefined || last === 0, true, 'epochs were printed of a run that is not stored');
  const losses = killed?.numbers.find(({ key }) => key === 'epoch/loss')?.steps ?? [];
  deepStrictEqual(losses.slice(0, last), printed);
  let end: keyof typeof ends = 'before the run was stored';
  if (killed !== undefined) {
    const { run } = killed;
    if (run.status === 'completed') end = 'after the end';
    else {
      strictEqual(run.status, 'interrupted');
      const resumed = await strata(home.path, 'runs', 'resume', run.id, '--json');
      end = resumed.stderr.includes('has no checkpoint') ? 'before the first checkpoint' : 'resumed';
      strictEqual(resumed.code === 0, end === 'resumed', resumed.stderr);
    }
    if (end !== 'before the first checkpoint') deepStrictEqual(read(home.path)[0]?.numbers, straight.numbers);
  }
  ends[end]++;
  console.log(
    `${i}: killed after ${afterMs.toFixed(0)} ms, ${last} of ${epochs} epochs printed, ${losses.length} stored: ${end}`,
  );
  home.remove();
}
console.log(
  `Nothing printed was lost, every database whole, every finished run equal to the bit: ${JSON.stringify(ends)}`,
);
