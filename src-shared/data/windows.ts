// Window arithmetic for series, as the generator of Keras's Jena tutorial does it: a window ends before `row`, its target lies
// `delay` rows after `row`. All rows of a sample are in its own split, so no split sees another's rows.

/** The windows' parameters, in rows. */
export interface WindowPlan {
  /** The number of rows before `row` in the window. */
  readonly lookback: number;
  /** One row in `step` is kept, beginning with the oldest. */
  readonly step: number;
  /** The target's distance after `row` in rows; 0 is `row` itself, which is not in the window. */
  readonly delay: number;
  /** How many rows in a row are targets; 1 when left out. */
  readonly horizon?: number | undefined;
}

/** Rows from `from` up to, not including, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Steps in a window: `ceil(lookback / step)`. */
export function windowLength(plan: Pick<WindowPlan, 'lookback' | 'step'>): number {
  return Math.ceil(plan.lookback / plan.step);
}

/** The rows of one sample, window and targets together: the minimum size of a split. */
export function rowsPerSample(plan: WindowPlan): number {
  return plan.lookback + plan.delay + (plan.horizon ?? 1);
}

/** How many samples fit into a range of rows; 0 when it is too short. Sample 0 is the earliest. */
export function sampleCount(plan: WindowPlan, range: RowRange): number {
  return Math.max(0, range.to - range.from - rowsPerSample(plan) + 1);
}

/** A sample's position in the rows. */
export interface SampleRows {
  /** The window's first (oldest) row; its rows are `first, first + step, …` below `row`, as Python's `range(first, row, step)`. */
  readonly first: number;
  /** The window's last kept row, which the last-value baseline repeats. */
  readonly last: number;
  /** The row after the window. */
  readonly row: number;
  /** The row of the last target: `row + delay`, and further with a horizon. */
  readonly target: number;
}

/** The position of sample `sample` (from 0) in a range. */
export function sampleRows(plan: WindowPlan, range: RowRange, sample: number): SampleRows {
  const first = range.from + sample;
  const row = first + plan.lookback;
  return { first, last: first + (windowLength(plan) - 1) * plan.step, row, target: first + rowsPerSample(plan) - 1 };
}

/**
 * Looks for a leak between splits in time order: a row, of a window or a target, that two splits use, or that is in an
 * earlier split than its own. Null when there is none. Exact, from the first and last sample of each range: both ends of a
 * sample move one row with each sample.
 */
export function findLeak(plan: WindowPlan, ranges: readonly RowRange[]): string | null {
  let touched = -1;
  for (const [index, range] of ranges.entries()) {
    const count = sampleCount(plan, range);
    if (count === 0) continue;
    const { first } = sampleRows(plan, range, 0);
    const { target } = sampleRows(plan, range, count - 1);
    if (first <= touched) return `split ${index} begins at row ${first}, but an earlier one reaches row ${touched}`;
    if (first < range.from || target >= range.to)
      return `split ${index} touches rows ${first} to ${target}, outside of ${range.from} to ${range.to - 1}`;
    touched = target;
  }
  return null;
}
