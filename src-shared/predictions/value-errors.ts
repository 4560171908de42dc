// How far predicted numbers are from the measured ones: by the row ahead, by the hour of the day, in the worst windows. A sample
// whose prediction or measurement is no number is left out.
import { measuredAt, predictedAt, type PredictedValues } from '#shared/predictions/prediction-set.ts';

/** Errors of some samples: predicted minus measured. */
export interface ErrorFigures {
  readonly samples: number;
  /** The mean of their sizes; NaN without samples, as the others. */
  readonly meanAbsolute: number;
  readonly rootMeanSquare: number;
  /** The mean of the errors: above 0 where too much is predicted. */
  readonly bias: number;
}

class ErrorSum {
  #samples = 0;
  #absolute = 0;
  #squares = 0;
  #sum = 0;

  add(error: number): void {
    if (Number.isNaN(error)) return;
    this.#samples += 1;
    this.#absolute += Math.abs(error);
    this.#squares += error * error;
    this.#sum += error;
  }

  get figures(): ErrorFigures {
    const samples = this.#samples;
    return {
      samples,
      meanAbsolute: this.#absolute / samples,
      rootMeanSquare: Math.sqrt(this.#squares / samples),
      bias: this.#sum / samples,
    };
  }
}

/** A sample's error at a row ahead, in the column's unit. */
export function errorAt(set: PredictedValues, sample: number, ahead: number, column = 0): number {
  return predictedAt(set, sample, ahead, column) - measuredAt(set, sample, ahead, column);
}

/** Over all samples at one row ahead, or at all of them. */
export function errorFigures(set: PredictedValues, column = 0, ahead: number | null = null): ErrorFigures {
  const sum = new ErrorSum();
  const [from, to] = ahead === null ? [0, set.output.horizon] : [ahead, ahead + 1];
  for (let sample = 0; sample < set.samples; sample++)
    for (let at = from; at < to; at++) sum.add(errorAt(set, sample, at, column));
  return sum.figures;
}

/** At each row ahead, from the first one predicted. */
export function errorsByLead(set: PredictedValues, column = 0): ErrorFigures[] {
  return Array.from({ length: set.output.horizon }, (_, ahead) => errorFigures(set, column, ahead));
}

const hourMs = 3_600_000;

/** By the hour of the day (UTC, as the times are stored) of what is predicted; null where the rows' times are not known. */
export function errorsByHour(set: PredictedValues, column = 0): ErrorFigures[] | null {
  if (set.times.length === 0) return null;
  const hours = Array.from({ length: 24 }, () => new ErrorSum());
  for (let sample = 0; sample < set.samples; sample++)
    for (let ahead = 0; ahead < set.output.horizon; ahead++) {
      const time = set.times[set.output.from + sample + ahead] ?? NaN;
      const hour = Math.floor((((time / hourMs) % 24) + 24) % 24);
      hours[hour]?.add(errorAt(set, sample, ahead, column));
    }
  return hours.map(({ figures }) => figures);
}

/** How many errors lie within each of equal stretches. */
export interface Histogram {
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** The errors of all samples at all rows ahead; null without any. */
export function errorHistogram(set: PredictedValues, column = 0, bins = 40): Histogram | null {
  const errors: number[] = [];
  for (let sample = 0; sample < set.samples; sample++)
    for (let ahead = 0; ahead < set.output.horizon; ahead++) {
      const error = errorAt(set, sample, ahead, column);
      if (Number.isFinite(error)) errors.push(error);
    }
  if (errors.length === 0) return null;
  const least = errors.reduce((a, b) => Math.min(a, b));
  const most = errors.reduce((a, b) => Math.max(a, b));
  // Symmetric around 0, which is a border of two stretches.
  const half = Math.max(Math.abs(least), Math.abs(most)) || 1;
  const width = (2 * half) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const error of errors) {
    const bin = Math.min(bins - 1, Math.floor((error + half) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: -half, width, counts };
}

/** A sample with the size of its error at a row ahead. */
export interface SampleError {
  readonly sample: number;
  readonly error: number;
}

/**
 * The samples with the largest error at a row ahead. Of neighbours, which predict nearly the same, only the worst counts.
 * @param apart so many samples between two of them, at least
 */
export function worstSamples(
  set: PredictedValues,
  most: number,
  {
    column = 0,
    ahead = 0,
    apart = 24,
  }: { readonly column?: number; readonly ahead?: number; readonly apart?: number } = {},
): SampleError[] {
  const errors = Float64Array.from({ length: set.samples }, (_, sample) =>
    Math.abs(errorAt(set, sample, ahead, column)),
  );
  const order = Uint32Array.from(errors.keys())
    .filter((sample) => Number.isFinite(errors[sample] ?? NaN))
    .sort((a, b) => (errors[b] ?? 0) - (errors[a] ?? 0));
  const chosen: SampleError[] = [];
  for (const sample of order) {
    if (chosen.length >= most) break;
    if (chosen.every((one) => Math.abs(one.sample - sample) >= apart))
      chosen.push({ sample, error: errors[sample] ?? NaN });
  }
  return chosen;
}
