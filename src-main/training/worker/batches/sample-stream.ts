// The order of samples: pass after pass, for training each shuffled from the run's seed. Where another thread makes the
// batches, the next one is requested as soon as one is returned.
import type { Random } from '#shared/base/random.ts';
import { shuffledOrder } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import type { Split } from '#main/training/worker/batches/split.ts';

/** The numbers 0..count-1 in order. */
export function inOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

/** A stream's position: how many passes were begun, and how many samples of the last one were used. */
export interface StreamPlace {
  readonly passes: number;
  readonly position: number;
}

/** An endless stream of batches; the last batch of a pass is smaller when the samples do not divide. */
export class SampleStream {
  readonly batchesPerPass: number;
  readonly #split: Split;
  readonly #batchSize: number;
  readonly #random: Random | null;
  readonly #order: Uint32Array;
  #position: number;
  #passes = 0;
  /** The batch at `#position`, requested in advance. */
  #ahead: Promise<Batch> | null = null;
  /** The batch returned last. */
  #last: Batch | null = null;
  /** A batch that is no longer needed; its memory is reused. */
  readonly #used: Batch[] = [];

  /** @param random null keeps the samples' own order */
  constructor(split: Split, batchSize: number, random: Random | null) {
    this.#split = split;
    this.#batchSize = batchSize;
    this.#random = random;
    this.#order = inOrder(split.count);
    this.batchesPerPass = Math.ceil(split.count / batchSize);
    this.#position = split.count;
  }

  get place(): StreamPlace {
    return { passes: this.#passes, position: this.#position };
  }

  /** Moves to the position of another stream of the same samples, size and seed. For a new stream only. */
  goTo({ passes, position }: StreamPlace): void {
    // Each order continues the random sequence of the one before.
    while (this.#passes < passes) this.restart();
    this.#position = position;
  }

  /** Begins a new pass: the next batch is the first of a new order. */
  restart(): void {
    this.#ahead = null;
    this.#position = 0;
    this.#passes += 1;
    if (this.#random !== null) shuffledOrder(this.#split.count, this.#random, this.#order);
  }

  /** Overwrites the batch before, which must no longer be used. */
  async next(): Promise<Batch> {
    if (this.#last !== null) this.#used.push(this.#last);
    if (this.#position >= this.#split.count) this.restart();
    const batch = await (this.#ahead ?? this.#slice());
    this.#last = batch;
    this.#position += batch.size;
    this.#ahead = this.#split.isSlicedInThread && this.#position < this.#split.count ? this.#slice() : null;
    return batch;
  }

  #slice(): Promise<Batch> {
    const samples = this.#order.slice(this.#position, this.#position + this.#batchSize);
    const sliced = this.#split.slice(samples, this.#used.pop() ?? null);
    // If it is never awaited, its rejection must not be unhandled.
    sliced.catch(() => undefined);
    return sliced;
  }
}
