// What every reader gets besides the request.
import type { ImportLimits } from '#main/datasets/limits.ts';
import type { ProgressReporter } from '#main/datasets/progress-reporter.ts';

export interface ReadContext {
  readonly limits: ImportLimits;
  /** In bytes of the file, or in files of a folder. */
  readonly progress: ProgressReporter;
  readonly signal: AbortSignal | undefined;
}
