// Reduces a long series to what a chart of some width can show. Every point that is left is a stored one.

/** Points with ascending steps. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Points, and what stands beside the value of each. */
export interface ReducedPoints extends Points {
  readonly beside: readonly number[];
}

/** How a range of steps is divided: into columns, such as those of a chart's pixels. */
export interface Columns {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  /** Columns of equal ratios instead of equal widths; then min and all steps are above 0. */
  readonly isLog?: boolean;
}

interface Point {
  readonly step: number;
  readonly value: number;
  readonly beside: number;
}

/** So many points a column are drawn as they are. */
const fewest = 4;

/**
 * Takes points one by one, by ascending steps, and keeps of each column the first, lowest, highest and last, and one gap
 * (a value that is not finite). A line through these covers the same pixels as a line through all (M4: Jugel et al., VLDB 2014).
 * Not more than four points a column are kept as they are.
 */
export class PointReducer {
  readonly #columns: Columns;
  readonly #whole: number;
  /** All points, until there are too many. */
  #all: Point[] | null = [];
  #lastStep = NaN;
  #lastValue = NaN;
  #lastBeside = NaN;
  readonly #kept: Point[] = [];
  #column = NaN;
  #first: Point | null = null;
  #lowest: Point | null = null;
  #highest: Point | null = null;
  #gap: Point | null = null;

  /** @param whole so many points are kept as they are in any case */
  constructor(columns: Columns, whole = 0) {
    this.#columns = columns;
    this.#whole = Math.max(whole, columns.count * fewest);
  }

  /** @param beside kept where the value is */
  add(step: number, value: number, beside = NaN): void {
    if (this.#all === null) {
      this.#take(step, value, beside);
      return;
    }
    this.#all.push({ step, value, beside });
    if (this.#all.length <= this.#whole) return;
    const all = this.#all;
    this.#all = null;
    for (const before of all) this.#take(before.step, before.value, before.beside);
  }

  /** The points that are left; nothing may be added afterwards. */
  end(): ReducedPoints {
    this.#close();
    const kept = this.#all ?? this.#kept;
    return {
      steps: kept.map(({ step }) => step),
      values: kept.map(({ value }) => value),
      beside: kept.map(({ beside }) => beside),
    };
  }

  /** An object is made only of a point that may be kept: there may be a million. */
  #take(step: number, value: number, beside: number): void {
    const { min, max, count, isLog = false } = this.#columns;
    const share = isLog ? Math.log(step / min) / Math.log(max / min) : (step - min) / (max - min);
    const column = Math.floor(share * count);
    if (column !== this.#column) {
      this.#close();
      this.#column = column;
      this.#first = { step, value, beside };
      this.#lowest = this.#highest = this.#gap = null;
    }
    this.#lastStep = step;
    this.#lastValue = value;
    this.#lastBeside = beside;
    if (!Number.isFinite(value)) this.#gap ??= { step, value, beside };
    else {
      if (this.#lowest === null || value < this.#lowest.value) this.#lowest = { step, value, beside };
      if (this.#highest === null || value > this.#highest.value) this.#highest = { step, value, beside };
    }
  }

  /** Keeps the points of the column that is done, each once. */
  #close(): void {
    if (this.#first === null) return;
    const last = { step: this.#lastStep, value: this.#lastValue, beside: this.#lastBeside };
    const points = [this.#first, this.#lowest, this.#highest, this.#gap, last].filter((point) => point !== null);
    points.sort((a, b) => a.step - b.step);
    let before = NaN;
    for (const point of points) {
      if (point.step !== before) this.#kept.push(point);
      before = point.step;
    }
  }
}

/** Reduces a whole series. */
export function reducePoints({ steps, values }: Points, columns: Columns): Points {
  const reducer = new PointReducer(columns);
  for (const [i, step] of steps.entries()) reducer.add(step, values[i] ?? NaN);
  const reduced = reducer.end();
  return { steps: reduced.steps, values: reduced.values };
}
