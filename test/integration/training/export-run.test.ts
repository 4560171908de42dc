// A trained model taken away: what stands in the zip, that the program beside the model predicts what Strata predicts, and whose
// model cannot be taken.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RunId } from '#shared/base/ids.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { modelFormats, type ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { readWeights } from '#main/training/weights-file.ts';
import { home, start, useQueue, workbench } from './queue-workbench.ts';

useQueue();
beforeAll(async () => {
  await tf.setBackend('cpu');
});

const take = async (id: RunId, format: ModelFormat) => {
  const { name, bytes } = await workbench.handlers['runs.model-file']({ id, format });
  return { name, files: unzipSync(bytes) };
};

const rows = Array.from({ length: 400 }, (_, i) => [20 + 5 * Math.sin(i / 9), ((i * 7919) % 101) / 10] as const);
const csvOf = (of: readonly (readonly number[])[]): string => `wave,noise\n${of.map((row) => row.join()).join('\n')}\n`;

async function importAs(as: 'series' | 'text', id: string, content: string): Promise<void> {
  const path = join(home.path, `${id}.csv`);
  writeFileSync(path, content);
  const asked = { as, path, id, title: id, origin: 'a test', replace: true };
  await importDataset(datasetImportSchema.parse(asked), { home: home.path });
}

function experimentWith(data: object, nodes: readonly { readonly id: string }[], training: object): Experiment {
  const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id, to: id }));
  return experimentSchema.parse({
    strata: 2,
    name: 'Taken "away"',
    data,
    model: { nodes, edges },
    training: { optimizer: 'Adam', metrics: [], batch_size: 32, epochs: 1, ...training },
  });
}

const seriesExperiment = (): Experiment =>
  experimentWith(
    {
      dataset: 'waves',
      preparation: {
        kind: 'series',
        target: ['wave', 'noise'],
        derived: [
          { name: 'before', kind: 'lag', column: 'wave', rows: 3 },
          { name: 'level', kind: 'rolling_mean', column: 'noise', rows: 4 },
          { name: 'step', kind: 'difference', column: 'wave', rows: 2 },
        ],
        lookback: 12,
        step: 2,
        delay: 1,
        horizon: 2,
      },
    },
    [
      { id: 'input', type: 'Input', config: { shape: [6, 5] } },
      { id: 'conv', type: 'Conv1D', config: { filters: 4, kernel_size: 3, activation: 'relu' } },
      { id: 'norm', type: 'BatchNormalization', config: {} },
      { id: 'flat', type: 'Flatten', config: {} },
      { id: 'dense', type: 'Dense', config: { units: 4 } },
      { id: 'answer', type: 'Reshape', config: { target_shape: [2, 2] } },
    ] as never,
    { loss: 'mae' },
  );

const textExperiment = (): Experiment =>
  experimentWith(
    { dataset: 'notes', preparation: { kind: 'text', words: 12, length: 6, truncating: 'post' } },
    [
      { id: 'input', type: 'Input', config: { shape: [6], dtype: 'int32' } },
      { id: 'embedding', type: 'Embedding', config: { input_dim: 12, output_dim: 4 } },
      { id: 'pool', type: 'GlobalAveragePooling1D', config: {} },
      { id: 'dense', type: 'Dense', config: { units: 1, activation: 'sigmoid' } },
    ] as never,
    { loss: 'binary_crossentropy' },
  );

const texts = Array.from({ length: 60 }, (_, i) =>
  i % 2 === 0 ? `"A good, warm film no ${i % 5}",yes` : `"It is cold; a bad film no ${i % 7}!",no`,
);

/** What the run's best weights answer to a training sample. */
async function answerTo(sample: number, id: RunId, experiment: Experiment): Promise<Float32Array> {
  const { spec, training } = requireTrainable(workbench.datasets, experiment);
  const data = await prepareData(home.path, experiment.data, modelEnds(spec, training));
  const step = createEagerStep({ spec, training, seed: 1 });
  try {
    await step.setWeights(readWeights(bestWeightsPath(createRunFiles(home.path).folder(id))));
    const [answer] = await step.predict(data.train.batch(Uint32Array.of(sample), 0, 1));
    return answer ?? new Float32Array();
  } finally {
    step.dispose();
  }
}

/** Runs predict.ts of a zip in a folder of its own. */
function predict(files: Readonly<Record<string, Uint8Array>>, argument: string): string[] {
  const folder = join(home.path, 'taken');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  symlinkSync(
    fileURLToPath(new URL('../../../node_modules', import.meta.url)),
    join(folder, 'node_modules'),
    'junction',
  );
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'predict.ts'), argument], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  expect(status, stderr).toBe(0);
  // TensorFlow.js greets on standard output.
  return stdout.split('\n').filter((line) => / rows after |: (yes|no) /.test(line));
}

const scalesSchema = z.object({
  rows: z.number(),
  columns: z.array(z.string()),
  scales: z.record(z.string(), z.object({ mean: z.number(), std: z.number() })),
});

describe('a series', () => {
  it('is predicted by the program beside the model as by Strata, in real units', async () => {
    await importAs('series', 'waves', csvOf(rows));
    const experiment = seriesExperiment();
    const run = await start(experiment, 'wasm', null).finished;
    const { name, files } = await take(run.id, 'tfjs');
    expect(name).toBe('Taken -away (tfjs).zip');
    expect(Object.keys(files).toSorted()).toEqual(
      ['README.txt', 'model/model.json', 'model/weights.bin', 'predict.ts', 'preparation.json'].toSorted(),
    );
    const preparation = scalesSchema.parse(JSON.parse(strFromU8(files['preparation.json'] ?? new Uint8Array())));
    expect(preparation).toMatchObject({ rows: 15, columns: ['wave', 'noise'] });
    const training = rows.slice(0, 240).map(([wave]) => wave);
    const mean = training.reduce((sum, value) => sum + value, 0) / training.length;
    expect(preparation.scales['wave']?.mean).toBeCloseTo(mean, 10);

    // The sample begins with row 20; a lag reads three rows before it.
    const path = join(home.path, 'last.csv');
    writeFileSync(path, csvOf(rows.slice(17, 32)));
    const answer = await answerTo(20, run.id, experiment);
    const wanted = [...answer].map((value, i) => {
      const { mean: centre = NaN, std = NaN } = preparation.scales[i % 2 === 0 ? 'wave' : 'noise'] ?? {};
      return value * std + centre;
    });
    const lines = predict(files, path);
    expect(lines.map((line) => line.replace(/: .*/, ''))).toEqual([
      'wave, 2 rows after the last',
      'noise, 2 rows after the last',
      'wave, 3 rows after the last',
      'noise, 3 rows after the last',
    ]);
    const given = lines.map((line) => Number(/: (\S+)/.exec(line)?.[1]));
    for (const [i, value] of given.entries()) expect(value).toBeCloseTo(wanted[i] ?? NaN, 4);

    // What Strata says comes next is what the program says of the last rows.
    writeFileSync(path, csvOf(rows.slice(-15)));
    const coming = await workbench.handlers['runs.ask']({ id: run.id, texts: null });
    if (coming.kind !== 'values') throw new Error('These are labels.');
    expect(coming).toMatchObject({ lastRow: 399, lastMs: null });
    const next = coming.outputs.flatMap((output) => output.rows);
    expect(next.map(({ ahead, ms }) => [ahead, ms])).toEqual([
      [2, null],
      [3, null],
    ]);
    const last = predict(files, path).map((line) => Number(/: (\S+)/.exec(line)?.[1]));
    for (const [i, value] of next.flatMap(({ values }) => values).entries())
      expect(value).toBeCloseTo(last[i] ?? NaN, 4);
    await expect(workbench.handlers['runs.ask']({ id: run.id, texts: ['a text'] })).rejects.toThrow(/takes a series/);
  });
});

describe('a text', () => {
  it('is judged by the program beside the model as by Strata', async () => {
    await importAs('text', 'notes', `text,label\n${texts.join('\n')}\n`);
    const experiment = textExperiment();
    const prepared = { ...experiment.data.preparation, shuffle_seed: null };
    const unshuffled = { ...experiment, data: { ...experiment.data, preparation: prepared } } as Experiment;
    const run = await start(unshuffled, 'wasm', null).finished;
    const { files } = await take(run.id, 'tfjs');
    const [share = NaN] = await answerTo(0, run.id, unshuffled);
    const shares = new Map(
      predict(files, 'A good, warm film no 0').map((line) => [
        /: (\w+)/.exec(line)?.[1],
        Number(line.split(' ').at(-1)),
      ]),
    );
    expect(shares.get('yes')).toBeCloseTo(share, 5);
    expect(shares.get('no')).toBeCloseTo(1 - share, 5);

    const asked = await workbench.handlers['runs.ask']({
      id: run.id,
      texts: ['A good, warm film no 0', 'quite unheard of', ''],
    });
    if (asked.kind !== 'labels') throw new Error('These are numbers.');
    expect(asked.labels).toEqual(['no', 'yes']);
    const [first, unknown, empty] = asked.texts;
    expect(first?.outputs[0]?.scores[0]).toBeCloseTo(share, 6);
    // The start token takes the first of the six places, and the beginning of the text is kept.
    expect(first).toMatchObject({ words: ['a', 'good', 'warm', 'film', 'no', '0'], length: 6, seen: 5 });
    expect(unknown).toMatchObject({ known: [false, false, false], knownCount: 0, length: 3, seen: 3 });
    expect(empty).toMatchObject({ words: [], length: 0, seen: 0 });
    expect(Number.isFinite(empty?.outputs[0]?.scores[0])).toBe(true);
    await expect(workbench.handlers['runs.ask']({ id: run.id, texts: null })).rejects.toThrow(/takes texts/);
  });
});

describe('every format', () => {
  it('of a run on the native engine has what belongs to it', async () => {
    await importAs('series', 'waves', csvOf(rows));
    const run = await start(seriesExperiment(), 'native', null).finished;
    const models = {
      'saved-model': ['model/saved_model.pb', 'predict.py', 'predict.ts'],
      keras: ['model.keras', 'predict.py'],
      tfjs: ['model/model.json', 'model/weights.bin', 'predict.ts'],
    };
    for (const format of modelFormats) {
      const { files } = await take(run.id, format);
      expect(Object.keys(files).toSorted()).toEqual(['README.txt', 'preparation.json', ...models[format]].toSorted());
      expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toContain('A prediction needs 15 rows');
    }
  });
});

describe('a model that cannot be taken', () => {
  it('is a baseline, is at work, or has lost its weights', async () => {
    await importAs('series', 'waves', csvOf(rows));
    const { run, finished } = start(seriesExperiment(), 'wasm');
    await expect(take(run.id, 'keras')).rejects.toThrow(/is still trained/);
    await finished;
    const baseline = workbench.runs.list().find(({ kind }) => kind === 'baseline');
    await expect(take(baseline?.id ?? run.id, 'keras')).rejects.toThrow(/has no model that was trained here/);
    rmSync(bestWeightsPath(createRunFiles(home.path).folder(run.id)));
    await expect(take(run.id, 'keras')).rejects.toThrow(/The weights of this run are gone/);
  });

  it('is of data that has changed, or is gone', async () => {
    await importAs('series', 'waves', csvOf(rows));
    const run = await start(seriesExperiment(), 'wasm').finished;
    await importAs('series', 'waves', csvOf(rows.map(([wave, noise]) => [wave + 1, noise])));
    await expect(take(run.id, 'keras')).rejects.toThrow(
      /has changed since, so it cannot be said how an input is prepared/,
    );
    workbench.datasets.delete('waves' as never);
    await expect(take(run.id, 'keras')).rejects.toThrow(/is gone, so it cannot be said how an input is prepared/);
  });

  it('has a layer that TensorFlow.js lacks, or computes otherwise', async () => {
    const { experiment } = workbench.templates.find('weather-gru') ?? {};
    if (experiment === undefined) throw new Error('no template');
    const run = await start({ ...experiment, training: { ...experiment.training, epochs: 1 } }, 'wasm', 1).finished;
    await expect(take(run.id, 'tfjs')).rejects.toThrow(
      'TensorFlow.js cannot compute the layer "gru" (GRU) with this reset_after.',
    );
    expect(Object.keys((await take(run.id, 'keras')).files)).toContain('model.keras');
  });
});
