// What the services need of readers of other programs' histories, and of the writer of TensorBoard's.
import type { Message } from '#shared/base/message.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { ImportedKind, RunOrigin } from '#shared/runs/run-origin.ts';
import type { Settings } from '#shared/runs/run-settings.ts';

/** What a run of another program logged under one name; the arrays run parallel, steps ascending, each once. */
export interface LoggedSeries {
  readonly steps: readonly number[];
  /** NaN and infinities as they are. */
  readonly values: readonly number[];
  /** When each was logged, in milliseconds since 1970. */
  readonly timesMs: readonly number[];
}

/** A run of another program's history. */
export interface LoggedRun {
  readonly origin: RunOrigin;
  readonly name: string;
  /** `interrupted` where it was at work when it was read, or its program was killed. */
  readonly status: 'completed' | 'stopped' | 'failed' | 'interrupted';
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly settings: Settings;
  readonly tags: readonly string[];
  readonly notes: string;
  /** By the name it was logged under. */
  readonly series: ReadonlyMap<string, LoggedSeries>;
  /** What could not be read of it, a sentence each. */
  readonly faults: readonly Message[];
  /** The run of the same file or folder that it was forked from, and the last step that both have. That run comes first. */
  readonly fork?: { readonly run: string; readonly step: number } | null;
}

/** A run, or a sentence about a part of the history that gave none. */
export type HistoryPart = { readonly run: LoggedRun } | { readonly fault: Message };

/** A run as it is written for TensorBoard. */
export interface WrittenRun {
  /** The name of its folder. */
  readonly folder: string;
  readonly settings: Settings;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly isFailed: boolean;
  readonly series: readonly MetricSeries[];
}

/** Runs that are written one after the other. */
export type WrittenRuns = Iterable<WrittenRun> | AsyncIterable<WrittenRun>;

/** Reads and writes histories. */
export interface Histories {
  /** Which program wrote what lies there; null when none is recognized. @throws AppError `not-found`, `no-permission` */
  recognize(path: string): ImportedKind | null;
  /**
   * Reads the runs one after the other, giving the thread back in between.
   * @throws AppError `not-found`, `no-permission`, `invalid-data` where nothing can be read of it
   */
  read(kind: ImportedKind, path: string): AsyncIterable<HistoryPart>;
  /**
   * Writes runs as a folder of TensorBoard logs, in parts, giving the thread back in between; what Strata wrote there before is replaced.
   * @returns the folders of the runs
   * @throws AppError `conflict` where another program's logs are there, `disk-full`, `no-permission`, `file-error`
   */
  writeTensorBoard(folder: string, runs: WrittenRuns): Promise<readonly string[]>;
}
