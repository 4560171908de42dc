// An exponential moving average: the curve through noisy batch losses.

/** How much the smoothed loss of the batches keeps of what was before. */
export const batchSmoothing = 0.95;

/** Takes values one by one. What is not finite leaves a gap and changes nothing. */
export class Smoother {
  readonly #weight: number;
  #mean = 0;
  /** The share of the start, which is no value, in the mean. */
  #start = 1;

  /** @param before the average of very many values that come before */
  constructor(weight: number, before?: number) {
    this.#weight = weight;
    if (before === undefined) return;
    this.#mean = before;
    this.#start = 0;
  }

  next(value: number): number {
    if (!Number.isFinite(value)) return NaN;
    this.#mean = this.#weight * this.#mean + (1 - this.#weight) * value;
    this.#start *= this.#weight;
    return this.#mean / (1 - this.#start);
  }
}
