// Curves of which one stretch has been read more finely. Pure.
import type { Points } from '#shared/runs/point-reducer.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import { placesIn } from '#renderer/lib/charts/drawn-points.ts';
import type { XRange } from '#renderer/lib/charts/x-range.ts';

/** Both ends included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** What was read of a stretch, by the run's id. */
export interface Detail {
  readonly range: StepRange;
  readonly parts: ReadonlyMap<string, SeriesPart>;
}

/** The steps of a stretch of the axis; null for the whole. */
export function stepsOf(range: XRange | null): StepRange | null {
  return range && { from: Math.max(0, Math.floor(range.min)), to: Math.ceil(range.max) };
}

/** Points with those of a stretch in the place of their own there. */
export function spliced(points: Points, fine: Points, { from, to }: StepRange): Points {
  const [first, past] = placesIn(points.steps, { min: from, max: to });
  return {
    steps: [...points.steps.slice(0, first), ...fine.steps, ...points.steps.slice(past)],
    values: [...points.values.slice(0, first), ...fine.values, ...points.values.slice(past)],
  };
}

/** The curves with the points of the stretch in the place of their own. */
export function withDetail(
  whole: ReadonlyMap<string, SeriesPart>,
  detail: Detail | null,
): ReadonlyMap<string, SeriesPart> {
  if (detail === null) return whole;
  return new Map(
    [...whole].map(([id, part]) => {
      const fine = detail.parts.get(id);
      return [id, part.isWhole || fine === undefined ? part : { ...part, ...spliced(part, fine, detail.range) }];
    }),
  );
}
