// Which samples the splits of a series have, by number and by row, and the shares that put a border at a row.
import { splitRows, type SeriesShares, type SeriesSplit } from '#shared/data/splits.ts';
import { sampleCount, sampleRows, type RowRange, type SampleRows, type WindowPlan } from '#shared/data/windows.ts';

/** In time order. */
export const splitNames = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** Shares without folds; the test has the rest. */
export type SplitShares = Pick<SeriesShares, 'train' | 'validation'>;

/** One split of a series. */
export interface SplitWindows {
  readonly name: SplitName;
  readonly range: RowRange;
  /** Its samples. */
  readonly windows: number;
}

/** A sample: its split, its number in that from 0, and its rows. */
export interface ChosenSample extends SampleRows {
  readonly split: SplitName;
  readonly index: number;
}

/**
 * Between validation and test are the rows of later folds, where there are any.
 * @param plan the span of a sample: `sampleSpan`
 */
export function splitWindows(rows: number, shares: SeriesShares, plan: WindowPlan): readonly SplitWindows[] {
  const split = splitRows(rows, shares);
  return splitNames.map((name) => ({ name, range: split[name], windows: sampleCount(plan, split[name]) }));
}

/** Sample `number` (from 0), counted through all splits; null when there is none. */
export function sampleAt(splits: readonly SplitWindows[], plan: WindowPlan, number: number): ChosenSample | null {
  let index = number;
  for (const { name, range, windows } of splits) {
    if (index >= 0 && index < windows) return { split: name, index, ...sampleRows(plan, range, index) };
    index -= windows;
  }
  return null;
}

/** A sample's number, counted through all splits. */
export function sampleNumber(splits: readonly SplitWindows[], { split, index }: ChosenSample): number {
  const before = splits.slice(0, splitNames.indexOf(split));
  return before.reduce((sum, { windows }) => sum + windows, index);
}

/** The sample whose window ends nearest to a row (the row after the window); null when no split has one. */
export function sampleNear(splits: readonly SplitWindows[], plan: WindowPlan, row: number): ChosenSample | null {
  let nearest: ChosenSample | null = null;
  for (const { name, range, windows } of splits) {
    if (windows === 0) continue;
    const index = Math.min(windows - 1, Math.max(0, row - plan.lookback - range.from));
    const sample = { split: name, index, ...sampleRows(plan, range, index) };
    if (nearest === null || Math.abs(sample.row - row) < Math.abs(nearest.row - row)) nearest = sample;
  }
  return nearest;
}

/** Batches of an epoch: `asked` (`steps_per_epoch`, `validation_steps`), else as many as hold all samples. */
export function batchesOf(windows: number, batchSize: number, asked: number | null): number {
  return asked ?? Math.ceil(windows / batchSize);
}

/** Where the shares themselves put the borders, whatever the folds. */
export function borders(rows: number, { train, validation }: SplitShares): SeriesSplit {
  return splitRows(rows, { train, validation });
}

const mostDigits = 15;

/** The share with the fewest decimals of which `isRight` is true; the last one tried when there is none. */
function shortestShare(share: number, isRight: (share: number) => boolean): number {
  for (let digits = 0; digits <= mostDigits; digits++) {
    const rounded = Number(share.toFixed(digits));
    if (isRight(rounded)) return rounded;
  }
  return share;
}

/**
 * The shares that end the training at a row; the validation still ends where it did.
 * @param slack how many rows the border may be off for a share with fewer decimals: what a pixel hides
 */
export function withTrainEnd(rows: number, shares: SplitShares, row: number, slack = 0): SplitShares {
  const { validation } = borders(rows, shares);
  const end = Math.min(validation.to, Math.max(1, Math.round(row)));
  const train = shortestShare(end / rows, (share) => {
    const at = borders(rows, { train: share, validation: 0 }).train.to;
    return share > 0 && at <= validation.to && Math.abs(at - end) <= slack;
  });
  const rest = validation.to / rows - train;
  return {
    train,
    validation: shortestShare(Math.max(0, rest), (share) => isSum(rows, train, share, validation.to)),
  };
}

/**
 * The shares that begin the test at a row, where the validation ends but for folds; the training's share stays.
 * @param slack as in `withTrainEnd`
 */
export function withValidationEnd(rows: number, shares: SplitShares, row: number, slack = 0): SplitShares {
  const { train } = borders(rows, shares);
  const end = Math.min(rows, Math.max(train.to, Math.round(row)));
  const validation = shortestShare(Math.max(0, end / rows - shares.train), (share) =>
    isSum(rows, shares.train, share, end, slack),
  );
  return { train: shares.train, validation };
}

/** Whether the validation ends at a row, and the shares are not more than all. */
function isSum(rows: number, train: number, validation: number, row: number, slack = 0): boolean {
  const { validation: range } = borders(rows, { train, validation });
  return train + validation <= 1 + 1e-9 && Math.abs(range.to - row) <= slack;
}
