// What the services need of a store for experiments, runs and their metrics. One writer.
import type { SerializedError } from '#shared/base/app-error.ts';
import type { ExperimentId, RunId } from '#shared/base/ids.ts';
import type { DraftChange, DraftSource, KeptDraft } from '#shared/experiment/draft.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricPoint, MetricSeries } from '#shared/runs/metric-series.ts';
import type { ColumnRequest, RunColumn } from '#shared/runs/run-column.ts';
import type { Settings } from '#shared/runs/run-settings.ts';
import type { BestEpoch, EngineRecord, Run, RunStatus, RunSummary } from '#shared/runs/run.ts';
import type { RunFigures } from '#shared/runs/series-figures.ts';
import type { Fork } from '#shared/runs/fork.ts';
import type { RunOrigin } from '#shared/runs/run-origin.ts';
import type { TargetUnits } from '#shared/data/target-unit.ts';
import type { StoredList } from '#main/ports/damaged.ts';

/** A run when it is asked for; everything else is null or 0 until it starts. */
export interface NewRun {
  readonly id: RunId;
  readonly name: string;
  readonly kind: 'training' | 'baseline';
  readonly experimentId: ExperimentId | null;
  readonly experiment: Experiment;
  readonly dataset: string;
  /** As `objectiveText` says it. */
  readonly loss: string | null;
  readonly seed: number;
  readonly epochs: number;
  /** The most batches of an epoch; null for all. */
  readonly limitBatches?: number | null;
  readonly createdAtMs: number;
  readonly fork?: Fork | null;
}

/** A run that is trained elsewhere, when it begins to be written. */
export interface NewRecord {
  readonly origin: RunOrigin;
  readonly name: string;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly settings: Settings;
  readonly epochs: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number;
  readonly fork?: Fork | null;
}

/** Changes of a run; omitted fields stay unchanged. */
export interface RunChange {
  readonly status?: RunStatus;
  readonly name?: string;
  readonly datasetHash?: string;
  readonly targetsHash?: string;
  readonly baselineId?: RunId | null;
  readonly engine?: EngineRecord;
  readonly parameters?: number;
  readonly epochs?: number;
  readonly epochsDone?: number;
  readonly msPerStep?: number;
  readonly best?: BestEpoch | null;
  readonly targetUnit?: TargetUnits | null;
  readonly startedAtMs?: number | null;
  readonly endedAtMs?: number | null;
  readonly durationMs?: number | null;
  readonly error?: SerializedError | null;
  readonly tags?: readonly string[];
  readonly notes?: string;
  readonly isStarred?: boolean;
  readonly archivedAtMs?: number | null;
}

/** A point from which a run can be resumed: the end of an epoch. */
export interface RunPlace {
  /** The last epoch that is done, from 1. */
  readonly epoch: number;
  /** Training steps until then, over all epochs. */
  readonly steps: number;
  /** The best epoch until then. */
  readonly best: BestEpoch | null;
}

/** Steps, both ends included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Some runs: those of these numbers, or the first `most` that have a number above `above` and a value. */
export type Among = readonly number[] | { readonly above: number; readonly most: number };

/** Every run that has a value. */
export const everyRun: Among = { above: 0, most: Number.MAX_SAFE_INTEGER };

/** Whether runs are not named one by one. */
export function isPart(among: Among): among is Exclude<Among, readonly number[]> {
  return 'above' in among;
}

/** Runs with their metrics. Each call is one transaction. */
export interface RunStore {
  /** Adds a run with status `queued` and gives it the colour that the fewest recent runs have. */
  create(run: NewRun): RunSummary;
  /**
   * Begins to write a run that is trained elsewhere: it is `running` and has no points. One of this origin that is there already
   * is written anew; what a person said of it stays.
   * @param id of a run that is not there yet
   */
  record(id: RunId, run: NewRecord): RunSummary;
  /** The run of this origin; null when there is none. */
  findOrigin(origin: RunOrigin): RunSummary | null;
  /** Adds to the settings of a run that is trained elsewhere; one that is there already is replaced. @throws AppError `not-found` */
  addSettings(id: RunId, settings: Settings): void;
  /** @throws AppError `not-found` */
  get(id: RunId): Run;
  /** Those that can be read, newest first. */
  list(): readonly RunSummary[];
  /** Those that can be read and the others, newest first. */
  listAll(): StoredList<RunSummary>;
  /**
   * So many with a number below this one, or the newest, by falling number: for a list that is read in parts. `next` is the number
   * below which there are more.
   */
  page(below: number | null, most: number): StoredList<RunSummary> & { readonly next: number | null };
  /** Null when there is none, or one that cannot be read. */
  find(id: RunId): RunSummary | null;
  /** The newest completed baseline of this prepared data and loss; null when there is none. Reads no list. */
  findBaseline(datasetHash: string, loss: string): RunSummary | null;
  /** The settings of the first run that was trained with a model of this name on this data set; null when there is none. Reads no list. */
  settingsOfFirst(model: string, dataset: string): Settings | null;
  /** What the run was asked to do. Empty for a run that is not there. */
  settings(id: RunId): Settings;
  /** The seeds of the runs that were trained with a model of this name on this data set. */
  seedsOf(model: string, dataset: string): number[];
  /** The names of all runs, each once. */
  names(): string[];
  /** Asks for a run to be there, readable or not. @throws AppError `not-found` */
  require(id: string): void;
  /**
   * Writes the change and returns the run as it is now. A new status and a new engine survive a power cut; epochs and points
   * survive the end of the program, and the checkpoint has those that a power cut may take. The hash of the run's targets is that
   * of all runs of the same prepared data: older ones that lack it get it.
   * @throws AppError `not-found`; `conflict` when the run may not go from its status to the new one
   */
  update(id: RunId, change: RunChange): RunSummary;
  /** Takes the run back to this place: all later points are deleted, in one transaction. @throws AppError `not-found` */
  truncate(id: RunId, place: RunPlace): RunSummary;
  /**
   * Deletes runs with all their metrics, also those that cannot be read: in one transaction, or on a full disk in pieces, of which
   * the run itself is the last.
   */
  delete(ids: readonly string[]): void;
  /** Adds points and writes what an epoch changes, in one transaction. @throws AppError `not-found` */
  addEpoch(id: RunId, points: readonly MetricPoint[], change: RunChange): RunSummary;
  /** Adds points in one transaction; a point that is there already is replaced. */
  addMetrics(id: RunId, points: readonly MetricPoint[]): void;
  /** All series whose key begins with `prefix`, keys in alphabetical order, steps ascending. */
  metrics(id: RunId, prefix: string): MetricSeries[];
  /** The keys of its series that begin with `prefix`, in alphabetical order. @throws AppError `not-found` */
  keys(id: RunId, prefix: string): string[];
  /** The figures of every series of epochs. @throws AppError `not-found` */
  figures(id: RunId): RunFigures;
  /** The first and the last step of a series; null without points. @throws AppError `not-found` */
  bounds(id: RunId, key: string): StepRange | null;
  /** The first `most` points of a series in a range, by ascending steps; NaN is null. @throws AppError `not-found` */
  points(id: RunId, key: string, range: StepRange, most: number): Omit<MetricSeries, 'key'>;
  /** How many points a series has in all runs that are judged on the same data and split, and in how many of them. */
  looks(targetsHash: string, key: string): { readonly looks: number; readonly runs: number };
  /** A setting or a figure of a metric, of the runs that have it. */
  column(column: ColumnRequest, among: Among): RunColumn;
  /** The settings that a run has, by their paths, and the losses and metrics, by their names. */
  columnNames(): { readonly settings: string[]; readonly metrics: string[] };
  /** Turns every `queued` and `running` run into `interrupted` (its last good epoch is in `epochsDone`); returns them. */
  interruptUnfinished(nowMs: number): readonly RunSummary[];
}

/** A saved experiment with its id. */
export interface StoredExperiment {
  readonly id: ExperimentId;
  readonly experiment: Experiment;
  readonly updatedAtMs: number;
}

/** The edits of an experiment that are kept between two starts of the program, with their history. */
export interface DraftStore {
  /** Null when there are none, or they cannot be read. */
  get(source: DraftSource): KeptDraft | null;
  /** Null when there are none. */
  revision(source: DraftSource): string | null;
  /** Keeps the edits as they are now; of the history, only what changed is given. */
  keep(source: DraftSource, draft: DraftChange & { readonly revision: string }, nowMs: number): void;
  /** Does nothing when there are none. */
  delete(source: DraftSource): void;
}

/** The saved experiments of one home folder. */
export interface ExperimentStore {
  /** Those that can be read. */
  list(): readonly StoredExperiment[];
  /** Those that can be read, and the others. */
  listAll(): StoredList<StoredExperiment>;
  /** Whether there is one, also one that cannot be read. */
  has(id: string): boolean;
  /** @throws AppError `not-found` */
  get(id: ExperimentId): StoredExperiment;
  save(stored: StoredExperiment): void;
  /** Also one that cannot be read. @throws AppError `not-found` */
  delete(id: string): void;
}
