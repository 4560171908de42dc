// Curves of which one stretch has been read more finely. Pure.
import type { Points } from '#shared/runs/point-reducer.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import { hasStep, placesIn } from '#shared/charts/drawn-points.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** Both ends included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** What was read of a stretch, by the curves' names. */
export interface Detail {
  readonly range: StepRange;
  readonly parts: ReadonlyMap<string, SeriesPart>;
}

/** The steps of a stretch of an axis of steps; null for the whole. */
export function stepsOf(range: XRange | null): StepRange | null {
  return range && { from: Math.max(0, Math.floor(range.min)), to: Math.ceil(range.max) };
}

/** The steps that any of the curves has in a stretch of the axis on which they are placed, and the next one on both sides. */
export function stepsWithin(curves: Iterable<Pick<SeriesPart, 'steps' | 'places'>>, range: XRange): StepRange | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { steps, places } of curves) {
    const first = places.findLastIndex((place) => place < range.min);
    const past = places.findIndex((place) => place > range.max);
    from = Math.min(from, steps[Math.max(0, first)] ?? Infinity);
    to = Math.max(to, steps[past < 0 ? steps.length - 1 : past] ?? -Infinity);
  }
  return from <= to ? { from, to } : null;
}

/** Points with those of a stretch in the place of their own there. */
export function spliced(points: Points, fine: Points, { from, to }: StepRange): Points {
  const [first, past] = placesIn(points.steps, { min: from, max: to });
  return {
    steps: [...points.steps.slice(0, first), ...fine.steps, ...points.steps.slice(past)],
    values: [...points.values.slice(0, first), ...fine.values, ...points.values.slice(past)],
  };
}

/** The curve with a point of its own that it may lack. */
export function withPoint(curve: SeriesPart, point: SeriesPart): SeriesPart {
  const [step = -1] = point.steps;
  if (hasStep(curve, step)) return curve;
  const range = { from: step, to: step };
  const beside = ({ steps, places }: SeriesPart): Points => ({ steps, values: places });
  return { ...curve, ...spliced(curve, point, range), places: spliced(beside(curve), beside(point), range).values };
}

/** The curves with the points of the stretch in the place of their own. */
export function withDetail(
  whole: ReadonlyMap<string, SeriesPart>,
  detail: Detail | null,
): ReadonlyMap<string, SeriesPart> {
  if (detail === null) return whole;
  return new Map(
    [...whole].map(([name, part]) => {
      const fine = detail.parts.get(name);
      if (part.isWhole || fine === undefined) return [name, part];
      const beside = (values: (part: SeriesPart) => readonly number[]): readonly number[] =>
        values(part).length === 0
          ? []
          : spliced({ ...part, values: values(part) }, { ...fine, values: values(fine) }, detail.range).values;
      const [places, smoothed] = [beside((one) => one.places), beside((one) => one.smoothed)];
      return [name, { ...part, ...spliced(part, fine, detail.range), places, smoothed }];
    }),
  );
}
