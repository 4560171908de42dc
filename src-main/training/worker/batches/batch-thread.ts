// A thread that makes a run's batches: it makes the next one while TensorFlow computes the current one.
import { Worker } from 'node:worker_threads';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Batch, SampleSet, SampleSource } from '#shared/data/samples.ts';
import { ownProgram } from '#main/home/program-files.ts';
import type { Batches, Split } from '#main/training/worker/batches/split.ts';
import {
  isBatch,
  memoryOf,
  type SliceRequest,
  type ThreadSetup,
} from '#main/training/worker/batches/thread-messages.ts';

interface Waiting {
  readonly resolve: (batch: Batch) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the thread and transfers the sets' arrays to it: this thread cannot read them any more.
 * `slice` of its splits rejects with AppError `internal` when it has ended.
 */
export function openBatchThread<Name extends string>(sets: Readonly<Record<Name, SampleSet>>): Batches<Name> {
  const entries = Object.entries<SampleSet>(sets);
  const workerData: ThreadSetup = entries.map(([, { count, source }]) => ({ count, source }));
  const worker = new Worker(ownProgram('batches'), {
    workerData,
    transferList: memoryOfSources(workerData),
    name: 'strata-batches',
  });
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  const end = (cause: unknown): void => {
    ended ??= new AppError('internal', msg`The thread that prepares batches ended.`, { cause });
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('message', (raw: unknown) => {
    if (isBatch(raw)) waiting.shift()?.resolve(raw);
    else end(raw);
  });
  worker.on('error', end);
  worker.on('exit', end);

  const ask = (request: SliceRequest): Promise<Batch> =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      waiting.push({ resolve, reject });
      worker.postMessage(request, memoryOf(request.used));
    });
  const splits = entries.map(([name, { count }], split) => {
    const slice: Split['slice'] = (samples, used) => ask({ split, samples, used });
    return [name, { count, isSlicedInThread: true, slice }] as const;
  });
  return {
    splits: Object.fromEntries(splits) as Record<Name, Split>,
    async close() {
      await worker.terminate();
    },
  };
}

/** Each buffer once: splits share arrays. */
function memoryOfSources(sets: ThreadSetup): ArrayBuffer[] {
  const arrays = sets.flatMap(({ source }) => arraysOf(source));
  return [...new Set(arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])))];
}

function arraysOf(source: SampleSource): readonly { readonly buffer: ArrayBufferLike }[] {
  switch (source.kind) {
    case 'windows':
      return [
        ...source.windows.map(({ table }) => table.values),
        ...source.targets.flatMap(({ columns, weights }) => [...columns, ...listed(weights)]),
      ];
    case 'texts':
      return [source.tokens, source.offsets, source.labels, source.rows, ...listed(source.weights)];
    case 'arrays':
      return [...source.inputs, ...source.targets, ...(source.weights ?? [])].map(({ values }) => values);
  }
}

const listed = (array: Float32Array | undefined): readonly Float32Array[] => (array === undefined ? [] : [array]);
