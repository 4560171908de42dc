// The scalars of one run, gathered from the events of its files as TensorBoard gathers them.
import { gather, inOrder, type Gathered } from '#main/histories/ordered-series.ts';
import type { LoggedSeries } from '#main/ports/histories.ts';
import {
  hyperParameterTags,
  readHyperParameters,
  scalarOf,
  type HyperParameters,
  type LoggedEvent,
} from '#main/histories/tensorboard/read-event.ts';

/** From this version of the file on, a start says from which step earlier values are replaced. */
const versionWithStarts = 2;

export class ScalarGatherer {
  readonly #series = new Map<string, Gathered>();
  readonly #plugins = new Map<string, string>();
  readonly #hyperParameters: HyperParameters = { settings: new Map(), status: 0 };
  #version = 0;
  #lastStep = -Infinity;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  #negative = 0;

  /** Values of steps below zero, which are left out. */
  get negative(): number {
    return this.#negative;
  }

  get hyperParameters(): HyperParameters {
    return this.#hyperParameters;
  }

  /** When the first event and the last scalar were written; null without a scalar. */
  get times(): { readonly firstMs: number; readonly lastMs: number } | null {
    return Number.isFinite(this.#lastMs) ? { firstMs: this.#firstMs, lastMs: this.#lastMs } : null;
  }

  add({ wallTime, step, fileVersion, values, isStart }: LoggedEvent): void {
    const timeMs = wallTime * 1000;
    const isTimed = Number.isFinite(timeMs) && timeMs > 0;
    if (isTimed) this.#firstMs = Math.min(this.#firstMs, timeMs);
    if (fileVersion !== null) this.#version = Number(/^brain\.Event:(\d+)/.exec(fileVersion)?.[1] ?? 0);
    if (this.#version >= versionWithStarts) {
      if (isStart) for (const series of this.#series.values()) cutFrom(series, step);
    } else if (values.length > 0) {
      if (step < this.#lastStep)
        for (const { tag } of values) {
          const series = this.#series.get(tag);
          if (series !== undefined) cutFrom(series, step);
        }
      this.#lastStep = step;
    }
    for (const value of values) {
      const { tag, content } = value;
      if (value.plugin !== '') this.#plugins.set(tag, value.plugin);
      if (hyperParameterTags.has(tag)) {
        if (content !== null) readHyperParameters(content, this.#hyperParameters);
        continue;
      }
      const number = scalarOf(value, value.plugin === '' ? (this.#plugins.get(tag) ?? '') : value.plugin);
      if (number === null) continue;
      if (step < 0) {
        this.#negative++;
        continue;
      }
      gather(this.#series, tag, step, number, timeMs);
      if (isTimed) this.#lastMs = Math.max(this.#lastMs, timeMs);
    }
  }

  /** By tag, steps ascending; of several values of one step the last that was written. */
  series(): Map<string, LoggedSeries> {
    return new Map(
      [...this.#series].filter(([, { steps }]) => steps.length > 0).map(([tag, one]) => [tag, inOrder(one)]),
    );
  }
}

/** TensorBoard removes what an earlier start of the program logged from this step on. */
function cutFrom(series: Gathered, step: number): void {
  if (series.steps.every((one) => one < step)) return;
  const kept = series.steps.flatMap((one, i) => (one < step ? [i] : []));
  series.values = kept.map((i) => series.values[i] ?? NaN);
  series.timesMs = kept.map((i) => series.timesMs[i] ?? 0);
  series.steps = kept.map((i) => series.steps[i] ?? 0);
}
