// A program that reads while another writes: for every new state it sees it says how many points there are, or what is wrong with them.
import { argv, stdin, stdout } from 'node:process';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';

const [home = '', batch = ''] = argv.slice(2);
const { runs, close } = createStores(openDatabase({ home, readonly: true }));
let told = false;
stdin.once('data', () => {
  told = true;
  stdin.destroy();
});

let before = -1;
function look(): void {
  const last = told;
  const [run] = runs.list();
  if (run === undefined) throw new Error('There is no run to read.');
  const series = runs.metrics(run.id, '');
  const counts = series.map(({ steps }) => steps.length);
  const count = counts[0] ?? 0;
  const faults = [
    ...(series.some(({ steps }) => steps.some((step, i) => step !== i + 1)) ? ['a gap'] : []),
    ...(counts.some((other) => other !== count) || count % Number(batch) !== 0 ? ['half a transaction'] : []),
    ...(count < before ? ['fewer points than before'] : []),
  ];
  if (count !== before || faults.length > 0) stdout.write(`${[count, ...faults].join(' ')}\n`);
  before = count;
  if (last) close();
  else setImmediate(look);
}
look();
