// The compiled step beside tfjs's own layers on the same TensorFlow: what a program in TypeScript gets without Strata.
//   node test/bench/tfjs-layers.ts HOME [ROUNDS]
// HOME has the native engine. The tutorial's models take turns with theirs on the same made batch, five steps a round.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as tfjs from '@tensorflow/tfjs';
import type { Batch } from '#shared/data/samples.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { templateStore } from '#main/home/templates.ts';
import { createStep } from '#main/training/step/chosen-step.ts';
import { madeBatch } from '#main/training/worker/benchmark.ts';
import { quantile } from '#shared/base/quantile.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';

const stepsInRound = 5;
const warmUpSteps = 3;

type Config = Readonly<Record<string, unknown>>;

/** `pool_size` → `poolSize`. */
const camelCased = (config: Config): Config =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name.replace(/_./g, (found) => found.charAt(1).toUpperCase()),
      value,
    ]),
  );

/** Of tf.layers: `Conv1D` → `conv1d`, `GlobalMaxPooling1D` → `globalMaxPooling1d`. */
function layerOf(type: string, config: Config): tfjs.layers.Layer {
  const name = type === 'GRU' ? 'gru' : type.charAt(0).toLowerCase() + type.slice(1).replace('1D', '1d');
  const makers = tfjs.layers as unknown as Readonly<Record<string, (config: Config) => tfjs.layers.Layer>>;
  const make = makers[name];
  if (make === undefined) throw new Error(`tf.layers has no ${type}.`);
  return make(camelCased(config));
}

async function timed(count: number, step: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await step();
    times.push(performance.now() - startedAt);
  }
  return times;
}

function tensorsOf({ inputs: [input], targets: [target] }: Batch): [tfjs.Tensor, tfjs.Tensor] {
  if (input === undefined || target === undefined) throw new Error('A batch has an input and a target.');
  return [tfjs.tensor(input.values, [...input.shape]), tfjs.tensor(target.values, [...target.shape])];
}

const [home = homeFolder(), rounds = '5'] = process.argv.slice(2);
const { load } = await createEngineStore({ home: resolve(home) }).choose('native');
await loadEngine(load);
const threads = availableParallelism();

for (const id of ['imdb-conv1d', 'jena-conv1d', 'jena-conv1d-gru']) {
  const experiment = templateStore.find(id)?.experiment;
  if (experiment === undefined) throw new Error(`There is no template ${id}.`);
  const { spec, training } = compileExperiment(experiment, null);
  const batch = madeBatch(spec, experiment.training.batch_size);
  const step = createStep({ spec, training, seed: 1 }, { step: 'compiled', xla: 'on', threads, steps: 1 });

  const model = tfjs.sequential();
  const [, ...nodes] = experiment.model.nodes;
  const { shape = [] } = batch.inputs[0] ?? {};
  for (const { type, config } of nodes)
    model.add(layerOf(type, model.layers.length === 0 ? { ...config, inputShape: shape.slice(1) } : config));
  const loss = training.loss.name === 'binary_crossentropy' ? 'binaryCrossentropy' : 'meanAbsoluteError';
  model.compile({ optimizer: tfjs.train.rmsprop(0.001), loss });
  const [x, y] = tensorsOf(batch);

  const [own, theirs]: [number[], number[]] = [[], []];
  const train = (): Promise<unknown> => step.train(batch);
  const trainTheirs = (): Promise<unknown> => model.trainOnBatch(x, y);
  await timed(warmUpSteps, train);
  await timed(warmUpSteps, trainTheirs);
  for (let round = 0; round < Number(rounds); round++) {
    own.push(...(await timed(stepsInRound, train)));
    theirs.push(...(await timed(stepsInRound, trainTheirs)));
  }
  const [ownMs, theirMs] = [quantile(own, 0.5), quantile(theirs, 0.5)];
  process.stdout.write(
    `${id}: ${ownMs.toFixed(1)} ms a step compiled, ${theirMs.toFixed(1)} with tf.layers, ${(theirMs / ownMs).toFixed(1)} times as fast\n`,
  );
  step.dispose();
  model.dispose();
  tfjs.dispose([x, y]);
}
