// Chooses the thread that makes a run's batches.
import type { SampleSet } from '#shared/data/samples.ts';
import { openBatchThread } from '#main/training/worker/batches/batch-thread.ts';
import { ownSplit, type Batches, type Split } from '#main/training/worker/batches/split.ts';
import type { LoadedEngine } from '#main/training/worker/engine-load.ts';

/**
 * While a graphics card computes, the processor is free: a separate thread makes the next batch. On a processor TensorFlow
 * already uses all threads, so this thread makes the batch between two steps.
 */
export function openBatches<Name extends string>(
  sets: Readonly<Record<Name, SampleSet>>,
  { device }: LoadedEngine['record'],
): Batches<Name> {
  if (device === 'GPU') return openBatchThread(sets);
  const splits = Object.entries<SampleSet>(sets).map(([name, set]) => [name, ownSplit(set)] as const);
  return { splits: Object.fromEntries(splits) as Record<Name, Split>, close: () => Promise.resolve() };
}
