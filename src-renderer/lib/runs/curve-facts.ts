// What a curve says: its best epoch, how far it is from it, and since when the model learns its training data by heart.
import { metricMode } from '#shared/experiment/metrics.ts';
import type { TargetUnit } from '#shared/experiment/run.ts';
import type { Series } from '#renderer/lib/runs/series-set.svelte.ts';

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/** The best point by the metric's mode; the first of equals; null when there is no number. */
export function bestPoint(series: Series, metric: string): CurvePoint | null {
  const better = metricMode(metric) === 'max' ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  let best: CurvePoint | null = null;
  for (const [index, value] of series.values.entries()) {
    if (!Number.isFinite(value)) continue;
    if (best === null || better(value, best.value)) best = { step: series.steps[index] ?? 0, value };
  }
  return best;
}

export function lastPoint(series: Series): CurvePoint | null {
  const step = series.steps.at(-1);
  const value = series.values.at(-1);
  return step === undefined || value === undefined ? null : { step, value };
}

export function valueAt(series: Series, step: number): number | null {
  const index = series.steps.indexOf(step);
  return index < 0 ? null : (series.values[index] ?? null);
}

/** Two epochs and one percent: less is noise. */
const leastEpochs = 2;
const leastRise = 0.01;

/**
 * From where to where a run overfits: since its best validation loss, when that has risen by more than one percent
 * for two epochs or more while the training loss went on falling. Null when it does not.
 */
export function overfittingStretch(loss: Series, validationLoss: Series): { from: number; to: number } | null {
  const best = bestPoint(validationLoss, 'val_loss');
  const last = lastPoint(validationLoss);
  if (!best || !last || last.step - best.step < leastEpochs) return null;
  if (!(last.value > best.value * (1 + leastRise))) return null;
  const lossThen = valueAt(loss, best.step);
  const lossNow = lastPoint(loss)?.value ?? null;
  if (lossThen === null || lossNow === null || !(lossNow < lossThen)) return null;
  return { from: best.step, to: last.step };
}

const inTargetUnits = new Set(['mae', 'mean_absolute_error', 'meanabsoluteerror', 'rmse', 'root_mean_squared_error']);

/**
 * The target's own unit for a metric that is measured in it (an absolute error is, a squared one is not).
 * @param loss the loss's name: `loss` counts as that metric
 */
export function unitOfMetric(metric: string, unit: TargetUnit | null, loss?: string): TargetUnit | null {
  if (!unit) return null;
  const name = metric.replace(/^val_/, '');
  const meant = name === 'loss' ? (loss ?? '') : name;
  return inTargetUnits.has(meant.toLowerCase()) ? unit : null;
}

/** A running mean that forgets: the curve through noisy batch losses. */
export function smoothed(values: readonly number[], weight = 0.95): number[] {
  let mean = 0;
  let correction = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return NaN;
    mean = weight * mean + (1 - weight) * value;
    correction *= weight;
    return mean / (1 - correction);
  });
}
