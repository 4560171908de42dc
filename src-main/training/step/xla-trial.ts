// Whether XLA compiles parts of the step, by measurement: with it first, without it for a few steps, then the faster way. Counted in
// steps, not in time, so that a run does the same when it is run again.
import type { XlaRecord } from '#shared/runs/run.ts';

/** With fewer steps to go, tracing and loading the other graph costs more than it could bring. */
const fewestSteps = 1000;
/** Steps of each kind; the first ones load and compile. */
const warmUpSteps = 5;
const timedSteps = 15;
/** What is measured is noisy, and changing brings a new graph for every shape of batch. */
const worthChanging = 0.9;

export class XlaTrial {
  readonly #times: Record<'on' | 'off', number[]> = { on: [], off: [] };
  #xla = true;
  #isOver: boolean;

  /** @param steps how many the run still has */
  constructor(steps: number) {
    this.#isOver = steps < fewestSteps;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether to use it for the next step. */
  get xla(): boolean {
    return this.#xla;
  }

  get times(): XlaRecord['msPerStep'] {
    return { on: median(this.#times.on), off: median(this.#times.off) };
  }

  /** Takes note of a step that was made as `xla` says. @returns whether that settled it */
  add(durationMs: number): boolean {
    if (this.#isOver) return false;
    const times = this.#times[this.#xla ? 'on' : 'off'];
    times.push(durationMs);
    if (times.length < warmUpSteps + timedSteps) return false;
    if (this.#xla) {
      this.#xla = false;
      return false;
    }
    const { on, off } = this.times;
    this.#xla = on !== null && off !== null && off > on * worthChanging;
    this.#isOver = true;
    return true;
  }

  /** The other way could not be had. */
  settle(xla: boolean): void {
    this.#xla = xla;
    this.#isOver = true;
  }
}

function median(times: readonly number[]): number | null {
  const sorted = times.slice(warmUpSteps).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
