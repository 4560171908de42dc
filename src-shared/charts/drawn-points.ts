// Selects which points of a long line are drawn, and which one is under the pointer. Every drawn point is a stored one. Pure.
import { reducePoints } from '#shared/runs/point-reducer.ts';
import type { ChartLine, ChartPoint } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** The first of so many places from which on `isPast` is true. */
function firstPlace(count: number, isPast: (place: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first index in ascending numbers with a value of at least `wanted`. */
export function placeOf(ascending: readonly number[], wanted: number): number {
  return firstPlace(ascending.length, (place) => (ascending[place] ?? 0) >= wanted);
}

/** The first index inside a range of ascending numbers, and the first one past it. */
export function placesIn(ascending: readonly number[], { min, max }: XRange): [from: number, to: number] {
  const from = placeOf(ascending, min);
  return [
    from,
    Math.max(
      from,
      firstPlace(ascending.length, (place) => (ascending[place] ?? 0) > max),
    ),
  ];
}

type Stored = Pick<ChartLine, 'steps' | 'values'>;

/** Whether a line has a point at a step. */
export function hasStep({ steps }: Stored, step: number): boolean {
  return steps[placeOf(steps, step)] === step;
}

/**
 * The point that a line has at a place of the x axis, as an index; -1 where it has none. Only by epoch do the points of several runs
 * stand at the same places: else it is the last one before it.
 */
export function pointAt({ steps }: Stored, x: number, isByEpoch: boolean): number {
  const place = placeOf(steps, x);
  if (steps[place] === x) return place;
  return isByEpoch || place === 0 || place === steps.length ? -1 : place - 1;
}

/** The stored value of a line at a step; NaN where it has none. */
export function valueOf(line: Stored, step: number): number {
  return hasStep(line, step) ? (line.values[placeOf(line.steps, step)] ?? NaN) : NaN;
}

/** An infinity leaves a gap, as NaN does. */
function drawnValue(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

/**
 * The points to draw in so many columns of pixels: those in the range, and the next one on both sides, to which the line leads. On a
 * logarithmic x axis zero has no place.
 */
export function drawnPoints(
  steps: readonly number[],
  values: readonly number[],
  range: XRange,
  columns: number,
  isLog = false,
): ChartPoint[] {
  const [first, past] = placesIn(steps, range);
  const [from, to] = [Math.max(isLog ? firstPlace(steps.length, (i) => (steps[i] ?? 0) > 0) : 0, first - 1), past + 1];
  const isAll = from === 0 && to >= steps.length;
  const points = isAll ? { steps, values } : { steps: steps.slice(from, to), values: values.slice(from, to) };
  const drawn = columns < 1 ? points : reducePoints(points, { ...range, count: columns, isLog });
  return drawn.steps.map((x, index) => ({ x, y: drawnValue(drawn.values[index] ?? NaN) }));
}

/** A place on the canvas. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Within this distance in pixels along x, the point nearest to the pointer in the plane is taken, so that a spike can be read. */
const reach = 6;

/**
 * The points within reach of the pointer along x, and the next ones on both sides: of a long line a few.
 * @param points by ascending x
 * @param valueAt the x that stands at a pixel
 */
export function pointsNear(
  points: readonly ChartPoint[],
  valueAt: (pixel: number) => number,
  pointer: number,
): readonly ChartPoint[] {
  const [least, most] = [valueAt(pointer - reach), valueAt(pointer + reach)];
  if (!(least <= most)) return points;
  const from = firstPlace(points.length, (i) => (points[i]?.x ?? Infinity) >= least);
  const to = firstPlace(points.length, (i) => (points[i]?.x ?? Infinity) > most);
  return points.slice(Math.max(0, from - 1), to + 1);
}

/**
 * The step under the pointer: of the drawn points around it the nearest in the plane, else the nearest along x.
 * @param lines the drawn points of each line, in pixels of the canvas with their steps, from left to right
 */
export function pointedStep(
  lines: readonly (readonly (Pixel & { readonly step: number })[])[],
  pointer: Pixel,
): number | null {
  let found: number | null = null;
  let least = Infinity;
  for (const points of lines) {
    for (const { x, y, step } of points) {
      const along = Math.abs(x - pointer.x);
      // Points within reach come first, by their distance; all others, also gaps, after them, by their distance along x.
      const distance = along <= reach && !Number.isNaN(y) ? Math.hypot(along, y - pointer.y) : 1e6 + along;
      if (distance < least) {
        least = distance;
        found = step;
      }
    }
  }
  return found;
}
