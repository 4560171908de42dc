// Durations of training steps: the median of an epoch, of the last steps, and of the whole run.
import { median } from '#shared/base/quantile.ts';

/** Enough steps for a steady median, few enough to follow a change. */
const recentSteps = 50;
/** Times within 0.1 % of each other are counted together, so that a run of any length needs little memory. */
const binWidth = Math.log(1.001);
const leastMs = 1e-6;

/** The last durations of one kind of step. */
export class RecentDurations {
  readonly #recent: number[] = [];

  add(durationMs: number): void {
    this.#recent.push(durationMs);
    if (this.#recent.length > recentSteps) this.#recent.shift();
  }

  /** Null before the first one. */
  get median(): number | null {
    return median(this.#recent);
  }
}

/** One per run. All times are milliseconds. */
export class StepDurations {
  #epoch: number[] = [];
  readonly #recent = new RecentDurations();
  /** How many steps took `exp(bin * binWidth)` milliseconds. */
  readonly #bins = new Map<number, number>();
  #count = 0;

  /**
   * @param earlier the median step of every epoch done before a resume
   * @param stepsPerEpoch the number of steps each of them represents
   */
  constructor(earlier: readonly number[], stepsPerEpoch: number) {
    for (const durationMs of earlier) this.#put(durationMs, stepsPerEpoch);
  }

  startEpoch(): void {
    this.#epoch = [];
  }

  add(durationMs: number): void {
    this.#epoch.push(durationMs);
    this.#recent.add(durationMs);
    this.#put(durationMs, 1);
  }

  /** Null before the epoch's first step. */
  get epochMedian(): number | null {
    return median(this.#epoch);
  }

  /** Over the last steps, whatever epoch they are of; null before the first one. */
  get recentMedian(): number | null {
    return this.#recent.median;
  }

  /** Over all steps of the run, to 0.1 %; null before the first one. */
  get runMedian(): number | null {
    if (this.#count === 0) return null;
    let before = 0;
    for (const [bin, count] of [...this.#bins].toSorted(([a], [b]) => a - b)) {
      before += count;
      if (before * 2 >= this.#count) return Math.exp(bin * binWidth);
    }
    return null;
  }

  #put(durationMs: number, times: number): void {
    const bin = Math.round(Math.log(Math.max(durationMs, leastMs)) / binWidth);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + times);
    this.#count += times;
  }
}
