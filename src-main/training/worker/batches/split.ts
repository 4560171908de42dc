// A split of prepared data as the training loop sees it: batches cut by this thread or by another.
import type { Batch, SampleSet } from '#shared/data/samples.ts';

export interface Split {
  readonly count: number;
  /** Whether another thread cuts: a batch is then asked for before it is wanted. */
  readonly isSlicedInThread: boolean;
  /**
   * Cuts the samples of these numbers.
   * @param used a batch of this split that nobody needs any more: its memory is written over, by whatever thread; null for none
   */
  cut(samples: Uint32Array, used: Batch | null): Promise<Batch>;
}

/** A run's splits. */
export interface Batches<Name extends string> {
  readonly splits: Readonly<Record<Name, Split>>;
  /** Batches that were asked for do not come any more. */
  close(): Promise<void>;
}

/** A split whose batches this thread cuts. */
export function ownSplit({ count, batch }: Pick<SampleSet, 'batch' | 'count'>): Split {
  return {
    count,
    isSlicedInThread: false,
    cut: (samples, used) => Promise.resolve(batch(samples, 0, samples.length, used)),
  };
}
