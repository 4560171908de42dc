// Facts about a curve: its best and last value, and where overfitting begins.
import type { MetricSeries } from '#shared/runs/metric-series.ts';

/** A value with its epoch. */
export interface EpochValue {
  readonly value: number;
  /** From 1. */
  readonly epoch: number;
}

/** The points that are numbers, in order. */
function numbersOf(series: MetricSeries): EpochValue[] {
  return series.values.flatMap((value, i) => {
    const epoch = series.steps[i];
    return value === null || !Number.isFinite(value) || epoch === undefined ? [] : [{ value, epoch }];
  });
}

/** The best point; of equal ones the earliest. NaN and infinities are ignored; null without finite values. */
export function bestEpoch(series: MetricSeries, mode: 'min' | 'max'): EpochValue | null {
  let best: EpochValue | null = null;
  for (const point of numbersOf(series)) {
    if (best === null || (mode === 'max' ? point.value > best.value : point.value < best.value)) best = point;
  }
  return best;
}

/** The last point that is a number. */
export function lastEpoch(series: MetricSeries): EpochValue | null {
  return numbersOf(series).at(-1) ?? null;
}

/** The validation loss must be worse than its best by this share, on average: less is noise. */
const noticeable = 0.01;

/**
 * The first epoch of overfitting: the one after the best validation loss, when for at least two epochs from there on
 * the training loss ends below its value at that best epoch while the validation loss is, on average, 1 % worse than its best.
 * Null when the model does not overfit, or that is not known yet.
 */
export function overfittingSince(trainLoss: MetricSeries, validationLoss: MetricSeries): number | null {
  const best = bestEpoch(validationLoss, 'min');
  if (best === null) return null;
  const later = numbersOf(validationLoss).filter(({ epoch }) => epoch > best.epoch);
  const [first] = later;
  if (first === undefined || later.length < 2) return null;
  const training = numbersOf(trainLoss);
  const then = training.find(({ epoch }) => epoch === best.epoch);
  const now = training.at(-1);
  if (then === undefined || now === undefined || now.value >= then.value) return null;
  const mean = later.reduce((sum, { value }) => sum + value, 0) / later.length;
  return mean > best.value + noticeable * Math.abs(best.value) ? first.epoch : null;
}
