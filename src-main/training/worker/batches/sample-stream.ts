// The order in which samples come: pass after pass, for training each shuffled anew from the run's seed.
// Where another thread cuts batches, the next one is asked for as soon as one is handed out.
import type { Random } from '#shared/base/random.ts';
import { shuffledOrder } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import type { Split } from '#main/training/worker/batches/split.ts';

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
  readonly #split: Split;
  readonly #batchSize: number;
  readonly #random: Random | null;
  readonly #order: Uint32Array;
  #position: number;
  #passes = 0;
  /** The batch at `#position`, asked for before anybody wants it. */
  #ahead: Promise<Batch> | null = null;
  /** Handed out last. */
  #last: Batch | null = null;
  /** What nobody needs any more. */
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

  /** Goes where another stream of the same samples, size and seed was. For a fresh stream only. */
  goTo({ passes, position }: StreamPlace): void {
    // Each order comes from the numbers after those of the order before.
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

  /** The batch before is written over: it must not be needed any more. */
  async next(): Promise<Batch> {
    if (this.#last !== null) this.#used.push(this.#last);
    if (this.#position >= this.#split.count) this.restart();
    const batch = await (this.#ahead ?? this.#cut());
    this.#last = batch;
    this.#position += batch.size;
    this.#ahead = this.#split.isSlicedInThread && this.#position < this.#split.count ? this.#cut() : null;
    return batch;
  }

  #cut(): Promise<Batch> {
    const samples = this.#order.slice(this.#position, this.#position + this.#batchSize);
    const cut = this.#split.cut(samples, this.#used.pop() ?? null);
    // Where nobody comes to want it, nobody hears that it failed.
    cut.catch(() => undefined);
    return cut;
  }
}
