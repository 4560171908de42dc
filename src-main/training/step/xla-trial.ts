// Decides by measurement whether XLA compiles parts of the step: a few steps with it, a few without, then the faster way. The
// trial's length is counted in steps, not in time, so that a repeated run measures at the same steps.
import { median } from '#shared/base/quantile.ts';
import type { XlaRecord } from '#shared/runs/run.ts';

/** With fewer steps left, tracing and loading the other graph costs more than it can save. */
const fewestSteps = 1000;
/** Steps of each kind; the first ones load and compile. */
const warmUpSteps = 5;
const timedSteps = 15;
/** Measurements are noisy, and a change means a new graph for every batch shape. */
const worthChanging = 0.9;

export class XlaTrial {
  readonly #times: Record<'on' | 'off', number[]> = { on: [], off: [] };
  #xla = true;
  #isOver: boolean;

  /** @param steps how many steps the run has left */
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
    const { on, off } = this.#times;
    return { on: median(on.slice(warmUpSteps)), off: median(off.slice(warmUpSteps)) };
  }

  /** Records the time of a step made as `xla` says. @returns whether that decided the trial */
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

  /** The other way is not available. */
  decide(xla: boolean): void {
    this.#xla = xla;
    this.#isOver = true;
  }
}
