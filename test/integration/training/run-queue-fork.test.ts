// Runs that are forked through the real queue, a real worker thread, real SQLite, and both engines.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { RunId } from '#shared/base/ids.ts';
import { trainingSchema, type Training } from '#shared/training/training-settings.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { importSmallData, smallExperiment, withoutTimes } from '../../support/small-training.ts';
import { home, workbench, useQueue, start, trainerWorker } from './queue-workbench.ts';

useQueue();

type Engine = 'native' | 'wasm';

/** Without callbacks, which begin anew in a fork. */
function experimentFor(epochs: number, changes: Partial<Training> = {}) {
  const experiment = smallExperiment(epochs);
  return { ...experiment, training: { ...experiment.training, callbacks: [], ...changes } };
}

async function trained(epochs: number, engine: Engine, changes: Partial<Training> = {}) {
  return start(experimentFor(epochs, changes), engine, null).finished;
}

async function fork(id: RunId, epoch: number, changes: Record<string, unknown>, more: { engine?: Engine } = {}) {
  const { experiment } = workbench.runs.get(id);
  const training = jsonObjectSchema.parse({ ...trainingSchema.parse(experiment?.training), ...changes });
  const { runId } = await workbench.handlers['runs.fork']({ id, epoch, training, ...more });
  return workbench.queue.whenOver(runId);
}

const numbersOf = ({ id }: { id: RunId }) => withoutTimes(workbench.runs.metrics(id, ''));
const valuesOf = (run: { id: RunId }, key: string) => numbersOf(run).find((one) => one.key === key)?.values ?? [];
const details = ({ id }: { id: RunId }) => workbench.handlers['runs.get']({ id });
const filesOf = (id: RunId) => createRunFiles(home.path).folder(id);

it.each(['native', 'wasm'] as const)(
  'trained on from its last epoch, gives what one run gives, on %s',
  async (engine) => {
    await importSmallData(home.path);
    const straight = await trained(6, engine);
    const parent = await trained(3, engine);
    const forked = await fork(parent.id, 3, { epochs: 6 });
    expect(forked).toMatchObject({ status: 'completed', epochsDone: 6, epochs: 6, engine: { id: engine } });
    expect(forked).toMatchObject({ name: `Small · #${parent.number} at 3`, best: straight.best });
    expect(forked.fork).toEqual({ run: parent.id, number: parent.number, epoch: 3, steps: 33, fresh: [] });
    const [actual, expected] = [numbersOf(forked), numbersOf(straight)];
    expect(actual.map(({ key, steps }) => [key, steps])).toEqual(expected.map(({ key, steps }) => [key, steps]));
    for (const [i, { values }] of expected.entries())
      for (const [at, value] of values.entries()) expect(actual[i]?.values[at]).toBeCloseTo(value ?? NaN, 6);
    // The other run is as it was.
    expect(workbench.runs.get(parent.id)).toMatchObject({ status: 'completed', epochsDone: 3 });
    expect(valuesOf(parent, 'epoch/loss')).toHaveLength(3);
  },
);

it('begins with other settings: learning rate, optimizer, batch size; from any epoch that is kept', async () => {
  await importSmallData(home.path);
  const parent = await trained(5, 'wasm', { checkpoint_every: 2 });
  const best = parent.best?.epoch ?? 0;
  expect((await details(parent)).forkEpochs).toEqual([...new Set([2, 4, best, 5])].toSorted());
  const until = (run: { id: RunId }, epoch: number) => valuesOf(run, 'epoch/val_loss').slice(0, epoch);

  const slow = await fork(parent.id, 2, { epochs: 4, optimizer: { name: 'adam', config: { learning_rate: 0.0001 } } });
  expect(slow).toMatchObject({ status: 'completed', name: `Small · #${parent.number} at 2 · lr 0.0001` });
  expect(slow.fork?.fresh).toEqual(['learning-rate']);
  expect(until(slow, 2)).toEqual(until(parent, 2));
  expect(valuesOf(slow, 'epoch/learning_rate')).toEqual(
    [0.01, 0.01, 0.0001, 0.0001].map((rate): unknown => expect.closeTo(rate, 9)),
  );

  const other = await fork(parent.id, 4, { epochs: 5, optimizer: { name: 'sgd', config: { learning_rate: 0.001 } } });
  expect(other).toMatchObject({ status: 'completed', fork: { fresh: ['optimizer', 'learning-rate'] } });
  expect(until(other, 4)).toEqual(until(parent, 4));

  // 11 steps of 32 samples an epoch, then 6 of 60.
  const large = await fork(parent.id, 2, { epochs: 4, batch_size: 60 });
  expect(large).toMatchObject({ status: 'completed', epochsDone: 4 });
  expect(numbersOf(large).find(({ key }) => key === 'batch/loss')?.steps).toEqual(
    Array.from({ length: 34 }, (_, i) => i + 1),
  );
  // A fork is forked again, and its own epochs have their own number of steps.
  const again = await fork(large.id, 4, { epochs: 5 });
  expect(again).toMatchObject({ status: 'completed', fork: { epoch: 4, steps: 34 } });
  expect(until(again, 4)).toEqual(until(large, 4));
});

it('is resumed like any run, also when its worker ended at its first step, and without the run that it comes from', async () => {
  await importSmallData(home.path);
  const parent = await trained(2, 'wasm');
  const straight = await fork(parent.id, 2, { epochs: 30, batch_size: 16 });
  const { experiment } = workbench.runs.get(parent.id);
  const training = jsonObjectSchema.parse({
    ...trainingSchema.parse(experiment?.training),
    epochs: 30,
    batch_size: 16,
  });
  const { runId } = await workbench.handlers['runs.fork']({ id: parent.id, epoch: 2, training });
  await workbench.handlers['runs.delete']({ ids: [parent.id] });
  await expect.poll(() => workbench.runs.get(runId).epochsDone, { interval: 2 }).toBeGreaterThan(4);
  await trainerWorker().terminate();
  const ended = await workbench.queue.whenOver(runId);
  if (ended.status !== 'completed') {
    expect(ended.status).toBe('interrupted');
    await workbench.handlers['runs.resume']({ id: runId });
    await workbench.queue.whenOver(runId);
  }
  expect(workbench.runs.get(runId)).toMatchObject({ status: 'completed', epochsDone: 30 });
  expect(numbersOf({ id: runId })).toEqual(numbersOf(straight));
});

it('has the best weights until its first epoch, those of the other run', async () => {
  await importSmallData(home.path);
  const parent = await trained(4, 'wasm', { checkpoint_every: 1 });
  const forked = await fork(parent.id, 1, { epochs: 2 });
  expect(existsSync(join(filesOf(forked.id), 'best.safetensors'))).toBe(true);
  expect(readdirSync(join(filesOf(parent.id), 'checkpoints'))).toEqual(
    expect.arrayContaining([1, 2, 3, 4].map((epoch) => `epoch-${epoch}.safetensors`)),
  );
});

it('refuses what cannot be, and leaves nothing behind', async () => {
  await importSmallData(home.path);
  const parent = await trained(3, 'wasm');
  const before = readdirSync(join(home.path, 'runs'));
  const refused = async (epoch: number, changes: Record<string, unknown>, code: string, message: string) => {
    await expect(fork(parent.id, epoch, changes)).rejects.toMatchObject({ code, message });
  };
  await refused(
    3,
    { epochs: 3 },
    'invalid-experiment',
    'The fork begins after epoch 3, so it needs more than 3 epochs in all; it has 3.',
  );
  await refused(9, { epochs: 12 }, 'not-found', '"Small" has no state after epoch 9 to fork from.');
  const kept =
    'A fork keeps the loss and the metrics of the run it comes from, so that its epochs can be compared with those before.';
  await refused(3, { epochs: 5, loss: 'mse' }, 'invalid-experiment', kept);
  await refused(3, { epochs: 5, metrics: ['mse'] }, 'invalid-experiment', kept);
  await expect(
    workbench.handlers['runs.repeat']({ id: (await fork(parent.id, 3, { epochs: 4 })).id, vary: 'seed', count: 1 }),
  ).rejects.toMatchObject({
    code: 'invalid-experiment',
  });
  await importSmallData(home.path, 5);
  await refused(3, { epochs: 5 }, 'conflict', 'The data set is no longer the one that this run was trained on.');
  expect(workbench.runs.list().filter(({ kind }) => kind === 'training')).toHaveLength(2);
  expect(readdirSync(join(home.path, 'runs')).length).toBe(before.length + 1);
});
