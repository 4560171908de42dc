// A chart's content, independent of the drawing library.
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** What stands along the x axis of a chart; `share` goes from 0 to 1. */
export type ChartAxis = XAxis | 'share';

/** A point in the units of the axes. */
export interface ChartPoint {
  readonly x: number;
  /** NaN leaves a gap. */
  readonly y: number;
}

/** A mark of an axis. */
export interface ChartTick {
  readonly value: number;
  readonly label: string;
}

/** One curve. */
export interface ChartLine {
  readonly label: string;
  /** A colour's token, e.g. `--run-3`. */
  readonly color: string;
  /** Where its points are along the x axis, ascending. */
  readonly steps: readonly number[];
  /** One per step; NaN leaves a gap. The chart does not change it. */
  readonly values: readonly number[];
  /** Of a line that has more points than these: its value at a step; undefined until it is loaded, null where it has none. */
  readonly valueAt?: (step: number) => number | null | undefined;
  /** Not all of its points are here. */
  readonly isPart?: boolean;
  readonly dashed?: boolean;
  /** A thin line behind the others, without a name at its end. */
  readonly faint?: boolean;
  /** Another line of its colour is in the legend; those of one label stand there once, without values. */
  readonly isBeside?: boolean;
  /** The best point, drawn as a ring. */
  readonly ring?: ChartPoint | null;
}

/** A filled stretch around a line, between two values at each place. */
export interface ChartBand {
  readonly color: string;
  /** Ascending, as of a line. */
  readonly steps: readonly number[];
  /** NaN leaves a gap. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A labelled horizontal dotted line: the baseline. */
export interface ChartLevel {
  readonly value: number;
  readonly label: string;
}

/** A stretch of the x axis with a word: overfitting. */
export interface ChartShade {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Another unit: values times `scale` are in it. */
export interface ChartUnit {
  readonly unit: string;
  readonly scale: number;
}

/** All that a chart shows. */
export interface ChartSpec<Axis extends ChartAxis = ChartAxis> {
  readonly lines: readonly ChartLine[];
  /** Behind the lines. */
  readonly bands?: readonly ChartBand[];
  /** What stands along the x axis; charts of one axis show the same stretch of it. */
  readonly axis: Axis;
  /** The whole of the x axis. */
  readonly xMin: number;
  readonly xMax: number;
  /** The x axis' label: `epoch`. */
  readonly xTitle: string;
  /** The y axis' label: `val_mae`. */
  readonly yTitle: string;
  /** The target's own unit, along the right side; null where the values have none. */
  readonly unit?: ChartUnit | null;
  readonly levels: readonly ChartLevel[];
  readonly shade: ChartShade | null;
  /** What the rings mean, where it is not the best epoch. */
  readonly ringLabel?: string;
  /** A place of the x axis with its word: `epoch 3`. */
  readonly title: (x: number) => string;
  /** The marks of the x axis where it is so many pixels wide, and where it is logarithmic. */
  readonly ticks: (range: XRange, width: number, isLog: boolean) => readonly ChartTick[];
  /** What the chart does not show, and why; sentences. */
  readonly notes?: readonly string[];
  readonly value: (y: number) => string;
}

/** Whether the x axis is logarithmic where a person wants it: a time of day has no zero to be far from. */
export function hasLogX({ axis }: Pick<ChartSpec, 'axis'>, { isLogX }: { readonly isLogX: boolean }): boolean {
  return isLogX && axis !== 'clock' && axis !== 'share';
}

/** The whole of the x axis; of a logarithmic one from the first place above zero. */
export function wholeRange(spec: ChartSpec, isLog: boolean): XRange {
  const { xMin: min, xMax: max } = spec;
  if (!isLog) return { min, max };
  const first = Math.min(...spec.lines.map(({ steps }) => steps.find((step) => step > 0) ?? Infinity));
  const from = Number.isFinite(first) ? first : Math.max(min, 1);
  return { min: from, max: Math.max(max, from * 10) };
}

/** Points that have no place on a logarithmic x axis. */
export function pointsAtZero({ lines }: Pick<ChartSpec, 'lines'>): number {
  return lines.reduce((sum, { steps, values }) => {
    const past = steps.findIndex((step) => step > 0);
    return sum + values.slice(0, past < 0 ? steps.length : past).filter(Number.isFinite).length;
  }, 0);
}

/** The last step of all lines; null without points. */
export function lastStep(spec: Pick<ChartSpec, 'lines'>): number | null {
  const last = Math.max(...spec.lines.map((line) => line.steps.at(-1) ?? -Infinity));
  return Number.isFinite(last) ? last : null;
}
