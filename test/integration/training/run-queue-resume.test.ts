// Runs that are resumed through the real queue, a real worker thread, real SQLite, and both engines.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { RunId } from '#shared/base/ids.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
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

describe('resuming', () => {
  const limitBatches = 15;

  /** Every number of a run but how long things took. */
  function numbersOf({ id }: { id: RunId }) {
    return workbench.runs
      .metrics(id, '')
      .filter(({ key }) => !/msPerStep|seconds|^time\//.test(key))
      .map(({ key, steps, values }) => ({ key, steps, values }));
  }

  function expectSameNumbers(run: { id: RunId }, straight: { id: RunId }): void {
    const [actual, expected] = [numbersOf(run), numbersOf(straight)];
    expect(actual.map(({ key, steps }) => ({ key, steps }))).toEqual(
      expected.map(({ key, steps }) => ({ key, steps })),
    );
    // All of them at once: where the numbers begin to differ says why.
    const differences = expected.flatMap(({ key, values }, i) =>
      values.flatMap((value, at) => {
        const other = actual[i]?.values[at];
        return Math.abs((other ?? NaN) - (value ?? NaN)) < 1e-6 ? [] : [`${key} ${at}: ${other}, straight ${value}`];
      }),
    );
    const engines = [run, straight].map(({ id }) => workbench.runs.get(id).engine);
    expect(differences, JSON.stringify(engines)).toEqual([]);
  }

  const checkpointEpoch = async (id: RunId) => (await workbench.handlers['runs.get']({ id })).checkpointEpoch;

  it.each([
    // Long enough an epoch that the worker is ended in the middle of one.
    ['a worker that was ended, with dropout, on native', 'native', limitBatches],
    ['a worker that was ended, with dropout, on wasm', 'wasm', 4],
  ] as const)('after %s gives what one run gives', async (_name, engine, batches) => {
    const experiment = experimentOf('weather-conv1d-gru', {
      epochs: 4,
      batch_size: 32,
      callbacks: [{ name: 'ReduceLROnPlateau', config: { monitor: 'val_loss', patience: 1, factor: 0.5 } }],
    });
    const straight = await start(experiment, engine, batches).finished;
    expect(straight).toMatchObject({ status: 'completed', epochsDone: 4 });
    const { run, finished } = start(experiment, engine, batches);
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000, interval: 5 }).toBe(2);
    await trainerWorker().terminate();
    const ended = await finished;
    expect(ended).toMatchObject({ status: 'interrupted', error: { code: 'training-failed' } });
    // A busy machine may have come a little further meanwhile.
    expect([2, 3]).toContain(ended.epochsDone);
    const after = await checkpointEpoch(run.id);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(ended.epochsDone);

    const lastEpochs: unknown[] = [];
    workbench.subscribe(({ type }) => {
      if (type === 'truncated') lastEpochs.push(workbench.runs.metrics(run.id, 'epoch/loss')[0]?.steps.at(-1));
    });
    await workbench.handlers['runs.resume']({ id: run.id });
    // Nothing is taken back before a step was trained.
    expect(workbench.runs.get(run.id)).toMatchObject({ error: null, endedAtMs: null, epochsDone: ended.epochsDone });
    await expect.poll(() => workbench.runs.get(run.id).status, { timeout: 60_000 }).toBe('completed');
    const resumed = workbench.runs.get(run.id);
    expect(resumed).toMatchObject({ epochsDone: 4, best: straight.best, engine: { id: engine } });
    expect(events).toContainEqual({ type: 'truncated', runId: run.id, epoch: after, steps: (after ?? 0) * batches });
    expect(lastEpochs).toEqual([after]);
    expectSameNumbers(run, straight);
    expect(resumed.durationMs).toBeGreaterThan(trainedMsOf(run));
    expect(readdirSync(createRunFiles(home.path).folder(run.id))).toEqual(['best.safetensors', 'checkpoints']);
    expect(await checkpointEpoch(run.id)).toBeNull();
    expect(workbench.runs.list().filter(({ kind }) => kind === 'training')).toHaveLength(2);
  });

  it('after a stop goes on as often as it likes, and keeps its points all the time', async () => {
    const experiment = experimentOf('weather-conv1d', { epochs: 20 });
    const straight = await start(experiment, 'native', limitBatches).finished;
    const { run, finished } = start(experiment, 'native', limitBatches);
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000, interval: 5 }).toBeGreaterThan(2);
    workbench.queue.stop(run.id);
    const stopped = await finished;
    expect(stopped.status).toBe('stopped');
    // However fast its epochs are: not one that was done is trained again.
    expect(await checkpointEpoch(run.id)).toBe(stopped.epochsDone);
    const before = workbench.runs.metrics(run.id, 'epoch/loss')[0]?.steps.length ?? 0;

    const second = await workbench.queue.resume(run.id);
    expect(second.run.status).toBe('queued');
    await expect(workbench.queue.resume(run.id)).rejects.toThrow(/is (queued|running), so it cannot be resumed/);
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000, interval: 5 }).toBeGreaterThan(6);
    expect(workbench.runs.metrics(run.id, 'epoch/loss')[0]?.steps.length).toBeGreaterThanOrEqual(before);
    workbench.queue.stop(run.id);
    await second.finished;

    const atRest = workbench.runs.get(run.id);
    const waits = start(experimentOf('weather-gru'));
    const third = await workbench.queue.resume(run.id);
    workbench.queue.stop(run.id);
    // It lay in the queue, which changes nothing.
    expect(workbench.runs.get(run.id)).toEqual(atRest);
    await Promise.all([waits.finished, third.finished]);

    // Asked for by name, the engine of before is no other one.
    expect((await (await workbench.queue.resume(run.id, 'native')).finished).status).toBe('completed');
    expectSameNumbers(run, straight);
    await expect(workbench.queue.resume(run.id)).rejects.toThrow(/is completed/);
    // Why its engine and step were chosen is not what the resumes asked for.
    expect(textOf(stopped.engine?.reason ?? '')).toMatch(/the faster one/);
    expect(workbench.runs.get(run.id).engine).toEqual(stopped.engine);
  });

  it('is refused without a checkpoint', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }), 'native', null);
    workbench.queue.stop(run.id);
    await finished;
    await expect((async () => workbench.handlers['runs.resume']({ id: run.id }))()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has no checkpoint') as string,
    });
    expect(workbench.runs.get(run.id).status).toBe('stopped');
  });

  it('names an engine that is gone before anything changes', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 10_000 }));
    await expect.poll(() => workbench.runs.get(run.id).epochsDone, { timeout: 60_000 }).toBeGreaterThan(1);
    workbench.queue.stop(run.id);
    await finished;
    rmSync(join(home.path, 'engines'));
    workbench.engines.refresh();
    const resume = async () => workbench.handlers['runs.resume']({ id: run.id });
    await expect(resume()).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(workbench.runs.get(run.id).status).toBe('stopped');
  });
});
