// Whole runs beside Keras's on the same prepared data: validation and seconds of every epoch, seed by seed in turns.
//   node test/bench/whole-run.ts HOME PYTHON [TEMPLATE] [EPOCHS] [SEEDS]
// HOME has the native engine and the template's data set, PYTHON has Keras. The seed gives each side its own first weights and
// its own order of the samples, so that their validation differs as two seeds of one side do.
import { resolve } from 'node:path';
import { homeFolder } from '#main/home/home-folder.ts';
import { templateStore } from '#main/home/templates.ts';
import { quantile } from '#shared/base/quantile.ts';
import { strata } from '../support/strata.ts';
import { epochSchema, openKerasRuns, type Epoch } from './keras-runs.ts';

const [given = homeFolder(), python = 'python3', template = 'imdb-conv1d', epochs = '4', seeds = '3'] =
  process.argv.slice(2);
const home = resolve(given);
const experiment = templateStore.find(template)?.experiment;
if (experiment === undefined) throw new Error(`There is no template ${template}.`);
const keras = await openKerasRuns(experiment, { home, python, epochs: Number(epochs) });

async function ownRun(seed: number): Promise<Epoch[]> {
  const asked = ['--epochs', epochs, '--seed', String(seed), '--engine', 'native', '--json'];
  const { code, stderr, json } = await strata(home, 'train', template, ...asked);
  if (code !== 0) throw new Error(`The run failed: ${stderr}`);
  return json().flatMap((line) => {
    const epoch = epochSchema.safeParse(line);
    return epoch.success ? [epoch.data] : [];
  });
}

const shown = ({ metrics, seconds }: Epoch): string => {
  const figures = Object.entries(metrics).filter(([name]) => name.startsWith('val_'));
  return [...figures.map(([name, value]) => `${name} ${value.toFixed(4)}`), `${seconds.toFixed(1)} s`].join('  ');
};

try {
  const ratios: number[] = [];
  for (let seed = 0; seed < Number(seeds); seed++) {
    const [own, others] = [await ownRun(seed), keras.run(seed)];
    own.forEach((epoch, i) => {
      const other = others[i];
      if (other === undefined) throw new Error('Keras made fewer epochs.');
      ratios.push(epoch.seconds / other.seconds);
      process.stdout.write(`seed ${seed}, epoch ${epoch.epoch}: ${shown(epoch)} | Keras: ${shown(other)}\n`);
    });
  }
  process.stdout.write(
    `An epoch takes ${quantile(ratios, 0.5).toFixed(2)} of Keras's time (median of ${ratios.length}).\n`,
  );
} finally {
  keras.close();
}
