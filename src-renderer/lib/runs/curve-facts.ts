// Facts about a curve: its best epoch, the difference from it, and where overfitting begins.
import { bestEpoch, lastEpoch, overfittingSince } from '#shared/runs/best-epoch.ts';
import { isSameCurve } from '#shared/runs/equal-metrics.ts';
import { hasStep, placeOf, valueOf } from '#shared/charts/drawn-points.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { batchSmoothing, Smoother } from '#shared/runs/smoother.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { Series } from '#renderer/lib/runs/series-set.svelte.ts';

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/** The best point by the metric's mode; the first of equals; null when there is no number. */
export function bestPoint(series: Series, metric: string): CurvePoint | null {
  const mode = metricMode(metric);
  const best = series.facts ? series.facts.figures[mode] : bestEpoch(series, mode);
  return best && { step: best.epoch, value: best.value };
}

/** The last point that is a number. */
export function lastPoint(series: Series): CurvePoint | null {
  const last = series.facts ? series.facts.figures.last : lastEpoch(series);
  return last && { step: last.epoch, value: last.value };
}

/** The value of the last point, also when it is no number; undefined without points. */
export function endValue({ values, facts }: Series): number | undefined {
  return facts ? facts.figures.end.value : values.at(-1);
}

/** How many points there are, here or not. */
export function pointCount({ steps, facts }: Series): number {
  return facts ? facts.figures.points : steps.length;
}

/** Whether a loss and a metric have the same points but for rounding. */
export function isSameAsLoss(loss: Series, metric: Series): boolean {
  if (loss.facts && metric.facts) return metric.facts.isLoss;
  return isSameCurve(loss, metric);
}

/** Binary search: a table calls it for every cell. */
export function valueAt(series: Series, step: number): number | null {
  return hasStep(series, step) ? valueOf(series, step) : null;
}

/** All steps of some series, ascending, each once. A new array, because a series grows in place. */
export function mergedSteps(series: readonly Series[]): readonly number[] {
  const [longest, ...others] = [...series].sort((a, b) => b.steps.length - a.steps.length);
  if (!longest) return [];
  // Nearly always every series has every step.
  const missing = others.flatMap(({ steps }) => steps.filter((step) => !hasStep(longest, step)));
  return missing.length === 0 ? [...longest.steps] : [...new Set([...longest.steps, ...missing])].sort((a, b) => a - b);
}

/** The epochs in which a run overfits, up to the run's end; null when it does not. */
export function overfittingStretch(
  loss: Series,
  validationLoss: Series,
): { readonly from: number; readonly to: number } | null {
  const { facts } = validationLoss;
  const since = facts ? facts.overfitsSince : overfittingSince(loss, validationLoss);
  const last = lastPoint(validationLoss);
  return since === null || !last ? null : { from: since, to: last.step };
}

/**
 * The smoothed curve through batch losses.
 * @param before the host's, where `series` lacks points that lie before its end; the points after it are live
 */
export function smoothed({ steps, values }: Points, before: Points | null = null): Points {
  if (before === null) {
    const smoother = new Smoother(batchSmoothing);
    return { steps, values: values.map((value) => smoother.next(value)) };
  }
  const smoother = new Smoother(batchSmoothing, before.values.findLast(Number.isFinite));
  const from = placeOf(steps, (before.steps.at(-1) ?? -1) + 1);
  return {
    steps: [...before.steps, ...steps.slice(from)],
    values: [...before.values, ...values.slice(from).map((value) => smoother.next(value))],
  };
}
