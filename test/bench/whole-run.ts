// Whole runs beside Keras's on the same prepared data: validation and seconds of every epoch, seed by seed in turns.
//   node test/bench/whole-run.ts HOME PYTHON [TEMPLATE] [EPOCHS] [SEEDS]
// HOME has the native engine and the template's data set, PYTHON has Keras. The seed gives each side its own first weights and
// its own order of the samples, so that their validation differs as two seeds of one side do.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Batch, SampleSet } from '#shared/data/samples.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { kerasSetup, writeArrays } from '#main/benchmark/keras-steps.ts';
import { templateStore } from '#main/home/templates.ts';
import { quantile } from '#shared/base/quantile.ts';
import { inOrder } from '#main/training/worker/batches/sample-stream.ts';
import { strata } from '../support/strata.ts';

const epochSchema = z.object({ epoch: z.number(), metrics: z.record(z.string(), z.number()), seconds: z.number() });
type Epoch = z.infer<typeof epochSchema>;

const all = (samples: SampleSet): Batch => samples.batch(inOrder(samples.count), 0, samples.count);

const [given = homeFolder(), python = 'python3', template = 'imdb-conv1d', epochs = '4', seeds = '3'] =
  process.argv.slice(2);
const home = resolve(given);
const experiment = templateStore.find(template)?.experiment;
if (experiment === undefined) throw new Error(`There is no template ${template}.`);
const data = await prepareData(home, experiment.data);
const folder = mkdtempSync(join(tmpdir(), 'strata-whole-run-'));
const validation = all(data.validation);
const setup = {
  ...kerasSetup(experiment, all(data.train), folder),
  batchSize: experiment.training.batch_size,
  epochs: Number(epochs),
  validationX: writeArrays(validation.inputs, folder, 'validation-x'),
  validationY: writeArrays(validation.targets, folder, 'validation-y'),
};

function kerasRun(seed: number): Epoch[] {
  const input = `${JSON.stringify({ ...setup, seed })}\n`;
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'keras_run.py')], { input });
  if (status !== 0) throw new Error(`Keras failed: ${stderr.toString()}`);
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => epochSchema.parse(JSON.parse(line)));
}

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
    const [own, keras] = [await ownRun(seed), kerasRun(seed)];
    own.forEach((epoch, i) => {
      const other = keras[i];
      if (other === undefined) throw new Error('Keras made fewer epochs.');
      ratios.push(epoch.seconds / other.seconds);
      process.stdout.write(`seed ${seed}, epoch ${epoch.epoch}: ${shown(epoch)} | Keras: ${shown(other)}\n`);
    });
  }
  process.stdout.write(
    `An epoch takes ${quantile(ratios, 0.5).toFixed(2)} of Keras's time (median of ${ratios.length}).\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
