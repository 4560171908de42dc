// A split of prepared data for the training loop: batches made by this thread or by another.
import type { Batch, SampleSet } from '#shared/data/samples.ts';

export interface Split {
  readonly count: number;
  /** Whether another thread makes the batches: they are then requested in advance. */
  readonly isSlicedInThread: boolean;
  /**
   * Cuts the samples of these numbers.
   * @param used a batch of this split that is no longer needed, whose memory is overwritten; null for none
   */
  slice(samples: Uint32Array, used: Batch | null): Promise<Batch>;
}

/** A run's splits. */
export interface Batches<Name extends string> {
  readonly splits: Readonly<Record<Name, Split>>;
  /** Ends the splits; pending batches are not delivered. */
  close(): Promise<void>;
}

/** A split whose batches this thread makes. */
export function ownSplit({ count, batch }: Pick<SampleSet, 'batch' | 'count'>): Split {
  return {
    count,
    isSlicedInThread: false,
    slice: (samples, used) => Promise.resolve(batch(samples, 0, samples.length, used)),
  };
}
