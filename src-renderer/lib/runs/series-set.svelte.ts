// The series of an active run: plain growing arrays that are not reactive themselves, and one counter that is.
import type { SeriesFacts } from '#renderer/lib/runs/series-facts.ts';
import { receivedNumber, type SentMetricPoint, type SentSeries } from '#shared/runs/metric-series.ts';
import { placeOf } from '#shared/charts/drawn-points.ts';
import type { Points } from '#shared/runs/point-reducer.ts';

/** A series in memory: steps ascending; a value that is not a number is NaN. Of a `SeriesSet` it grows in place. */
export interface Series extends Points {
  readonly key: string;
  /** Where each point is on the axis that is shown, NaN where that is not known; absent where the steps tell. */
  readonly places?: readonly number[];
  /** What all of its points tell, where only some of them are here. */
  readonly facts?: SeriesFacts;
}

/** Series by their keys. */
export type SeriesSource = Pick<SeriesSet, 'get' | 'keys'>;

interface Buffer {
  readonly key: string;
  readonly steps: number[];
  readonly values: number[];
}

export class SeriesSet {
  readonly #buffers = new Map<string, Buffer>();
  #version = $state(0);

  /** Rises with every change; reading it makes an effect follow the series. */
  get version(): number {
    return this.#version;
  }

  get(key: string): Series {
    void this.#version;
    return this.#buffers.get(key) ?? { key, steps: [], values: [] };
  }

  /** All keys that begin with `prefix`, in the order in which they were first seen. */
  keys(prefix: string): string[] {
    void this.#version;
    return [...this.#buffers.keys()].filter((key) => key.startsWith(prefix));
  }

  /** Adds points and replaces existing ones, so that fetching them again after a lost connection is safe. */
  addPoints(points: readonly SentMetricPoint[]): void {
    for (const { key, step, value } of points) place(this.#buffer(key), step, receivedNumber(value));
    if (points.length > 0) this.#version++;
  }

  addSeries(series: readonly { readonly [Part in keyof SentSeries]: Readonly<SentSeries[Part]> }[]): void {
    for (const { key, steps, values } of series) {
      const buffer = this.#buffer(key);
      for (const [index, step] of steps.entries()) place(buffer, step, receivedNumber(values[index] ?? null));
    }
    if (series.length > 0) this.#version++;
  }

  /** Removes the points of a series up to a step: they are kept elsewhere. */
  dropUntil(key: string, step: number): void {
    const buffer = this.#buffers.get(key);
    if (buffer === undefined) return;
    const past = placeOf(buffer.steps, step + 1);
    buffer.steps.splice(0, past);
    buffer.values.splice(0, past);
    this.#version++;
  }

  /** Removes the points after the step from all series with this prefix: a run resumes from there. */
  truncate(prefix: string, afterStep: number): void {
    for (const { key, steps, values } of this.#buffers.values()) {
      if (!key.startsWith(prefix)) continue;
      const kept = steps.findLastIndex((step) => step <= afterStep) + 1;
      steps.length = kept;
      values.length = kept;
    }
    this.#version++;
  }

  #buffer(key: string): Buffer {
    const known = this.#buffers.get(key);
    if (known) return known;
    const buffer: Buffer = { key, steps: [], values: [] };
    this.#buffers.set(key, buffer);
    return buffer;
  }
}

/** Nearly always the step is the newest; else binary search finds it. */
function place(buffer: Buffer, step: number, value: number): void {
  const { steps, values } = buffer;
  if (steps.length === 0 || step > (steps.at(-1) ?? -1)) {
    steps.push(step);
    values.push(value);
    return;
  }
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  if (steps[low] === step) values[low] = value;
  else {
    steps.splice(low, 0, step);
    values.splice(low, 0, value);
  }
}
