// How a value differs from its baseline's: errors by a share of it, accuracies by percentage points.
import { metricMode } from '#shared/training/metric-mode.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** A difference of two values of one measure. */
export interface Difference {
  /** `percent` of the other value, or percentage `points`, for shares such as an accuracy. */
  readonly kind: 'percent' | 'points';
  /** In that kind: above 0 worse, below 0 better. */
  readonly worse: number;
}

/** Differences under this are none: a tenth of what is shown. */
const smallest = 0.05;

/** Null where a share of the other value says nothing: it is 0, or one of both is no number. */
export function differenceTo(metric: string, value: number, other: number): Difference | null {
  if (!Number.isFinite(value) || !Number.isFinite(other)) return null;
  if (metricMode(metric) === 'max') return { kind: 'points', worse: (other - value) * 100 };
  return other === 0 ? null : { kind: 'percent', worse: ((value - other) / Math.abs(other)) * 100 };
}

/** Which of two values is better, when their difference is large enough to be said. */
export function verdictOf({ worse }: Difference): 'better' | 'worse' | 'same' {
  if (Math.abs(worse) < smallest) return 'same';
  return worse > 0 ? 'worse' : 'better';
}

/** What a baseline answers: the last value of a series, or the most frequent class. */
export type BaselineAnswer = 'last value' | 'most frequent class';

/** What the baseline of a run answers. */
export function baselineAnswer(run: Pick<RunSummary, 'targetUnit'>): BaselineAnswer {
  // Only a predicted number has a unit.
  return run.targetUnit === null ? 'most frequent class' : 'last value';
}
