// The order in which training samples come: pass after pass, each shuffled anew from the run's seed.
import type { Random } from '#shared/data/random.ts';
import { shuffledOrder } from '#shared/data/random.ts';
import type { Batch, SampleSet } from '#shared/data/samples.ts';

/** The numbers 0..count-1 as they lie. */
export function inOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

/** Where a stream is: how many passes were begun, and how many samples of the last one are gone. */
export interface StreamPlace {
  readonly passes: number;
  readonly position: number;
}

/** An endless stream of batches; the last batch of a pass is smaller when the samples do not divide. */
export class SampleStream {
  readonly batchesPerPass: number;
  readonly #samples: SampleSet;
  readonly #batchSize: number;
  readonly #random: Random | null;
  readonly #order: Uint32Array;
  #position = 0;
  #passes = 0;
  #last: Batch | null = null;

  /** @param random null keeps the samples' own order */
  constructor(samples: SampleSet, batchSize: number, random: Random | null) {
    this.#samples = samples;
    this.#batchSize = batchSize;
    this.#random = random;
    this.#order = inOrder(samples.count);
    this.batchesPerPass = Math.ceil(samples.count / batchSize);
    this.#position = samples.count;
  }

  get place(): StreamPlace {
    return { passes: this.#passes, position: this.#position };
  }

  /** Goes where another stream of the same samples, size and seed was. For a fresh stream only. */
  goTo({ passes, position }: StreamPlace): void {
    // Each order comes from the numbers after those of the order before.
    while (this.#passes < passes) this.restart();
    this.#position = position;
  }

  /** Begins a new pass: the next batch is the first of a new order. */
  restart(): void {
    this.#position = 0;
    this.#passes += 1;
    if (this.#random !== null) shuffledOrder(this.#samples.count, this.#random, this.#order);
  }

  /** The batch before is written over: it must not be needed any more. */
  next(): Batch {
    if (this.#position >= this.#samples.count) this.restart();
    const from = this.#position;
    this.#position = Math.min(from + this.#batchSize, this.#samples.count);
    this.#last = this.#samples.batch(this.#order, from, this.#position, this.#last);
    return this.#last;
  }
}
