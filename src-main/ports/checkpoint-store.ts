// What the services need to know of the checkpoints that the trainer leaves: the state after an epoch, from which a run is resumed.
import type { RunId } from '#shared/base/ids.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { RunPlace } from '#main/ports/run-store.ts';

/** What a checkpoint says of itself. */
export interface Checkpoint extends RunPlace {
  /** The limit at the run's start; a resumed run has epochs of the same size. */
  readonly limitBatches: number | null;
  /** The hash of the prepared data that the run was trained on. */
  readonly dataHash: string;
}

/** A run that has checkpoints. */
export type CheckpointedRun = Pick<RunSummary, 'id' | 'epochs' | 'fork'>;

/** The checkpoints of the home folder's runs. */
export interface CheckpointStore {
  /** Null when the run has none. @throws AppError `damaged` when it cannot be read, or says what cannot be true of this run */
  find(run: CheckpointedRun): Checkpoint | null;
  /** All numbers of the run until its checkpoint. Reads and checks the whole file. @throws AppError `damaged` */
  points(run: CheckpointedRun): MetricPoint[];
  /** The epochs whose whole states are kept beyond the run's end, ascending. */
  kept(id: RunId): number[];
  /** The state after an epoch: a kept one, or the checkpoint; null when there is none. @throws AppError `damaged` */
  stateAt(run: CheckpointedRun, epoch: number): Checkpoint | null;
  /** Makes the state after an epoch, with the best weights until then, the checkpoint of another run. Does nothing when there is none. */
  fork(run: CheckpointedRun, epoch: number, to: RunId): void;
  /** Deletes the checkpoint and what is only needed with it; fine when there is none. */
  remove(id: RunId): void;
}
