// A thread that cuts a run's batches: the next one is made while TensorFlow computes with the one before.
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/contract/app-error.ts';
import type { Batch, SampleSet } from '#shared/data/samples.ts';
import { ownProgram } from '#main/program-files.ts';
import { inOrder, type Split } from '#main/training/worker/batches/split.ts';
import { isBatch, type CutRequest, type ThreadSetup } from '#main/training/worker/batches/thread-messages.ts';

export interface BatchThread<Name extends string> {
  readonly splits: Readonly<Record<Name, Split>>;
  /** Ends the thread; batches that were asked for do not come any more. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (batch: Batch) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread. `cut` of its splits rejects with AppError `internal` when it has ended. */
export function openBatchThread<Name extends string>(sets: Readonly<Record<Name, SampleSet>>): BatchThread<Name> {
  const entries = Object.entries<SampleSet>(sets).map(([name, { count, source }]) => {
    return { name, count, source, order: inOrder(count) };
  });
  const workerData: ThreadSetup = entries.map(({ count, source, order }) => ({ count, source, order }));
  const worker = new Worker(ownProgram('batches'), { workerData, name: 'strata-batches' });
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  const end = (cause: unknown): void => {
    ended ??= new AppError('internal', 'The thread that prepares batches ended.', { cause });
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('message', (raw: unknown) => {
    if (isBatch(raw)) waiting.shift()?.resolve(raw);
    else end(raw);
  });
  worker.on('error', end);
  worker.on('exit', end);

  const ask = (request: CutRequest): Promise<Batch> =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      waiting.push({ resolve, reject });
      worker.postMessage(request);
    });
  const splits = entries.map(({ name, order }, split) => {
    const cut: Split['cut'] = (from, to) => ask({ split, from, to });
    return [name, { order, cut }] as const;
  });
  return {
    splits: Object.fromEntries(splits) as Record<Name, Split>,
    async close() {
      await worker.terminate();
    },
  };
}
