// What the services need of the trainer: one long-lived worker that imports data, trains, and computes baselines, one job at a time.
import { textOf, type Message, type Sentence } from '#shared/base/message.ts';
import type { SerializedError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Leak, LeakQuestion } from '#shared/data/leaks.ts';
import type { DatasetImport } from '#shared/data/dataset-import.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import type { Fork } from '#shared/runs/fork.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { BestEpoch, EngineRecord, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import type { TargetUnits } from '#shared/data/target-unit.ts';
import type { Answer, Question } from '#shared/predictions/ask.ts';
import type { PredictedPart, PredictionHead } from '#shared/predictions/prediction-set.ts';
import type { ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import type { TestResult } from '#shared/runs/test-score.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';

/** Everything the worker needs for one run; plain JSON. */
export interface TrainingJob {
  readonly runId: RunId;
  readonly compiled: CompiledExperiment;
  readonly engine: EngineLoad;
  readonly engineReason: Message;
  readonly step: StepChoice;
  /** Whether XLA compiles parts of a compiled step. */
  readonly xla: XlaChoice;
  /** At most this many batches an epoch, for training and for validation; null for all. */
  readonly limitBatches: number | null;
  /** The folder of best weights and checkpoint; created when needed. */
  readonly weightsDir: string;
  /** Whether to resume from the checkpoint in there, instead of from the start. */
  readonly isResumed: boolean;
  /** Where the run was forked from; null for a run from the start. */
  readonly fork: Fork | null;
}

/** A baseline: the last value for a series, the most frequent label for classes. */
export interface BaselineResult {
  readonly name: string;
  readonly datasetHash: string;
  readonly targetsHash: string;
  readonly targetUnit: TargetUnits | null;
  /** `val_mae`, `val_loss`, `val_accuracy`, … over the validation samples. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How long the evaluation took, without starting the worker, preparing the data and loading the engine. */
  readonly durationMs: number;
}

/** A run whose best weights are asked; plain JSON. */
export interface TrainedJob {
  readonly compiled: CompiledExperiment;
  readonly engine: EngineLoad;
  readonly step: StepChoice;
  /** The folder of the best weights. */
  readonly weightsDir: string;
  /** The hash of the prepared data that it was trained on. */
  readonly dataHash: string;
  /** On which samples. */
  readonly part: PredictedPart;
}

/** Predictions to be made, and kept in the run's folder. */
export interface PredictJob extends TrainedJob {
  /** Of the best weights. */
  readonly epoch: number;
}

/** A run whose best weights are written as a model of another program; plain JSON. */
export interface ExportJob {
  readonly format: ModelFormat;
  readonly compiled: CompiledExperiment;
  readonly engine: EngineLoad;
  /** The folder of the best weights. */
  readonly weightsDir: string;
  /** The hash of the prepared data that it was trained on. */
  readonly dataHash: string;
  readonly run: { readonly id: string; readonly name: string; readonly epoch: number };
  /** The version of Strata. */
  readonly version: string;
}

/** What is to be measured; plain JSON. */
export interface BenchmarkJob {
  readonly compiled: CompiledExperiment;
  readonly engine: EngineLoad;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  /** Rounds and timed steps per round; with a competitor, the two alternate. */
  readonly rounds: number;
  readonly steps: number;
  readonly against: Competitor | null;
}

/** The other step to measure: Keras, with a Python and Strata's script for it, or Strata's own eager step. */
export type Competitor =
  { readonly kind: 'keras'; readonly python: string; readonly script: string } | { readonly kind: 'eager' };

/** How long training steps took, in milliseconds. */
export interface StepTimes {
  /** Median of the timed steps, and how they spread (quartiles). */
  readonly msPerStep: number;
  readonly quartilesMs: readonly [number, number];
  /** The first step, with all one-time work. */
  readonly firstStepMs: number;
}

/** The speed of a model's training steps, on synthetic data. */
export interface BenchmarkResult extends StepTimes {
  readonly engine: EngineRecord;
  readonly batchSize: number;
  /** Forward and backward pass: three times the forward pass of a batch. */
  readonly flopsPerStep: number;
  /** The speed of a product of two large matrices on the same engine at the same time: the machine's own limit. */
  readonly matmulFlopsPerSecond: number;
  readonly other:
    | (StepTimes & {
        readonly kind: Competitor['kind'];
        /** `Keras 3.15.0 on TensorFlow 2.21.0`, or the engine's. */
        readonly version: string;
        readonly parameters: number;
        /** Strata's time divided by the other's: median, minimum and maximum over the rounds. */
        readonly ratio: number;
        readonly ratios: readonly [number, number];
      })
    | null;
}

/** A trainer's event during a run. */
export type TrainingEvent =
  | { readonly type: 'preparing'; readonly label: Sentence; readonly done: number; readonly total: number | null }
  | {
      readonly type: 'started';
      readonly engine: EngineRecord;
      readonly parameters: number;
      readonly datasetHash: string;
      readonly targetsHash: string;
      readonly targetUnit: TargetUnits | null;
      readonly stepsPerEpoch: number;
      readonly trainSamples: number;
      readonly validationSamples: number;
    }
  /** The step's kind changed: another kind took over, or two ways were measured. */
  | { readonly type: 'engine'; readonly engine: EngineRecord }
  | { readonly type: 'metrics'; readonly points: readonly MetricPoint[] }
  | {
      readonly type: 'progress';
      readonly phase: 'training' | 'validating';
      readonly epoch: number;
      readonly step: number;
      readonly msPerStep: number | null;
      readonly remainingMs: number | null;
    }
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly metrics: Readonly<Record<string, number>>;
      /** Median over all steps of the run so far. */
      readonly msPerStep: number;
      readonly seconds: number;
      /** Null until the monitored metric is a number. */
      readonly best: BestEpoch | null;
      /** Those that no event of metrics had. */
      readonly points: readonly MetricPoint[];
    };

/** How a successful training ended. */
export interface TrainingOutcome {
  readonly status: 'completed' | 'stopped';
  readonly epochsDone: number;
  readonly best: BestEpoch | null;
  /** Why it ended before its last epoch though it is completed: TerminateOnNaN. */
  readonly warning?: SerializedError | undefined;
}

/** Trains, measures baselines and imports data, outside the main process. */
export interface Trainer {
  /**
   * Trains; jobs wait for each other. Resolves when the run is completed or stopped.
   * @throws AppError `training-failed`, `invalid-data`, `disk-full`, …; `WorkerDiedError` when the worker ended by itself
   */
  train(job: TrainingJob, listener: (event: TrainingEvent) => void): Promise<TrainingOutcome>;
  /** Stops the running job after the current batch; does nothing when it has ended. */
  stop(runId: RunId): void;
  /** The baseline on the validation samples of this experiment's data. */
  baseline(compiled: CompiledExperiment, engine: EngineLoad): Promise<BaselineResult>;
  /** The best weights of a run on samples that did not train it. @throws AppError `conflict` with other data */
  test(job: TrainedJob): Promise<TestResult>;
  /** What the best weights say of something new. @throws AppError `conflict` with other data, `invalid-data` */
  ask(job: TrainedJob, question: Question): Promise<Answer>;
  /** Predicts the samples of a part, and keeps that in the run's folder. @throws AppError `conflict` with other data */
  predict(job: PredictJob): Promise<PredictionHead>;
  /** The best weights of a run as a zip with a model of another program. @throws AppError `conflict`, `invalid-experiment`, … */
  exportModel(job: ExportJob): Promise<Uint8Array<ArrayBuffer>>;
  /** Measures training steps of the experiment's model, without its data. @throws AppError `not-found` without Keras */
  benchmark(job: BenchmarkJob): Promise<BenchmarkResult>;
  /** Reads a file into the home folder's data sets. All or nothing. @param signal stops it; it then rejects */
  importDataset(request: DatasetImport, listener: ProgressListener, signal?: AbortSignal): Promise<Dataset>;
  /** Downloads a known data set. All or nothing. @throws AppError `not-found` */
  getKnownDataset(id: string, listener: ProgressListener, signal?: AbortSignal): Promise<Dataset>;
  /** Looks through prepared data, in another worker than training. @throws AppError `damaged`, `invalid-experiment` */
  findLeaks(question: LeakQuestion): Promise<Leak[]>;
  /** Ends the worker; waits for it. */
  close(): Promise<void>;
}

/** The worker ended without an answer: killed, out of memory, or crashed in the engine. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
  readonly what: Message;

  constructor(what: Message, options?: ErrorOptions) {
    super(textOf(what), options);
    this.what = what;
  }
}
