// Runs through the real queue, a real worker thread, real SQLite, and both engines.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { readWeights } from '#main/training/weights-file.ts';
import {
  home,
  workbench,
  events,
  useQueue,
  experimentOf,
  trainedMsOf,
  start,
  trainerWorker,
} from './queue-workbench.ts';

useQueue();

describe.each(['native', 'wasm'] as const)('on the %s engine', (engine) => {
  it('brings the data, trains, stores every number and the best weights, and makes the baseline', async () => {
    const run = await start(experimentOf('weather-conv1d-gru'), engine).finished;
    expect(run).toMatchObject({ status: 'completed', epochsDone: 2, parameters: 12_673, error: null });
    expect(run.engine).toMatchObject({ id: engine, step: engine === 'native' ? 'compiled' : 'eager', device: 'CPU' });
    const series = workbench.runs.metrics(run.id, '');
    const keys = series.map(({ key }) => key);
    for (const key of ['batch/loss', 'epoch/loss', 'epoch/val_mae', 'epoch/msPerStep', 'epoch/learning_rate'])
      expect(keys).toContain(key);
    expect(series.find(({ key }) => key === 'batch/loss')?.steps).toEqual([1, 2, 3, 4, 5, 6]);
    expect(series.find(({ key }) => key === 'epoch/val_mae')?.values.at(-1)).not.toBeNull();
    const weights = readWeights(join(createRunFiles(home.path).folder(run.id), 'best.safetensors'));
    expect(weights.reduce((sum, { values }) => sum + values.length, 0)).toBe(12_673);
    const baseline = workbench.runs.list().find(({ kind }) => kind === 'baseline');
    expect(baseline?.best?.value).toBeCloseTo(0.2286, 3);
    expect(baseline?.datasetHash).toBe(run.datasetHash);
  });

  it('gives the same numbers for the same seed, dropout included, and others for another', async () => {
    const numbersOf = async (seed: number): Promise<unknown> => {
      const run = await start(experimentOf('weather-conv1d-gru', { seed }), engine).finished;
      return ['batch/loss', 'epoch/val_loss'].map((key) => workbench.runs.metrics(run.id, key));
    };
    const first = await numbersOf(1);
    expect(await numbersOf(1)).toEqual(first);
    expect(await numbersOf(2)).not.toEqual(first);
  });
});

describe('the queue', () => {
  it('numbers runs of one experiment, and leaves a name that a person gave', async () => {
    const trainable = requireTrainable(workbench.datasets, experimentOf('weather-conv1d'));
    const named = (name?: string) =>
      workbench.queue.start({
        trainable,
        name,
        experimentId: null,
        engine: 'native',
        step: 'auto',
        xla: 'auto',
        limitBatches: 1,
      });
    const runs = [named(), named(), named('mine'), named('mine'), named()];
    for (const { run } of runs) workbench.queue.stop(run.id);
    await Promise.all(runs.map(({ finished }) => finished));
    expect(runs.map(({ run }) => run.name)).toEqual([
      'Weather · Conv1D',
      'Weather · Conv1D (2)',
      'mine',
      'mine',
      'Weather · Conv1D (3)',
    ]);
  });

  it('names runs by what they differ in from the first of their model', async () => {
    const runs = [
      experimentOf('weather-conv1d'),
      experimentOf('weather-conv1d', { seed: 3 }),
      experimentOf('weather-conv1d', { seed: 3, batch_size: 64 }),
      experimentOf('weather-conv1d', { seed: 3 }),
    ].map((experiment) => start(experiment));
    for (const { run } of runs) workbench.queue.stop(run.id);
    await Promise.all(runs.map(({ finished }) => finished));
    expect(runs.map(({ run }) => run.name)).toEqual([
      'Weather · Conv1D',
      'Weather · Conv1D · seed 3',
      'Weather · Conv1D · batch 64 · seed 3',
      'Weather · Conv1D · seed 3 (2)',
    ]);
  });

  it('repeats a run with other seeds on the same engine and as many batches, which the comparison puts together', async () => {
    const first = await start(experimentOf('weather-conv1d', { seed: 5 }), 'wasm').finished;
    const taken = start(experimentOf('weather-conv1d', { seed: 6 }), 'wasm');
    workbench.queue.stop(taken.run.id);
    const { runIds } = await workbench.handlers['runs.repeat']({ id: first.id, vary: 'seed', count: 2 });
    const runs = await Promise.all(runIds.map((id) => workbench.queue.whenOver(id)));
    expect(runs).toMatchObject([
      { name: 'Weather · Conv1D · seed 7', seed: 7, status: 'completed', engine: { id: 'wasm' } },
      { name: 'Weather · Conv1D · seed 8', seed: 8, status: 'completed', engine: { id: 'wasm' } },
    ]);
    for (const { id } of runs) expect(workbench.runs.metrics(id, 'batch/loss')[0]?.steps).toEqual([1, 2, 3, 4, 5, 6]);
    const comparison = await workbench.handlers['runs.compare']({ ids: [first.id, ...runIds] });
    expect(comparison.repeats).toEqual([0, 0, 0]);
    const baseline = workbench.runs.list().find(({ kind }) => kind === 'baseline');
    await expect(
      workbench.handlers['runs.repeat']({ id: baseline?.id ?? first.id, vary: 'seed', count: 1 }),
    ).rejects.toThrow(/A baseline is computed, not trained/);
  });

  it('trains the other folds of a cross-validation, and refuses to where there is none', async () => {
    const plain = experimentOf('weather-conv1d', { seed: 5 });
    const { preparation } = plain.data;
    if (preparation.kind !== 'series') throw new Error('no series');
    const split = { train: 0.5, validation: 0.3, folds: 3, fold: 2 };
    const folded = { ...plain, data: { ...plain.data, preparation: { ...preparation, split } } };
    const second = await start(folded, 'wasm').finished;
    const { runIds } = await workbench.handlers['runs.repeat']({ id: second.id, vary: 'fold', count: 1 });
    const others = await Promise.all(runIds.map((id) => workbench.queue.whenOver(id)));
    expect(others.map(({ status, seed }) => [status, seed])).toEqual([
      ['completed', 5],
      ['completed', 5],
    ]);
    const comparison = await workbench.handlers['runs.compare']({ ids: [second.id, ...runIds] });
    expect([comparison.repeats, comparison.folds]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(new Set(comparison.runs.map(({ targetsHash }) => targetsHash)).size).toBe(3);
    expect(comparison.settings.differing.map(({ path }) => path)).toContain('data.preparation.split.fold');
    await expect(workbench.handlers['runs.repeat']({ id: second.id, vary: 'fold', count: 1 })).rejects.toThrow(
      /Every fold/,
    );
    const whole = await start(plain, 'wasm').finished;
    await expect(workbench.handlers['runs.repeat']({ id: whole.id, vary: 'fold', count: 1 })).rejects.toThrow(
      /not a fold/,
    );
  });

  it('carries runs out in order and lets a waiting one go at once', async () => {
    const first = start(experimentOf('weather-conv1d'));
    const second = start(experimentOf('weather-conv1d'));
    const third = start(experimentOf('weather-conv1d'));
    workbench.queue.stop(second.run.id);
    expect(workbench.runs.get(second.run.id).status).toBe('stopped');
    const ended = await Promise.all([first.finished, second.finished, third.finished]);
    expect(ended.map(({ status }) => status)).toEqual(['completed', 'stopped', 'completed']);
    expect(ended[2].startedAtMs ?? 0).toBeGreaterThanOrEqual(ended[0].endedAtMs ?? Infinity);
  });

  it('stops a run at work and keeps its epochs', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000 }).toBeGreaterThan(0);
    workbench.queue.stop(run.id);
    const ended = await finished;
    expect(ended.status).toBe('stopped');
    expect(ended.epochsDone).toBeGreaterThan(0);
    expect(workbench.runs.metrics(run.id, 'epoch/loss')[0]?.steps).toHaveLength(ended.epochsDone);
  });

  it('survives a worker that dies: the run is interrupted with its points, the next one trains', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000 }).toBeGreaterThan(1);
    await trainerWorker().terminate();
    const ended = await finished;
    expect(ended.status).toBe('interrupted');
    expect(ended.error?.message).toMatch(/stopped by itself/);
    expect(workbench.runs.metrics(run.id, 'epoch/loss')[0]?.steps.length).toBeGreaterThanOrEqual(ended.epochsDone);
    const next = await start(experimentOf('weather-conv1d')).finished;
    expect(next.status).toBe('completed');
  });

  it('says in which step the loss stopped being a number, and keeps what was before', async () => {
    const optimizer = { name: 'SGD', config: { learning_rate: 1e30 } };
    const run = await start(experimentOf('weather-conv1d', { optimizer }), 'native', 20).finished;
    expect(run.status).toBe('failed');
    expect(run.error).toMatchObject({ code: 'training-failed' });
    expect(run.error?.message).toMatch(/^The loss became .* in epoch 1, step \d+\.$/);
    expect(workbench.runs.metrics(run.id, 'batch/loss')[0]?.steps.length).toBeGreaterThan(0);
  });

  it('fails with the metric and epoch when validation rows hold a fill value, and keeps the points', async () => {
    const path = join(home.path, 'fill.csv');
    // 9.96921e36 is what NetCDF files hold where there is no value.
    const rows = Array.from({ length: 400 }, (_, i) => `${i % 17},${i >= 280 && i % 10 === 0 ? 9.96921e36 : i % 5}`);
    writeFileSync(path, `temp,flow\n${rows.join('\n')}\n`);
    const asked = { as: 'series', path, id: 'fill', title: 'Fill', origin: 'a test' };
    await workbench.trainer.importDataset(datasetImportSchema.parse(asked), () => undefined);
    const experiment = experimentOf('weather-conv1d', { loss: { name: 'mse', config: {} }, metrics: [] });
    const preparation = { kind: 'series', target: 'temp', features: ['temp', 'flow'], lookback: 8, delay: 1 };
    const run = await start(
      experimentSchema.parse({
        ...experiment,
        data: { dataset: 'fill', preparation: { ...preparation, split: { train: 0.6, validation: 0.3 } } },
        model: {
          nodes: [
            { id: 'input', type: 'Input', config: { shape: [8, 2] } },
            { id: 'flat', type: 'Flatten', config: {} },
            { id: 'dense', type: 'Dense', config: { units: 1 } },
          ],
          edges: [
            { from: 'input', to: 'flat' },
            { from: 'flat', to: 'dense' },
          ],
        },
      }),
      'wasm',
      null,
    ).finished;
    expect(run).toMatchObject({
      status: 'failed',
      epochsDone: 1,
      best: null,
      error: { code: 'training-failed', message: 'val_loss became infinite in epoch 1.' },
    });
    expect(run.error?.hint).toContain('validation rows');
    expect(workbench.runs.metrics(run.id, 'epoch/val_loss')[0]?.values).toEqual([Infinity]);
  });

  it('fails a run whose engine does not work, and says what to do', async () => {
    const experiment = experimentOf('weather-conv1d');
    await start(experiment).finished;
    rmSync(join(home.path, 'engines'));
    workbench.engines.refresh();
    const run = await start(experiment).finished;
    expect(run.status).toBe('failed');
    expect(run.error).toMatchObject({ code: 'engine-unavailable' });
    expect(run.error?.hint).toContain('strata engine install native');
  });

  it('tells its screens of the start, every epoch, and the end', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d'));
    await finished;
    const statuses = events.flatMap((event) =>
      event.type === 'run' && event.run.id === run.id ? [event.run.status] : [],
    );
    expect(statuses[0]).toBe('queued');
    expect(statuses.at(-1)).toBe('completed');
    const isRunning = (event: WorkbenchEvent): boolean => event.type === 'run' && event.run.status === 'running';
    const first = events.findIndex((event) => event.type === 'progress');
    expect(events[first]).toMatchObject({ progress: { runId: run.id, phase: 'preparing' } });
    expect(events.findIndex(isRunning)).toBeGreaterThan(first);
    expect(events.some((event) => event.type === 'metrics' && event.runId === run.id)).toBe(true);
    expect(events.some((event) => event.type === 'progress' && event.progress.phase === 'training')).toBe(true);
  });

  it('measures how long it takes by a clock that nobody can set back', async () => {
    const timeOfDay = Date.now;
    onTestFinished(() => {
      Date.now = timeOfDay;
    });
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 5 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    Date.now = () => timeOfDay() - 3_600_000;
    const ended = await finished;
    expect(ended.endedAtMs).toBeLessThan(ended.startedAtMs ?? 0);
    expect(ended.durationMs).toBeGreaterThan(trainedMsOf(run));
    expect(ended.durationMs).toBeLessThan(3_000_000);
    const elapsed = events.flatMap((event) => (event.type === 'progress' ? [event.progress.elapsedMs] : []));
    expect(elapsed).toEqual(elapsed.toSorted((a, b) => a - b));
    expect(elapsed[0]).toBeGreaterThanOrEqual(0);
    expect(ended.durationMs).toBeGreaterThanOrEqual(Math.floor(elapsed.at(-1) ?? NaN));
  });

  it('keeps a data set that a run is at work on', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000 }).toBeGreaterThan(0);
    const id = datasetIdSchema.parse('weather');
    const remove = async () => workbench.handlers['datasets.delete']({ id });
    await expect(remove()).rejects.toThrow(/is at work on this data set/);
    workbench.queue.stop(run.id);
    await finished;
    await remove();
    expect(workbench.datasets.find(id)).toBeNull();
  });

  it('deletes a run with its numbers and files, but not while it is at work', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000 }).toBeGreaterThan(0);
    const remove = async () => workbench.handlers['runs.delete']({ ids: [run.id] });
    await expect(remove()).rejects.toThrow(/still queued or running/);
    workbench.queue.stop(run.id);
    await finished;
    const folder = createRunFiles(home.path).folder(run.id);
    expect(existsSync(folder)).toBe(true);
    await remove();
    expect(existsSync(folder)).toBe(false);
    expect(workbench.runs.list().some(({ id }) => id === run.id)).toBe(false);
  });
});
