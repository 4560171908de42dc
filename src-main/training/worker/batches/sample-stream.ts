// The order in which samples come: pass after pass, for training each shuffled anew from the run's seed. The next batch is asked for
// as soon as one is handed out.
import type { Random } from '#shared/data/random.ts';
import { shuffledOrder } from '#shared/data/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import type { Split } from '#main/training/worker/batches/split.ts';

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
  readonly #count: number;
  #position: number;
  #passes = 0;
  /** The batch at `#position`, asked for before anybody wants it. */
  #ahead: Promise<Batch> | null = null;

  /** @param random null keeps the samples' own order */
  constructor(split: Split, batchSize: number, random: Random | null) {
    this.#split = split;
    this.#batchSize = batchSize;
    this.#random = random;
    this.#count = split.order.length;
    this.batchesPerPass = Math.ceil(this.#count / batchSize);
    this.#position = this.#count;
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
    if (this.#random !== null) shuffledOrder(this.#count, this.#random, this.#split.order);
  }

  /** The batch before is written over: it must not be needed any more. */
  async next(): Promise<Batch> {
    if (this.#position >= this.#count) this.restart();
    const batch = await (this.#ahead ?? this.#cut());
    this.#position += batch.size;
    this.#ahead = this.#position < this.#count ? this.#cut() : null;
    return batch;
  }

  #cut(): Promise<Batch> {
    const cut = this.#split.cut(this.#position, Math.min(this.#position + this.#batchSize, this.#count));
    // Where nobody comes to want it, nobody hears that it failed.
    cut.catch(() => undefined);
    return cut;
  }
}
