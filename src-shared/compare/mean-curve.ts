// Curves of repeats as one: at each step that all have, their mean and how far they are spread. Pure.
import { sampleStatistics, spreadAround, type Spread } from '#shared/compare/sample-statistics.ts';
import type { Points } from '#shared/runs/point-reducer.ts';

/** One of the curves. */
export interface RepeatedCurve extends Points {
  /** Where each point is along the x axis; empty where the steps say it. */
  readonly places: readonly number[];
}

/** The mean of curves, and the band around it; all run parallel. */
export interface MeanCurve {
  readonly steps: readonly number[];
  /** The mean place of each step; empty where the steps say it. */
  readonly places: readonly number[];
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A value that is not finite leaves a gap: what one run lost is no mean of all. */
export function meanCurve(curves: readonly RepeatedCurve[], spread: Spread): MeanCurve {
  const [first, ...others] = curves;
  const result = {
    steps: [] as number[],
    places: [] as number[],
    mean: [] as number[],
    low: [] as number[],
    high: [] as number[],
  };
  if (first === undefined) return result;
  const next = others.map(() => 0);
  for (const [i, step] of first.steps.entries()) {
    const at = [i];
    for (const [j, { steps }] of others.entries()) {
      let place = next[j] ?? 0;
      while ((steps[place] ?? Infinity) < step) place++;
      next[j] = place;
      if (steps[place] === step) at.push(place);
    }
    if (at.length < curves.length) continue;
    const values = at.map((place, j) => curves[j]?.values[place] ?? NaN);
    const isWhole = values.every(Number.isFinite);
    const statistics = isWhole ? sampleStatistics(values) : null;
    const band = statistics && spreadAround(statistics, spread);
    result.steps.push(step);
    if (first.places.length > 0)
      result.places.push(at.reduce((sum, place, j) => sum + (curves[j]?.places[place] ?? NaN), 0) / at.length);
    result.mean.push(statistics?.mean ?? NaN);
    result.low.push(band?.low ?? NaN);
    result.high.push(band?.high ?? NaN);
  }
  return result;
}
