// The folds of a cross-validation, of texts and of a series alike.
import type { Preparation } from '#shared/data/preparation.ts';

/** How many folds there are, and which one is validated on, from 1. */
export interface Fold {
  readonly folds: number;
  readonly fold: number;
}

/** Null without cross-validation. */
export function foldOf(preparation: Preparation): Fold | null {
  const { folds, fold = 1 } = preparation.kind === 'text' ? preparation : preparation.split;
  return folds === undefined ? null : { folds, fold };
}

/** The preparation that validates on this fold. */
export function withFold(preparation: Preparation, fold: number): Preparation {
  return preparation.kind === 'text'
    ? { ...preparation, fold }
    : { ...preparation, split: { ...preparation.split, fold } };
}
