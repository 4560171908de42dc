// What is stored and cannot be read any more.
import type { AppError } from '#shared/base/app-error.ts';

/** A run, experiment or data set that cannot be read. It can only be deleted. */
export interface Damaged {
  /** As it is stored; it may be no valid id. */
  readonly id: string;
  readonly error: AppError;
}

/** All that is stored of one kind, from one pass over it. */
export interface StoredList<Item> {
  readonly items: readonly Item[];
  /** What cannot be read. */
  readonly damaged: readonly Damaged[];
}
