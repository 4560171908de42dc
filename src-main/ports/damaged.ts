// What is stored and cannot be read any more.
import type { AppError } from '#shared/base/app-error.ts';

/** A run, experiment or data set that cannot be read. It can only be deleted. */
export interface Damaged {
  /** As it is stored; it may be no valid id. */
  readonly id: string;
  readonly error: AppError;
}
