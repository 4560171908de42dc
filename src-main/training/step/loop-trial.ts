// Which way recurrent layers go over their steps, by measurement: a compiled loop first, the unrolled graph for a few steps after it,
// then the faster one. Counted in steps, not in time, so that a run does the same when it is run again.
import type { LoopRecord } from '#shared/experiment/run.ts';
import type { Loops } from '#main/training/step/graph/trace.ts';

/** With fewer steps to go, tracing and loading the other graph costs more than it could bring. */
const fewestSteps = 1000;
/** Steps of each kind; the first ones load and compile. */
const warmUpSteps = 5;
const timedSteps = 15;
/** What is measured is noisy, and changing brings a new graph for every shape of batch. */
const worthChanging = 0.9;

export class LoopTrial {
  readonly #times: Record<Loops, number[]> = { compiled: [], unrolled: [] };
  #loops: Loops = 'compiled';
  #isOver: boolean;

  /** @param steps how many the run still has */
  constructor(steps: number) {
    this.#isOver = steps < fewestSteps;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** For the next step. */
  get loops(): Loops {
    return this.#loops;
  }

  get times(): LoopRecord['msPerStep'] {
    return { compiled: median(this.#times.compiled), unrolled: median(this.#times.unrolled) };
  }

  /** Takes note of a step that was made with `loops`. @returns whether that settled it */
  add(durationMs: number): boolean {
    if (this.#isOver) return false;
    const times = this.#times[this.#loops];
    times.push(durationMs);
    if (times.length < warmUpSteps + timedSteps) return false;
    if (this.#loops === 'compiled') {
      this.#loops = 'unrolled';
      return false;
    }
    const { compiled, unrolled } = this.times;
    if (compiled !== null && unrolled !== null && unrolled > compiled * worthChanging) this.#loops = 'compiled';
    this.#isOver = true;
    return true;
  }

  /** The unrolled graph could not be had. */
  giveUp(loops: Loops): void {
    this.#loops = loops;
    this.#isOver = true;
  }
}

function median(times: readonly number[]): number | null {
  const sorted = times.slice(warmUpSteps).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
