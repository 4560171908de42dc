// An axis of a plot of runs: where a value lies on it, from 0 to 1, and its marks. Numbers lie on a linear axis, or on a logarithmic
// one where they span decades; texts lie beside each other. Pure.
import { isNumeric } from '#shared/compare/importance.ts';
import { axisTicks, roundRange } from '#shared/charts/axis.ts';
import type { ChartTick } from '#shared/charts/chart-spec.ts';
import type { PlotValue } from '#renderer/lib/runs/plot-values.ts';

export interface PlotTick {
  readonly place: number;
  readonly label: string;
}

export interface PlotAxis {
  readonly kind: 'linear' | 'log' | 'text';
  /** Every value once, in the order of the axis; of texts “not set” (null) is the last. */
  readonly values: readonly PlotValue[];
  readonly ticks: readonly PlotTick[];
  /** Whether every value has a mark, so that points beside it are known to be its own. */
  readonly areMarked: boolean;
  /** Null for what is not on the axis: a number that is not set. */
  readonly placeOf: (value: PlotValue) => number | null;
}

/** From this ratio of the largest to the smallest on, an axis is logarithmic. */
const leastRatio = 100;
/** So many numbers are marked themselves, if they are not too near to each other. */
const mostMarked = 8;
const leastGap = 0.07;
const mostTexts = 24;

const order = new Intl.Collator('en', { numeric: true });

function inOrder(a: PlotValue, b: PlotValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return order.compare(String(a), String(b)) || (String(a) < String(b) ? -1 : 1);
}

function textAxis(all: readonly PlotValue[], say: (value: PlotValue) => string): PlotAxis {
  const values = [...new Set(all)].sort(inOrder);
  const places = new Map(values.map((value, i) => [value, (i + 0.5) / values.length]));
  const every = Math.ceil(values.length / mostTexts);
  return {
    kind: 'text',
    values,
    ticks: values.flatMap((value, i) =>
      i % every === 0 ? [{ place: places.get(value) ?? 0, label: say(value) }] : [],
    ),
    areMarked: every === 1,
    placeOf: (value) => places.get(value) ?? null,
  };
}

function numberAxis(all: readonly PlotValue[], say: (value: PlotValue) => string, isTime: boolean): PlotAxis {
  const values = [...new Set(all.filter((value) => typeof value === 'number'))].sort((a, b) => a - b);
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  const isLog = !isTime && low > 0 && high / low >= leastRatio;
  const scale = isLog ? Math.log10 : (value: number): number => value;
  // One value alone stands in the middle.
  const air = low === high ? Math.abs(low) * 0.1 || 1 : (scale(high) - scale(low)) * 0.05;
  const from = scale(low) - air;
  const length = scale(high) + air - from;
  const placeOf = (value: number): number => (scale(value) - from) / length;
  const isApart = values.every((value, i) => i === 0 || placeOf(value) - placeOf(values[i - 1] ?? 0) >= leastGap);
  const areMarked = values.length <= mostMarked && isApart;
  const marks = (): readonly ChartTick[] => {
    const saidAll = (some: readonly number[]) => some.map((value) => ({ value, label: say(value) }));
    if (areMarked) return saidAll(values);
    if (isTime) return saidAll([low, high]);
    return axisTicks(isLog ? { min: low, max: high, step: NaN } : roundRange(low, high));
  };
  const ticks = marks().map(({ value, label }) => ({ place: placeOf(value), label }));
  return {
    kind: isLog ? 'log' : 'linear',
    values,
    ticks: values.length === 0 ? [] : ticks.filter(({ place }) => place >= 0 && place <= 1),
    areMarked,
    placeOf: (value) => (typeof value === 'number' ? placeOf(value) : null),
  };
}

/**
 * @param all the values of the runs
 * @param say a value in words; null is “not set”
 */
export function plotAxis(
  all: readonly PlotValue[],
  say: (value: PlotValue) => string,
  kind: 'any' | 'number' | 'time' = 'any',
): PlotAxis {
  if (kind !== 'any') return numberAxis(all, say, kind === 'time');
  return isNumeric(all) ? numberAxis(all, say, false) : textAxis(all, say);
}

/** A part of an axis, both ends included; the ends are values of runs. */
export interface AxisRange {
  readonly from: PlotValue;
  readonly to: PlotValue;
}

/** Whether a value lies in a range; true where the range's ends are no longer on the axis. */
export function isInRange(axis: PlotAxis, range: AxisRange, value: PlotValue): boolean {
  const [from, to, at] = [axis.placeOf(range.from), axis.placeOf(range.to), axis.placeOf(value)];
  if (from === null || to === null) return true;
  return at !== null && at >= from && at <= to;
}

/** The range of the values between two places, in either order; null where there are none, or all. */
export function rangeBetween(axis: PlotAxis, one: number, other: number): AxisRange | null {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  const inside = axis.values.filter((value) => {
    const place = axis.placeOf(value) ?? -1;
    return place >= low && place <= high;
  });
  const [from, to] = [inside[0], inside.at(-1)];
  return from === undefined || to === undefined || inside.length === axis.values.length ? null : { from, to };
}

/** A range with one end moved by so many values; null when it is all of the axis. */
export function movedEnd(axis: PlotAxis, range: AxisRange | null, end: 'from' | 'to', by: number): AxisRange | null {
  const last = axis.values.length - 1;
  const placeIn = (value: PlotValue | undefined, otherwise: number): number => {
    const at = value === undefined ? -1 : axis.values.indexOf(value);
    return at < 0 ? otherwise : at;
  };
  let [from, to] = [placeIn(range?.from, 0), placeIn(range?.to, last)];
  if (end === 'from') from = Math.max(0, Math.min(to, from + by));
  else to = Math.min(last, Math.max(from, to + by));
  return from === 0 && to === last ? null : { from: axis.values[from] ?? null, to: axis.values[to] ?? null };
}
