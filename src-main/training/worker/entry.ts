// The trainer worker: the training thread's composition root. Answers one message at a time; each job ends with exactly one answer.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { findLeaks } from '#main/datasets/find-leaks.ts';
import { getKnownDataset } from '#main/datasets/get-known.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { lowerOwnThread } from '#main/engines/thread-priority.ts';
import { createLoadingMarker } from '#main/engines/loading-marker.ts';
import { workerRequestSchema } from '#main/training/protocol.ts';
import type { WorkerMessage, WorkerRequest } from '#main/training/protocol.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { asTrainingError } from '#main/training/worker/training-error.ts';

const setup = z.object({ home: z.string(), session: z.string(), niceness: z.number() }).parse(workerData);
const { home, session, niceness } = setup;
// Threads inherit this thread's priority, so it is set before the engine creates its own.
lowerOwnThread(niceness);
const port = parentPort;
if (port === null) throw new Error('The trainer is a worker thread; it is not started by itself.');
const send = (message: WorkerMessage): void => {
  port.postMessage(message);
};

/** The engine and the training core are imported by the first job that needs them; data imports do not. */
let loader: EngineLoader | null = null;
async function engineLoader(): Promise<EngineLoader> {
  const { createEngineLoader } = await import('#main/training/worker/engine-load.ts');
  loader ??= createEngineLoader(createLoadingMarker(home, session, 'trainer'));
  return loader;
}

type Job = Exclude<WorkerRequest, { kind: 'stop-import' }>;
const importing = new AbortController();

async function answer(request: Job): Promise<WorkerMessage> {
  const { seq } = request;
  const { signal } = importing;
  const onProgress = (progress: Extract<WorkerMessage, { kind: 'progress' }>['progress']): void => {
    send({ kind: 'progress', seq, progress });
  };
  switch (request.kind) {
    case 'import':
      return { kind: 'imported', seq, dataset: await importDataset(request.request, { home, onProgress, signal }) };
    case 'known-dataset':
      return { kind: 'imported', seq, dataset: await getKnownDataset(request.id, { home, onProgress, signal }) };
    case 'find-leaks':
      return { kind: 'leaks', seq, leaks: await findLeaks(home, request.question) };
    case 'baseline': {
      const engines = await engineLoader();
      const { measureBaseline } = await import('#main/training/worker/baseline.ts');
      return {
        kind: 'baseline',
        seq,
        result: await measureBaseline(home, request.compiled, request.engine, engines),
      };
    }
    case 'test': {
      const engines = await engineLoader();
      const { testRun } = await import('#main/training/worker/test-run.ts');
      return { kind: 'tested', seq, result: await testRun(home, engines, request.job) };
    }
    case 'ask': {
      const engines = await engineLoader();
      const { askRun } = await import('#main/training/worker/ask-run.ts');
      return { kind: 'asked', seq, answer: await askRun(home, engines, request.job, request.question) };
    }
    case 'predict': {
      const engines = await engineLoader();
      const { predictRun } = await import('#main/training/worker/predict-run.ts');
      return { kind: 'predicted', seq, head: await predictRun(home, engines, request.job) };
    }
    case 'export': {
      const { exportRun } = await import('#main/training/worker/export-run.ts');
      return { kind: 'exported', seq, zip: await exportRun(home, engineLoader, request.job) };
    }
    case 'benchmark': {
      const engines = await engineLoader();
      const { runBenchmark } = await import('#main/training/worker/benchmark.ts');
      return { kind: 'benchmarked', seq, result: await runBenchmark(request.job, engines) };
    }
    case 'train': {
      const engines = await engineLoader();
      const { trainRun } = await import('#main/training/worker/train-run.ts');
      const stop = new Int32Array(request.stop);
      const outcome = await trainRun({
        home,
        engines,
        job: request.job,
        isStopped: () => Atomics.load(stop, 0) !== 0,
        emit: (event) => {
          send({ kind: 'training-event', seq, event });
        },
      });
      return { kind: 'trained', seq, outcome };
    }
  }
}

port.on('message', (raw: unknown) => {
  const request = workerRequestSchema.parse(raw);
  if (request.kind === 'stop-import') {
    importing.abort(new AppError('conflict', msg`Stopped; nothing was kept.`));
    return;
  }
  const answered = answer(request).finally(() => loader?.release());
  answered.then(send, (thrown: unknown) => {
    const error = request.kind === 'train' ? asTrainingError(thrown) : toAppError(thrown);
    send({ kind: 'failed', seq: request.seq, error: error.toJSON() });
  });
});
