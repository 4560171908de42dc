// What the services need to know of the checkpoints that the trainer leaves: the state after an epoch, from which a run can be resumed.
import type { RunId } from '#shared/base/ids.ts';
import type { RunPlace } from '#main/ports/run-store.ts';

/** A point of a run that training can be resumed from: the end of an epoch. */
export interface Checkpoint extends RunPlace {
  /** The limit at the run's start; a resumed run has epochs of the same size. */
  readonly limitBatches: number | null;
}

/** Finds the checkpoints of runs; the trainer writes them. */
export interface CheckpointStore {
  /** Null when the run has none, or one that cannot be read. */
  find(id: RunId): Checkpoint | null;
}
