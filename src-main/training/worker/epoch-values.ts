// The values of an epoch or an evaluation from its batches, as Keras accumulates them: means weighted by samples, and metrics
// of sums over all of them.
import type { BatchResult, BatchSums } from '#main/training/step/train-step.ts';

/** Accumulates batches. */
export class EpochValues {
  #size = 0;
  readonly #means = new Map<string, number>();
  readonly #sums = new Map<string, BatchSums>();

  add({ loss, metrics, size, sums = {} }: BatchResult): void {
    this.#size += size;
    for (const [name, value] of Object.entries({ loss, ...metrics }))
      this.#means.set(name, (this.#means.get(name) ?? 0) + value * size);
    for (const [name, own] of Object.entries(sums)) {
      const before = this.#sums.get(name)?.sums;
      this.#sums.set(name, { ...own, sums: own.sums.map((sum, i) => sum + (before?.[i] ?? 0)) });
    }
  }

  /** The values so far, named with a prefix. */
  values(prefix = ''): Record<string, number> {
    return Object.fromEntries(
      [...this.#means].map(([name, sum]) => {
        const own = this.#sums.get(name);
        return [prefix + name, own === undefined ? sum / this.#size : own.value(own.sums)];
      }),
    );
  }
}
