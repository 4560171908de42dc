// Splits rows into training, validation and test: a series in time order, labelled texts as Keras does.
import type { RowRange } from '#shared/data/windows.ts';

/** The rows of each part of a series, in time order. */
export interface SeriesSplit {
  readonly train: RowRange;
  readonly validation: RowRange;
  readonly test: RowRange;
}

/** Shares are decimal fractions: 0.7 + 0.1 must be 0.8 of the rows, not one row less. */
function rowsOf(rows: number, share: number): number {
  return Math.min(rows, Math.floor(rows * share + 1e-6));
}

/** Shares of a series, and which of how many folds is held out. */
export interface SeriesShares {
  readonly train: number;
  readonly validation: number;
  readonly folds?: number | undefined;
  readonly fold?: number | undefined;
}

/**
 * Rows in time order: the first `train` share, the `validation` share after it, and the rest for the test. With folds, those of
 * scikit-learn's `TimeSeriesSplit` over the rows before the test.
 */
export function splitRows(rows: number, split: SeriesShares): SeriesSplit {
  const { folds, fold = 1 } = split;
  const beforeTest = rowsOf(rows, split.train + split.validation);
  const length = folds === undefined ? 0 : Math.floor(beforeTest / (folds + 1));
  const trainEnd = folds === undefined ? rowsOf(rows, split.train) : beforeTest - (folds - fold + 1) * length;
  const validationEnd = folds === undefined ? Math.max(trainEnd, beforeTest) : trainEnd + length;
  return {
    train: { from: 0, to: trainEnd },
    validation: { from: trainEnd, to: validationEnd },
    test: { from: Math.max(validationEnd, beforeTest), to: rows },
  };
}

/**
 * The number of training samples when the last `validationSplit` share of `count` is held out: Keras's
 * `floor(count * (1 - validation_split))` (keras/src/trainers/data_adapters/array_slicing.py).
 */
export function trainingCount(count: number, validationSplit: number): number {
  return Math.floor(count * (1 - validationSplit));
}
