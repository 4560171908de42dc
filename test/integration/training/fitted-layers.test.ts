// A Normalization in real runs: fitted once, on the training samples only, and kept in the run's files.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { openWorkbench, type Workbench } from '#main/open-workbench.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { checkpointPath } from '#main/training/checkpoint-header.ts';
import { readWeightsFile } from '#main/training/weights-file.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';
import { importSmallData, smallExperiment, withoutTimes } from '../../support/small-training.ts';

let home: TemporaryHome;
let workbench: Workbench;

beforeEach(async () => {
  home = temporaryHome();
  await importSmallData(home.path);
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
});
afterEach(async () => {
  await workbench.close();
  home.remove();
});

/** The small experiment with a Normalization behind its Input. */
function fittedExperiment(epochs: number, normalize: boolean): Experiment {
  const { data, model, ...rest } = smallExperiment(epochs);
  const [first, ...edges] = model.edges;
  return {
    ...rest,
    data: { ...data, preparation: { ...data.preparation, normalize } },
    model: {
      nodes: [...model.nodes, { id: 'norm', type: 'Normalization', config: {} }],
      edges: [{ from: 'input', to: 'norm' }, { from: 'norm', to: first?.to ?? '' }, ...edges],
    },
  };
}

function start(experiment: Experiment) {
  const trainable = requireTrainable(workbench.datasets, experiment);
  const more = { experimentId: null, engine: 'wasm', step: 'auto', xla: 'auto', limitBatches: null } as const;
  return workbench.queue.start({ trainable, ...more });
}

function momentsIn(path: string, prefix = ''): number[][] {
  const { arrays } = readWeightsFile(path);
  return ['mean', 'variance', 'count'].map((name) => {
    const found = arrays.find((array) => array.name === `${prefix}norm/${name}`);
    return [...(found?.values ?? [])];
  });
}

const bestOf = (id: RunId): string => join(createRunFiles(home.path).folder(id), 'best.safetensors');

/** Mean and variance of each column over all windows of the training rows: 600 rows, 0.6 of them, windows of 8, delay 1. */
function expectedMoments(): number[][] {
  const rows = Array.from({ length: 600 }, (_, i) => [Math.sin(i / 9), ((i * 7919) % 101) / 101]);
  const samples = 360 - 8 - 1;
  const columns = [0, 1].map((column) =>
    Array.from({ length: samples }, (_, first) => rows.slice(first, first + 8).map((row) => row[column] ?? 0)).flat(),
  );
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = columns.map(meanOf);
  return [means, columns.map((values, i) => meanOf(values.map((value) => (value - (means[i] ?? 0)) ** 2)))];
}

it('holds the moments of the training samples, measured or normalized, which training does not change', async () => {
  const [means = [], variances = []] = expectedMoments();
  const measured = await start(fittedExperiment(2, false)).finished;
  expect(measured.status).toBe('completed');
  const [mean = [], variance = [], count] = momentsIn(bestOf(measured.id));
  for (const column of [0, 1]) {
    expect(mean[column]).toBeCloseTo(means[column] ?? NaN, 5);
    expect(variance[column]).toBeCloseTo(variances[column] ?? NaN, 5);
  }
  expect(count).toEqual([0]);
  const normalized = await start(fittedExperiment(2, true)).finished;
  const [again = [], spread = []] = momentsIn(bestOf(normalized.id));
  // The windows leave out the last training rows, so they are not exactly those that the preparation normalized.
  for (const column of [0, 1]) {
    expect(Math.abs(again[column] ?? NaN)).toBeLessThan(0.05);
    expect(Math.abs((spread[column] ?? NaN) - 1)).toBeLessThan(0.05);
  }
  expect(again).not.toEqual([0, 0]);
});

it('is not fitted again when a run is resumed, which then gives what one run gives', async () => {
  const straight = await start(fittedExperiment(12, false)).finished;
  const { run, finished } = start(fittedExperiment(12, false));
  const passed = new Promise<void>((resolve) => {
    workbench.subscribe((event) => {
      if (event.type === 'run' && event.run.id === run.id && event.run.epochsDone >= 2) resolve();
    });
  });
  await passed;
  workbench.queue.stop(run.id);
  await finished;
  const checkpoint = checkpointPath(createRunFiles(home.path).folder(run.id));
  expect(momentsIn(checkpoint, 'weights/')).toEqual(momentsIn(bestOf(straight.id)));
  const fitting: string[] = [];
  workbench.subscribe((event) => fitting.push(JSON.stringify(event)));
  const resumed = await (await workbench.queue.resume(run.id)).finished;
  expect(resumed).toMatchObject({ status: 'completed', epochsDone: 12 });
  expect(fitting.filter((event) => event.includes('Fitting'))).toEqual([]);
  const numbersOf = (id: RunId) => withoutTimes(workbench.runs.metrics(id, ''));
  expect(numbersOf(run.id)).toEqual(numbersOf(straight.id));
});
