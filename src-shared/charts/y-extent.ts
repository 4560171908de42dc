// What the y axis must reach: the values in the stretch of the x axis that is shown. Pure.
import { hasLogX, type ChartLine, type ChartSpec } from '#shared/charts/chart-spec.ts';
import { placesIn } from '#shared/charts/drawn-points.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** Where a line crosses a place between its points; NaN outside of it, or where a value is missing. */
function crossing({ steps, values }: ChartLine, x: number, before: number, isLogX: boolean): number {
  const [from = NaN, to = NaN] = [steps[before], steps[before + 1]];
  const [low = NaN, high = NaN] = [values[before], values[before + 1]];
  const share = isLogX ? Math.log(x / from) / Math.log(to / from) : (x - from) / (to - from);
  return low + share * (high - low);
}

/** How a person wants the axes. */
export interface AxesView {
  /** The y axis. */
  readonly isLog: boolean;
  readonly isLogX: boolean;
  readonly hidesOutliers: boolean;
}

/** So many of a line's values tell how they are spread. */
const sampled = 500;
/** Values farther from the others than so many times their spread or level are outliers: the others would be a line at the bottom. */
const farthest = 10;

interface Spread {
  readonly middle: number;
  readonly width: number;
}

/** Where nine tenths of a line's values are; null without values. */
function spreadOf({ values }: ChartLine, scaled: (value: number) => number): Spread | null {
  const stride = Math.max(1, Math.floor(values.length / sampled));
  const known: number[] = [];
  for (let i = 0; i < values.length; i += stride) {
    const value = scaled(values[i] ?? NaN);
    if (Number.isFinite(value)) known.push(value);
  }
  known.sort((a, b) => a - b);
  const at = (share: number): number => known[Math.round(share * (known.length - 1))] ?? NaN;
  return known.length === 0 ? null : { middle: at(0.5), width: at(0.95) - at(0.05) };
}

/** Of an even number the lower one: of two lines one may have diverged. */
function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}

/**
 * What is not an outlier. It is that of the whole lines, so that zooming hides nothing that was shown; every line counts the same, so
 * one that has diverged does not decide.
 */
function fence(
  { lines }: ChartSpec,
  scaled: (value: number) => number,
  isLog: boolean,
): { least: number; most: number } {
  const spreads = lines.flatMap((line) => spreadOf(line, scaled) ?? []);
  const middle = lowerMedian(spreads.map((one) => one.middle));
  const width = lowerMedian(spreads.map((one) => one.width));
  // On a logarithmic axis two decades are readable in any case.
  const reach = isLog ? Math.max(2, 2 * width) : farthest * Math.max(width, Math.abs(middle));
  return spreads.length === 0 ? { least: -Infinity, most: Infinity } : { least: middle - reach, most: middle + reach };
}

/** Minimum and maximum of all lines and levels in a stretch of the x axis, without outliers; infinities when there is no value. */
export function extent(spec: ChartSpec, range: XRange | null, view: AxesView): { low: number; high: number } {
  const { isLog, hidesOutliers } = view;
  const isLogX = hasLogX(spec, view);
  const scaled = isLog ? (value: number) => (value > 0 ? Math.log10(value) : NaN) : (value: number) => value;
  const { least, most } = hidesOutliers ? fence(spec, scaled, isLog) : { least: -Infinity, most: Infinity };
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    const at = scaled(value);
    if (!Number.isFinite(at) || at < least || at > most) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const line of spec.lines) {
    const [from, to] = range === null ? [0, line.steps.length] : placesIn(line.steps, range);
    for (let place = from; place < to; place++) take(line.values[place] ?? NaN);
    if (range === null) continue;
    take(crossing(line, range.min, from - 1, isLogX));
    take(crossing(line, range.max, to - 1, isLogX));
  }
  for (const band of spec.bands ?? []) {
    const [from, to] = range === null ? [0, band.steps.length] : placesIn(band.steps, range);
    for (let place = from; place < to; place++) {
      const [bottom, top] = [band.low[place] ?? NaN, band.high[place] ?? NaN];
      // Around a mean that has no place on the axis the band has none either.
      const middle = scaled((bottom + top) / 2);
      if (middle < least || middle > most) continue;
      take(bottom);
      take(top);
    }
  }
  if (low <= high) for (const level of spec.levels) take(level.value);
  return { low, high };
}

/** Points in the shown stretch that the y axis does not reach. */
export interface HiddenPoints {
  readonly above: number;
  readonly below: number;
  /** On a logarithmic axis: zero and less. */
  readonly notPositive: number;
  readonly max: number;
  readonly min: number;
  /** Whether there may be more of them: not all points of the lines are here. */
  readonly isLeast: boolean;
}

/** Null where all are shown. Infinities are gaps, not points. */
export function hiddenPoints(spec: ChartSpec, range: XRange | null, y: XRange, isLog: boolean): HiddenPoints | null {
  let [above, below, notPositive] = [0, 0, 0];
  let isLeast = false;
  for (const { steps, values, isPart = false } of spec.lines) {
    const before = above + below + notPositive;
    const [from, to] = range === null ? [0, steps.length] : placesIn(steps, range);
    for (let place = from; place < to; place++) {
      const value = values[place] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (isLog && value <= 0) notPositive += 1;
      else if (value > y.max) above += 1;
      else if (value < y.min) below += 1;
    }
    if (isPart && above + below + notPositive > before) isLeast = true;
  }
  return above + below + notPositive === 0 ? null : { above, below, notPositive, max: y.max, min: y.min, isLeast };
}
