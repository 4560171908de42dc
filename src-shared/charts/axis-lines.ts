// Lines over the x axis that a person chose. Pure.
import type { TargetUnit } from '#shared/data/target-unit.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { ChartLine, ChartPoint, ChartUnit } from '#shared/charts/chart-spec.ts';
import { placeOf } from '#shared/charts/drawn-points.ts';
import type { XRange } from '#shared/charts/x-range.ts';

type Placed = Pick<SeriesPart, 'steps' | 'values' | 'places'>;

/** The points of a curve at their places on the axis, without those whose place is not known. */
export function onAxis({ steps, values, places }: Placed, axis: XAxis, drawn: (value: number) => number): Points {
  const all = values.map(drawn);
  if (axis === 'epoch') return { steps, values: all };
  const known = steps.flatMap((_, i) => (Number.isFinite(places[i]) ? [i] : []));
  return { steps: known.map((i) => places[i] ?? NaN), values: known.map((i) => all[i] ?? NaN) };
}

/** The part of a curve from a step on. */
export function fromStep<Curve extends Placed>(curve: Curve, first: number): Curve {
  const from = placeOf(curve.steps, first);
  if (from === 0) return curve;
  const [steps, values, places] = [curve.steps, curve.values, curve.places].map((all) => all.slice(from));
  return { ...curve, steps, values, places };
}

/** The ring at the best epoch; null where its place is not known. */
export function ringOf(
  { steps, places }: Pick<Placed, 'steps' | 'places'>,
  axis: XAxis,
  best: { readonly epoch: number; readonly value: number } | null,
): ChartPoint | null {
  if (best === null) return null;
  const x = axis === 'epoch' ? best.epoch : (places[steps.indexOf(best.epoch)] ?? NaN);
  return Number.isFinite(x) ? { x, y: best.value } : null;
}

/** The whole of the axis: for epochs from the first to `lastEpoch`, else as far as there are points. */
export function wholeOf(
  axis: XAxis,
  lines: readonly Pick<ChartLine, 'steps'>[],
  lastEpoch: number,
): { readonly xMin: number; readonly xMax: number } {
  if (axis === 'epoch') return { xMin: 1, xMax: lastEpoch };
  const { min, max } = reach(lines);
  if (axis === 'clock' && max > min) return { xMin: min, xMax: max };
  const least = axis === 'clock' ? 60_000 : 1;
  return axis === 'clock' ? { xMin: min, xMax: min + least } : { xMin: 0, xMax: Math.max(least, max) };
}

function reach(lines: readonly Pick<ChartLine, 'steps'>[]): XRange {
  const min = Math.min(...lines.flatMap(({ steps }) => steps[0] ?? []));
  const max = Math.max(...lines.flatMap(({ steps }) => steps.at(-1) ?? []));
  return Number.isFinite(min) && Number.isFinite(max) ? { min, max } : { min: 0, max: 0 };
}

/** The axis of the target's own unit; null where the values are in it themselves, or have none. */
export function unitAxis(unit: TargetUnit | null): ChartUnit | null {
  return unit === null || unit.scale === 1 || !(unit.scale > 0) ? null : { unit: unit.unit, scale: unit.scale };
}
