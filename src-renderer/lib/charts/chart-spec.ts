// What a chart shows, said without the library that draws it.
export interface ChartPoint {
  readonly x: number;
  /** NaN leaves a gap. */
  readonly y: number;
}

export interface ChartLine {
  readonly label: string;
  /** A colour's token, e.g. `--run-3`. */
  readonly color: string;
  readonly points: readonly ChartPoint[];
  readonly dashed?: boolean;
  /** A thin, pale line behind the others. */
  readonly faint?: boolean;
  /** The best point, drawn as a ring. */
  readonly ring?: ChartPoint | null;
}

/** A horizontal dotted line that says something: the baseline. */
export interface ChartLevel {
  readonly value: number;
  readonly label: string;
}

export interface ChartShade {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

export interface ChartSpec {
  readonly lines: readonly ChartLine[];
  readonly xMin: number;
  readonly xMax: number;
  readonly levels: readonly ChartLevel[];
  readonly shade: ChartShade | null;
  /** The head of the box that appears under the pointer: `epoch 3`. */
  readonly title: (x: number) => string;
  readonly value: (y: number) => string;
}

/** Lowest and highest number of all lines and levels; infinities when there is none. */
export function extent(spec: ChartSpec): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const line of spec.lines) for (const point of line.points) take(point.y);
  if (low <= high) for (const level of spec.levels) take(level.value);
  return { low, high };
}
