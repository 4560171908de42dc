// What a run predicts: the numbers of its best weights, in the target's own unit, beside what was measured.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { accuracyOf, confusionMatrix } from '#shared/predictions/label-scores.ts';
import { predictionsOf, type PredictedLabels, type PredictedValues } from '#shared/predictions/prediction-set.ts';
import { errorFigures } from '#shared/predictions/value-errors.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { home, workbench, experimentOf, start, useQueue } from './queue-workbench.ts';

useQueue();

type Ask = Parameters<(typeof workbench.handlers)['runs.predict']>[0];
const predict = async (ask: Ask) => workbench.handlers['runs.predict'](ask);

async function valuesOf(ask: Ask, output = 0): Promise<PredictedValues> {
  const found = predictionsOf(await predict(ask), output);
  if (!('predicted' in found)) throw new Error('These are labels.');
  return found;
}

async function labelsOf(ask: Ask): Promise<PredictedLabels> {
  const found = predictionsOf(await predict(ask), 0);
  if (!('scores' in found)) throw new Error('These are numbers.');
  return found;
}

const folderOf = ({ id }: { id: Ask['id'] }): string => createRunFiles(home.path).folder(id);

describe.each(['native', 'wasm'] as const)('of a series, on the %s engine', (engine) => {
  it('are as far from the target as the run was at its best epoch, in its unit', async () => {
    const run = await start(experimentOf('weather-conv1d'), engine, null).finished;
    expect(workbench.handlers['runs.predictions']({ id: run.id, part: 'validation' })).toEqual({});
    const set = await valuesOf({ id: run.id, part: 'validation' });
    const unit = run.targetUnit;
    if (unit === null || 'outputs' in unit) throw new Error('No unit.');
    const { meanAbsolute, samples } = errorFigures(set);
    expect(meanAbsolute / unit.scale).toBeCloseTo(run.best?.value ?? NaN, 5);
    expect(set.output).toMatchObject({ columns: [{ name: 'temp', unit: '°F' }], horizon: 1, delay: 24 });
    expect(set.predicted).toHaveLength(samples);

    // What was measured is what the data set has in these rows, with their times.
    const rows = workbench.datasets.series(datasetIdSchema.parse('weather'));
    const [from, to] = [set.rows[0] ?? 0, (set.rows.at(-1) ?? 0) + 1];
    const read = async (parts: AsyncIterable<Float64Array>): Promise<number[]> => {
      const all: number[] = [];
      for await (const part of parts) all.push(...part);
      return all;
    };
    const temperatures = await read(rows.column('temp', { from, to }));
    expect(set.measured).toHaveLength(temperatures.length);
    temperatures.forEach((value, i) => {
      expect(set.measured[i]).toBeCloseTo(value, 3);
    });
    expect([...set.times]).toEqual(rows.times === null ? [] : await read(rows.times({ from, to })));

    // Kept with the run, also when its data is gone; of the test they are a look.
    rmSync(join(home.path, 'datasets'), { recursive: true });
    const kept = workbench.handlers['runs.predictions']({ id: run.id, part: 'validation' });
    expect(kept).toMatchObject({ head: { part: 'validation', epoch: run.best?.epoch } });
    await expect(predict({ id: run.id, part: 'test' })).rejects.toThrow(/no data set/);
    expect(workbench.handlers['runs.tested']({ id: run.id })).toMatchObject({ all: { looks: 0 } });
  });
});

describe('of several outputs and rows ahead', () => {
  it('have each output in its own columns and horizon, with the run’s own error', async () => {
    const run = await start(experimentOf('weather-next-day'), 'native', 20).finished;
    const set = await valuesOf({ id: run.id, part: 'validation' });
    expect(set.output.horizon).toBe(24);
    expect(set.predicted).toHaveLength(set.samples * 24);
    expect(set.measured).toHaveLength(set.samples + 23);
  });

  it('count the looks at the test', async () => {
    const run = await start(experimentOf('weather-conv1d', { epochs: 1 })).finished;
    await predict({ id: run.id, part: 'test' });
    expect(workbench.handlers['runs.tested']({ id: run.id })).toMatchObject({ score: { looks: 1 } });
  });
});

const topics = ['sport', 'music', 'food'];

/** Short texts whose topic stands in some of their words. */
async function importTopics(): Promise<void> {
  const path = join(home.path, 'topics.csv');
  mkdirSync(home.path, { recursive: true });
  const lines = Array.from({ length: 300 }, (_, i) => {
    const topic = topics[i % 3] ?? '';
    return `"${topic} ${i % 7 === 0 ? topics[(i + 1) % 3] : topic} number${i % 11} today",${topic}`;
  });
  writeFileSync(path, `text,label\n${lines.join('\n')}\n`);
  const asked = { as: 'text', path, id: 'topics', title: 'Topics', origin: 'a test' };
  await importDataset(datasetImportSchema.parse(asked), { home: home.path });
}

function topicExperiment(units: number, loss: unknown, activation: string | null): Experiment {
  return experimentSchema.parse({
    strata: 2,
    name: 'Topics',
    data: { dataset: 'topics', preparation: { kind: 'text', words: 30, length: 6, validation_split: 0.3 } },
    model: {
      nodes: [
        { id: 'input', type: 'Input', config: { shape: [6], dtype: 'int32' } },
        { id: 'embedding', type: 'Embedding', config: { input_dim: 30, output_dim: 8 } },
        { id: 'pool', type: 'GlobalMaxPooling1D', config: {} },
        { id: 'dense', type: 'Dense', config: { units, ...(activation === null ? {} : { activation }) } },
      ],
      edges: [
        { from: 'input', to: 'embedding' },
        { from: 'embedding', to: 'pool' },
        { from: 'pool', to: 'dense' },
      ],
    },
    training: {
      loss,
      optimizer: { name: 'adam', config: { learning_rate: 0.02 } },
      metrics: ['accuracy'],
      batch_size: 16,
      epochs: 2,
      seed: 1,
    },
  });
}

describe('of texts', () => {
  it('are scores of each label, of which the largest is right as often as the run said', async () => {
    await importTopics();
    for (const [loss, activation] of [
      ['sparse_categorical_crossentropy', 'softmax'],
      [{ name: 'sparse_categorical_crossentropy', config: { from_logits: true } }, null],
    ] as const) {
      const run = await start(topicExperiment(3, loss, activation), 'native', null).finished;
      const set = await labelsOf({ id: run.id, part: 'validation' });
      expect(set.output).toMatchObject({ labels: ['food', 'music', 'sport'], width: 3 });
      const [accuracy] = workbench.runs.metrics(run.id, 'epoch/val_accuracy');
      expect(accuracyOf(confusionMatrix(set))).toBeCloseTo(accuracy?.values[(run.best?.epoch ?? 0) - 1] ?? NaN, 5);
      // Logits became probabilities.
      for (let at = 0; at < set.scores.length; at += 3)
        expect(set.scores.subarray(at, at + 3).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      const texts = await workbench.handlers['datasets.texts']({
        id: datasetIdSchema.parse('topics'),
        rows: [...set.rows.subarray(0, 3), 1_000_000],
        words: 2,
      });
      expect(texts).toHaveLength(3);
      texts.forEach(({ words, label, length }, i) => {
        expect(words).toHaveLength(2);
        expect(length).toBe(4);
        expect(words[0]).toBe(set.output.labels[label]);
        expect(label).toBe(set.labels[i]);
      });
    }
  });
});

describe('what is kept', () => {
  it('is made again when it is damaged, and is of the best weights only', async () => {
    const run = await start(experimentOf('weather-conv1d', { epochs: 1 })).finished;
    const first = await valuesOf({ id: run.id, part: 'validation' });
    const path = join(folderOf(run), 'predictions-validation.safetensors');
    expect(statSync(path).size).toBeLessThan(20 * first.samples + 2000);
    writeFileSync(path, 'no predictions');
    expect(workbench.handlers['runs.predictions']({ id: run.id, part: 'validation' })).toEqual({});
    expect((await valuesOf({ id: run.id, part: 'validation' })).predicted).toEqual(first.predicted);
    workbench.runs.update(run.id, { best: { metric: 'val_mae', value: 0.1, epoch: 99 } });
    expect(workbench.handlers['runs.predictions']({ id: run.id, part: 'validation' })).toEqual({});
    rmSync(join(folderOf(run), 'best.safetensors'));
    await expect(predict({ id: run.id, part: 'validation' })).rejects.toThrow(/weights of this run are gone/);
    expect(existsSync(path)).toBe(true);
  });
});
