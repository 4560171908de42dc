// Facts about a curve: its best and last value, and where overfitting begins.
import type { MetricSeries } from '#shared/runs/metric-series.ts';

/** Steps and values; NaN and null are no numbers. */
type Stored = { readonly key?: string } & { readonly [Part in 'steps' | 'values']: Readonly<MetricSeries[Part]> };

/** A value with its epoch. */
export interface EpochValue {
  readonly value: number;
  /** From 1. */
  readonly epoch: number;
}

/** The points that are numbers, in order. */
function numbersOf(series: Stored): EpochValue[] {
  return series.values.flatMap((value, i) => {
    const epoch = series.steps[i];
    return value === null || !Number.isFinite(value) || epoch === undefined ? [] : [{ value, epoch }];
  });
}

/** The best point; of equal ones the earliest. NaN and infinities are ignored; null without finite values. */
export function bestEpoch(series: Stored, mode: 'min' | 'max'): EpochValue | null {
  let best: EpochValue | null = null;
  for (const point of numbersOf(series)) {
    if (best === null || (mode === 'max' ? point.value > best.value : point.value < best.value)) best = point;
  }
  return best;
}

/** The last point that is a number. */
export function lastEpoch(series: Stored): EpochValue | null {
  return numbersOf(series).at(-1) ?? null;
}

/** The validation loss must be worse than its best by this share, on average: less is noise. */
const noticeable = 0.01;

/** What tells whether a model overfits, without all points of its losses. */
export interface Overfitting {
  /** The best validation loss. */
  readonly best: EpochValue | null;
  /** The training loss at that epoch. */
  readonly then: number | null;
  /** The last training loss. */
  readonly now: number | null;
  /** The validation losses after the best: the epoch of the first, how many there are, and their sum. */
  readonly first: number | null;
  readonly count: number;
  readonly sum: number;
}

/** Before there is a point. */
export const noOverfitting: Overfitting = { best: null, then: null, now: null, first: null, count: 0, sum: 0 };

/** @param before of the points before these */
export function overfittingOf(
  trainLoss: Stored,
  validationLoss: Stored,
  before: Overfitting = noOverfitting,
): Overfitting {
  const found = bestEpoch(validationLoss, 'min');
  const isBetter = found !== null && (before.best === null || found.value < before.best.value);
  const best = isBetter ? found : before.best;
  const training = numbersOf(trainLoss);
  const known = isBetter
    ? { ...noOverfitting, then: training.find(({ epoch }) => epoch === found.epoch)?.value ?? null }
    : before;
  const later = best === null ? [] : numbersOf(validationLoss).filter(({ epoch }) => epoch > best.epoch);
  return {
    best,
    then: known.then,
    now: training.at(-1)?.value ?? before.now,
    first: known.first ?? later[0]?.epoch ?? null,
    count: known.count + later.length,
    sum: later.reduce((sum, { value }) => sum + value, known.sum),
  };
}

/** Of whole series. */
export function overfittingSince(trainLoss: Stored, validationLoss: Stored): number | null {
  return overfitsSince(overfittingOf(trainLoss, validationLoss));
}

/**
 * The first epoch of overfitting: the one after the best validation loss, when for at least two epochs from there on
 * the training loss ends below its value at that best epoch while the validation loss is, on average, 1 % worse than its best.
 * Null when the model does not overfit, or that is not known yet.
 */
export function overfitsSince({ best, then, now, first, count, sum }: Overfitting): number | null {
  if (best === null || first === null || count < 2) return null;
  if (then === null || now === null || now >= then) return null;
  return sum / count > best.value + noticeable * Math.abs(best.value) ? first : null;
}
