// The stretch of the x axis that is shown: zoomed and panned in pixels, so that it works on every kind of axis. Pure.

/** Both ends included. */
export interface XRange {
  readonly min: number;
  readonly max: number;
}

/** The plot's edges in pixels, and how pixels and values of the x axis belong together. */
export interface PlotScale {
  readonly left: number;
  readonly right: number;
  readonly pixelOf: (value: number) => number;
  readonly valueAt: (pixel: number) => number;
}

/** A linear axis over a range. */
export function linearScale({ min, max }: XRange, left: number, right: number): PlotScale {
  return {
    left,
    right,
    pixelOf: (value) => left + ((value - min) / (max - min)) * (right - left),
    valueAt: (pixel) => min + ((pixel - left) / (right - left)) * (max - min),
  };
}

/** A logarithmic axis over a range above 0. */
function logScale({ min, max }: XRange, left: number, right: number): PlotScale {
  const { pixelOf, valueAt } = linearScale({ min: Math.log(min), max: Math.log(max) }, left, right);
  return {
    left,
    right,
    pixelOf: (value) => pixelOf(Math.log(value)),
    valueAt: (pixel) => Math.exp(valueAt(pixel)),
  };
}

/** The scale of a plot from `left` to `right`, in pixels; a logarithmic one needs a range above 0. */
export function xScale(range: XRange, left: number, right: number, isLog: boolean): PlotScale {
  return isLog ? logScale(range, left, right) : linearScale(range, left, right);
}

/** Narrower than this share of the whole, a range tells nothing. */
const leastShare = 1e-6;

/** The part of a range that is inside the whole; null when that is all of it, or so narrow that it shows nothing. */
function within(range: XRange, whole: XRange, least: number): XRange | null {
  const min = Math.max(whole.min, range.min);
  const max = Math.min(whole.max, range.max);
  if (!(max - min >= Math.max(least, (whole.max - whole.min) * leastShare))) return null;
  // What is left out at the ends is a rounding error.
  const nothing = (whole.max - whole.min) * 1e-9;
  return min - whole.min <= nothing && whole.max - max <= nothing ? null : { min, max };
}

/**
 * The range between two pixels, in either order.
 * @returns null for the whole, and where the stretch is narrower than `least`
 */
export function rangeBetween(scale: PlotScale, whole: XRange, from: number, to: number, least: number): XRange | null {
  const [min, max] = [scale.valueAt(Math.min(from, to)), scale.valueAt(Math.max(from, to))];
  return within({ min, max }, whole, least);
}

/**
 * The shown range, made wider (`factor` above 1) or narrower about a pixel that stays where it is.
 * @returns null for the whole; the shown range where it would become too narrow
 */
export function zoomedRange(scale: PlotScale, whole: XRange, at: number, factor: number, least: number): XRange | null {
  const { left, right, valueAt } = scale;
  const from = valueAt(at - (at - left) * factor);
  const to = valueAt(at + (right - at) * factor);
  if (factor < 1 && to - from < least) return { min: valueAt(left), max: valueAt(right) };
  return within({ min: from, max: to }, whole, least);
}

/** The shown range, moved by so many pixels to the right of the axis, at most to its end. */
export function pannedRange(scale: PlotScale, whole: XRange, by: number): XRange | null {
  const { left, right, pixelOf, valueAt } = scale;
  const shift = Math.max(pixelOf(whole.min) - left, Math.min(pixelOf(whole.max) - right, by));
  return within({ min: valueAt(left + shift), max: valueAt(right + shift) }, whole, 0);
}
