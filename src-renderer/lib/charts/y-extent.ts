// What the y axis must reach: the values in the stretch of the x axis that is shown. Pure.
import type { ChartLine, ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import { placesIn } from '#renderer/lib/charts/drawn-points.ts';
import type { XRange } from '#renderer/lib/charts/x-range.ts';

/** Where a line crosses a place between its points; NaN outside of it, or where a value is missing. */
function crossing({ steps, values }: ChartLine, x: number, before: number): number {
  const [from = NaN, to = NaN] = [steps[before], steps[before + 1]];
  const [low = NaN, high = NaN] = [values[before], values[before + 1]];
  return low + ((x - from) / (to - from)) * (high - low);
}

/** Minimum and maximum of all lines and levels in a stretch of the x axis; infinities when there is no value. */
export function extent(spec: ChartSpec, range: XRange | null): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const line of spec.lines) {
    const [from, to] = range === null ? [0, line.steps.length] : placesIn(line.steps, range);
    for (let place = from; place < to; place++) take(line.values[place] ?? NaN);
    if (range === null) continue;
    take(crossing(line, range.min, from - 1));
    take(crossing(line, range.max, to - 1));
  }
  if (low <= high) for (const level of spec.levels) take(level.value);
  return { low, high };
}
