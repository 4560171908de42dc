// Progress of one long action: at most ten reports a second, remaining time from the rate so far.
import { type Message } from '#shared/base/message.ts';
import type { Progress, ProgressListener } from '#shared/base/progress.ts';

const reportEveryMs = 100;
/** The minimum time before the rate is used. */
const trustRateAfterMs = 400;

export class ProgressReporter {
  readonly #listener: ProgressListener | undefined;
  readonly #unit: Progress['unit'];
  readonly #startedAtMs = performance.now();
  #lastAtMs = 0;

  constructor(listener: ProgressListener | undefined, unit: Progress['unit']) {
    this.#listener = listener;
    this.#unit = unit;
  }

  /** Reports unless the last report is too recent; the end (`done === total`) is always reported. */
  report(label: Message, done: number, total: number | null): void {
    const now = performance.now();
    if (this.#listener === undefined || (done !== total && now - this.#lastAtMs < reportEveryMs)) return;
    this.#lastAtMs = now;
    const elapsed = now - this.#startedAtMs;
    const known = total !== null && done > 0 && elapsed > trustRateAfterMs;
    const remainingMs = known ? Math.max(0, (elapsed * (total - done)) / done) : null;
    this.#listener({ label, done, total, unit: this.#unit, remainingMs });
  }
}
