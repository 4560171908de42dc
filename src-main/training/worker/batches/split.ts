// A split of prepared data as the training loop sees it: samples in an order, cut into batches by this thread or by another.
import type { Batch, SampleSet } from '#shared/data/samples.ts';
import { sharedArray } from '#main/datasets/shared-array.ts';

export interface Split {
  /** The samples' numbers, at first as they lie; to be changed in place. */
  readonly order: Uint32Array;
  /** The samples `order[from..to)`. A batch is written over by the second one after it. */
  cut(from: number, to: number): Promise<Batch>;
}

/** The numbers 0..count-1 as they lie, in memory that threads share. */
export function inOrder(count: number): Uint32Array {
  const order = sharedArray(Uint32Array, count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}

/** Cuts batches of a set, each over the one before the last one. */
export function cutterOf({ batch }: Pick<SampleSet, 'batch'>, order: Uint32Array): (from: number, to: number) => Batch {
  let last: Batch | null = null;
  let beforeLast: Batch | null = null;
  return (from, to) => {
    const next = batch(order, from, to, beforeLast);
    [beforeLast, last] = [last, next];
    return next;
  };
}

/** A split whose batches this thread cuts. */
export function ownSplit(samples: Pick<SampleSet, 'batch' | 'count'>): Split {
  const order = inOrder(samples.count);
  const cut = cutterOf(samples, order);
  return { order, cut: (from, to) => Promise.resolve(cut(from, to)) };
}
