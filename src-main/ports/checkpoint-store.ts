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

/** The checkpoints of the home folder's runs. */
export interface CheckpointStore {
  /** Null when the run has none. @throws AppError `damaged` when it cannot be read, or says what cannot be true of this run */
  find(run: Pick<RunSummary, 'id' | 'epochs'>): Checkpoint | null;
  /** All numbers of the run until its checkpoint. Reads and checks the whole file. @throws AppError `damaged` */
  points(run: Pick<RunSummary, 'id' | 'epochs'>): MetricPoint[];
  /** Deletes the checkpoint and what is only needed with it; fine when there is none. */
  remove(id: RunId): void;
}
