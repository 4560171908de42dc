// Whether compiled steps keep memory: `node test/bench/compiled-memory.ts HOME [STEPS]`. HOME has the native engine.
// Prints the resident size after a warm-up and at the end, and what is left in the engine: for long runs of two models, for ten
// runs in a row, and for three models in turn, all in one process. Grown by 2 % or more, or anything left, is a leak.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { createStep } from '#main/training/step/chosen-step.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { chainSpec, type ChainNode } from '../keras/specs.ts';
import { engineCounts, type EngineCounts } from '../support/engine-counts.ts';

interface Model {
  readonly name: string;
  readonly options: StepOptions;
  readonly words: number | null;
  /** Of a batch, with the batch axis. */
  readonly shape: readonly number[];
}

const words = 2000;
const optimizer = optimizerSchema.parse({ name: 'RMSprop' });

function model(name: string, shape: readonly number[], nodes: readonly ChainNode[]): Model {
  const isText = nodes.some(({ type }) => type === 'Embedding');
  const input = { id: 'input', type: 'Input', config: { shape: shape.slice(1), dtype: isText ? 'int32' : 'float32' } };
  const loss = lossSchema.parse({ name: isText ? 'binary_crossentropy' : 'mean_absolute_error' });
  const options = { spec: chainSpec([input, ...nodes]), training: { loss, optimizer, metrics: [] }, seed: 1 };
  return { name, options, words: isText ? words : null, shape };
}

const convolution = { filters: 16, kernel_size: 7, activation: 'relu' };
const imdb = model(
  'imdb-conv1d',
  [32, 200],
  [
    { id: 'embedding', type: 'Embedding', config: { input_dim: words, output_dim: 32 } },
    { id: 'conv1d_1', type: 'Conv1D', config: convolution },
    { id: 'max_pooling1d', type: 'MaxPooling1D', config: { pool_size: 5 } },
    { id: 'conv1d_2', type: 'Conv1D', config: convolution },
    { id: 'global_max_pooling1d', type: 'GlobalMaxPooling1D', config: {} },
    { id: 'dense', type: 'Dense', config: { units: 1, activation: 'sigmoid' } },
  ],
);
const weather = model(
  'weather-gru',
  [64, 60, 7],
  [
    { id: 'gru', type: 'GRU', config: { units: 32 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
);
const dropped = model(
  'lstm with dropout',
  [32, 40, 4],
  [
    { id: 'lstm', type: 'LSTM', config: { units: 16, dropout: 0.2, recurrent_dropout: 0.2 } },
    { id: 'dropout', type: 'Dropout', config: { rate: 0.5 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
);

setFlagsFromString('--expose-gc');
/** What JavaScript has not yet collected is not a leak; nor is the room that the allocator keeps where it is collected late. */
const collectGarbage = runInNewContext('gc') as () => void;

const batches = new Map<string, Batch>();

function emptyBatch({ shape: [, ...rest], words: wordCount }: Model, size: number): Batch {
  const length = rest.reduce((product, each) => product * each, size);
  const values = wordCount === null ? new Float32Array(length) : new Int32Array(length);
  const targets = [{ values: new Float32Array(size), shape: [size, 1] }];
  return { inputs: [{ values, shape: [size, ...rest] }], targets, size };
}

/** Other numbers for every number, written over the ones before, as a run does with its batches. */
function batchOf(trained: Model, number: number, size = trained.shape[0] ?? 1): Batch {
  const random = createRandom(5, number);
  const { name, words: wordCount } = trained;
  const batch = batches.get(`${name} ${size}`) ?? emptyBatch(trained, size);
  batches.set(`${name} ${size}`, batch);
  for (const { values } of batch.inputs)
    for (let i = 0; i < values.length; i++)
      values[i] = wordCount === null ? random() : Math.floor(random() * wordCount);
  for (const { values } of batch.targets) for (let i = 0; i < values.length; i++) values[i] = Math.round(random());
  return batch;
}

/** Some steps as in a run: at the end of every hundred a smaller batch, an evaluation and the weights for a checkpoint. */
async function train(step: TrainStep, trained: Model, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    await step.train(batchOf(trained, i));
    if (i % 100 !== 99) continue;
    await step.train(batchOf(trained, i, 20));
    await step.evaluate(batchOf(trained, i));
    await step.weights();
    await step.optimizerState();
    collectGarbage();
  }
}

function compiledStep({ options }: Model): TrainStep {
  return createStep(options, { step: 'compiled', xla: 'on', threads, steps: 1 });
}

async function run(trained: Model, steps: number): Promise<void> {
  const step = compiledStep(trained);
  await train(step, trained, steps);
  step.dispose();
}

/** Until then JavaScript's heap and the allocator grow to the size that they keep. */
const warmUpSteps = 3000;
const warmUpRounds = 10;

function residentMegabytes(): number {
  collectGarbage();
  return process.memoryUsage.rss() / 1024 / 1024;
}

function report(name: string, before: number, left: EngineCounts): void {
  const after = residentMegabytes();
  const growth = ((after / before - 1) * 100).toFixed(2);
  const sizes = `${before.toFixed(1)} MB after warm-up, ${after.toFixed(1)} MB at the end, ${growth} %`;
  const rest = `left: ${left.tensors} tensors, ${left.heldTensors} in the add-on, ${left.sessions} sessions`;
  process.stdout.write(`${name}: ${sizes}; ${rest}\n`);
}

function countedFrom(start: EngineCounts): EngineCounts {
  const now = engineCounts();
  return {
    tensors: now.tensors - start.tensors,
    heldTensors: now.heldTensors - start.heldTensors,
    sessions: now.sessions - start.sessions,
  };
}

const [home = homeFolder(), stepsText = '5000'] = process.argv.slice(2);
const steps = Number(stepsText);
const { load } = await createEngineStore({ home: resolve(home) }).choose('native');
await loadEngine(load);
const threads = availableParallelism();

for (const trained of [imdb, weather]) {
  const start = engineCounts();
  const step = compiledStep(trained);
  await train(step, trained, warmUpSteps);
  const before = residentMegabytes();
  const settled = engineCounts();
  await train(step, trained, steps);
  report(`${trained.name}, ${steps} steps, while it lives`, before, countedFrom(settled));
  step.dispose();
  report(`${trained.name}, disposed`, before, countedFrom(start));
}

const start = engineCounts();
for (const [name, models] of [
  ['ten runs in a row', [weather]],
  ['three models in turn, ten times', [imdb, weather, dropped]],
] as const) {
  const round = async (): Promise<void> => {
    for (const each of models) await run(each, 100);
  };
  for (let i = 0; i < warmUpRounds; i++) await round();
  const before = residentMegabytes();
  for (let i = 0; i < 10; i++) await round();
  report(name, before, countedFrom(start));
}
