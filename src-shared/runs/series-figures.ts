// The figures of a series: what can be said of it without its points.
import { bestEpoch, lastEpoch, type EpochValue } from '#shared/runs/best-epoch.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { Points } from '#shared/runs/point-reducer.ts';

/** The figures of one series. Null where it has no finite value. */
export interface SeriesFigures {
  readonly points: number;
  /** The last point, also when it is NaN or infinite. */
  readonly end: EpochValue;
  /** The last point that is a number. */
  readonly last: EpochValue | null;
  /** Of equal values the earliest. */
  readonly min: EpochValue | null;
  readonly max: EpochValue | null;
}

/** The figures of a run's series, by their keys. */
export type RunFigures = ReadonlyMap<string, SeriesFigures>;

/** Series without points have none. */
export function figuresOf(series: readonly MetricSeries[]): RunFigures {
  const figures = new Map<string, SeriesFigures>();
  for (const one of series) {
    const epoch = one.steps.at(-1);
    if (epoch === undefined) continue;
    const end = { value: one.values.at(-1) ?? NaN, epoch };
    const [min, max] = [bestEpoch(one, 'min'), bestEpoch(one, 'max')];
    figures.set(one.key, { points: one.steps.length, end, last: lastEpoch(one), min, max });
  }
  return figures;
}

/** The better one; of equal ones the first. */
function better(one: EpochValue | null, other: EpochValue | null, mode: 'min' | 'max'): EpochValue | null {
  if (one === null || other === null) return one ?? other;
  return (mode === 'min' ? other.value < one.value : other.value > one.value) ? other : one;
}

/** The figures with later points. */
export function continuedFigures(figures: SeriesFigures, later: Points): SeriesFigures {
  const epoch = later.steps.at(-1);
  if (epoch === undefined) return figures;
  return {
    points: figures.points + later.steps.length,
    end: { value: later.values.at(-1) ?? NaN, epoch },
    last: lastEpoch(later) ?? figures.last,
    min: better(figures.min, bestEpoch(later, 'min'), 'min'),
    max: better(figures.max, bestEpoch(later, 'max'), 'max'),
  };
}

/** Values that differ by less than this share differ only by rounding. */
const rounding = 1e-5;

/** Whether two values are equal but for rounding; NaN is equal to NaN. */
export function isSameValue(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b));
}

function isSamePoint(a: EpochValue | null, b: EpochValue | null): boolean {
  return a === null || b === null ? a === b : isSameValue(a.value, b.value);
}

/** False where the series cannot have the same points; else they may have. */
export function areSameFigures(a: SeriesFigures, b: SeriesFigures): boolean {
  const isSameEnd = a.end.epoch === b.end.epoch && isSamePoint(a.end, b.end);
  return a.points === b.points && isSameEnd && isSamePoint(a.min, b.min) && isSamePoint(a.max, b.max);
}
