// The files of runs (weights), one folder a run.
import type { RunId } from '#shared/base/ids.ts';

/** Where the files of runs lie: weights and checkpoints. */
export interface RunFiles {
  /** The folder of a run; made when something is written there. */
  folder(id: RunId): string;
  /** Deletes the folder and all in it; fine when there is none. */
  delete(id: RunId): void;
}
