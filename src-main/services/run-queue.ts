// Runs in the order they were asked for, one at a time: store what the trainer says, tell the screens, and end every run in a known state.
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { createRunId } from '#shared/base/ids.ts';
import type { ExperimentId, RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricPoint, SentMetricPoint } from '#shared/runs/metric-series.ts';
import { mayTrainOn } from '#shared/runs/run-status.ts';
import type { EngineChoice, EngineRecord, RunSummary, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import { Baselines } from '#main/services/baselines.ts';
import { findDataset, requireTrainable } from '#main/services/trainable.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { RunChange, RunStore } from '#main/ports/run-store.ts';
import { WorkerDiedError } from '#main/ports/trainer.ts';
import type { Trainer, TrainingEvent } from '#main/ports/trainer.ts';

export interface RunRequest {
  readonly experiment: Experiment;
  readonly experimentId: ExperimentId | null;
  readonly engine: EngineChoice;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  readonly limitBatches: number | null;
}

export interface RunQueueOptions {
  readonly runFiles: RunFiles;
  readonly checkpoints: CheckpointStore;
  readonly runs: RunStore;
  readonly trainer: Trainer;
  readonly engines: EngineStore;
  readonly datasets: DatasetStore;
  readonly clock: Clock;
  readonly emit: EventSink;
}

interface Entry {
  readonly id: RunId;
  readonly request: RunRequest;
  /** The last epoch of the checkpoint it goes on from; null for a run from the start. */
  readonly goesOnAfter: number | null;
  progress: RunProgress | null;
  stopAsked: boolean;
  /** Why the run's numbers could not be stored; ends the run. */
  storeError: unknown;
}

function forJson({ key, step, value }: MetricPoint): SentMetricPoint {
  return { key, step, value: Number.isFinite(value) ? value : null };
}

/** A run in the queue; `finished` resolves with it as it ended, and never rejects for what a run can meet. */
export interface QueuedRun {
  readonly run: RunSummary;
  readonly finished: Promise<RunSummary>;
}

/** A run that goes on uses XLA as before: the other way rounds differently. */
function xlaOf(before: EngineRecord | null): XlaChoice {
  if (before?.xla === undefined) return 'auto';
  return before.xla.isUsed ? 'on' : 'off';
}

/** One per host. */
export class RunQueue {
  readonly #options: RunQueueOptions;
  readonly #baselines: Baselines;
  readonly #entries = new Map<RunId, Entry>();
  #last: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(options: RunQueueOptions) {
    this.#options = options;
    this.#baselines = new Baselines(options);
  }

  /** Adds a run. */
  start(request: RunRequest): QueuedRun {
    const { runs, clock } = this.#options;
    const { experiment, experimentId } = request;
    const createdAtMs = clock.nowMs();
    const id = createRunId(createdAtMs);
    const run = runs.create({
      id,
      name: experiment.name,
      kind: 'training',
      experimentId,
      experiment,
      dataset: experiment.data.dataset,
      seed: experiment.training.seed,
      epochs: experiment.training.epochs,
      createdAtMs,
    });
    return this.#enqueue(run, request, null);
  }

  /**
   * Queues a run once more that was not brought to its end: it goes on after the epoch of its checkpoint, and its points until
   * there stay.
   * @param engine by default the one it was trained with
   * @throws AppError `conflict` when it is at work, was completed, or left no checkpoint
   */
  trainOn(id: RunId, engine?: EngineChoice): QueuedRun {
    const { runs, checkpoints, emit } = this.#options;
    const { name, status, experiment, experimentId, engine: before } = runs.get(id);
    if (this.holds(id) || !mayTrainOn(status))
      throw new AppError('conflict', `"${name}" is ${status}, so there is nothing to train on.`);
    const checkpoint = checkpoints.find(id);
    if (checkpoint === null)
      throw new AppError('conflict', `"${name}" has no checkpoint, so it cannot be trained on.`, {
        hint: 'Train it again from the start.',
      });
    const { epoch, steps, limitBatches } = checkpoint;
    const run = runs.queueAgain(id, checkpoint);
    emit({ type: 'rewound', runId: id, epoch, steps });
    const request: RunRequest = {
      experiment,
      experimentId,
      engine: engine ?? before?.id ?? 'auto',
      step: before?.step ?? 'auto',
      xla: xlaOf(before),
      limitBatches,
    };
    return this.#enqueue(run, request, epoch);
  }

  #enqueue(run: RunSummary, request: RunRequest, goesOnAfter: number | null): QueuedRun {
    const { id } = run;
    this.#options.emit({ type: 'run', run });
    const entry: Entry = { id, request, goesOnAfter, progress: null, stopAsked: false, storeError: null };
    this.#entries.set(id, entry);
    const finished = this.#last.then(() => this.#carryOut(entry));
    this.#last = finished.then(
      () => undefined,
      () => undefined,
    );
    return { run, finished };
  }

  /** How long the epochs took that a run goes on after; null when it begins. */
  #trainedMs({ id, goesOnAfter }: Entry): number | null {
    if (goesOnAfter === null) return null;
    const [series] = this.#options.runs.metrics(id, 'epoch/seconds');
    return (series?.values ?? []).reduce<number>((sum, value) => sum + (value ?? 0) * 1000, 0);
  }

  /** @throws AppError `conflict` when the run is over */
  stop(id: RunId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new AppError('conflict', `Run ${id} is not at work, so it cannot be stopped.`);
    entry.stopAsked = true;
    this.#options.trainer.stop(id);
    // A queued run leaves at once; its turn finds it stopped.
    if (entry.progress !== null) return;
    const endedAtMs = this.#options.clock.nowMs();
    const trainedMs = this.#trainedMs(entry);
    this.#change(id, {
      status: 'stopped',
      endedAtMs,
      ...(trainedMs === null ? {} : { startedAtMs: endedAtMs - trainedMs }),
    });
  }

  /** True while the run waits or trains. */
  holds(id: RunId): boolean {
    return this.#entries.has(id);
  }

  /** The name of a run that waits or trains on this data set; null when there is none. */
  userOf(dataset: string): string | null {
    const entry = [...this.#entries.values()].find(({ request }) => request.experiment.data.dataset === dataset);
    return entry?.request.experiment.name ?? null;
  }

  progress(): RunProgress[] {
    return [...this.#entries.values()].flatMap((entry) => (entry.progress === null ? [] : [entry.progress]));
  }

  /** Stops everything and waits until it is stored. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const id of [...this.#entries.keys()]) this.stop(id);
    await this.#last;
  }

  #change(id: RunId, change: RunChange): RunSummary {
    const run = this.#options.runs.update(id, change);
    this.#options.emit({ type: 'run', run });
    return run;
  }

  async #carryOut(entry: Entry): Promise<RunSummary> {
    const { runs, clock, engines, trainer } = this.#options;
    const { id, request } = entry;
    // Asked anew each time: a request to stop arrives while something is awaited.
    const isStopAsked = (): boolean => entry.stopAsked;
    try {
      if (isStopAsked()) return runs.get(id);
      entry.progress = this.#firstProgress(entry);
      // Later by as long as it lay still: a run's duration is what its training took.
      this.#change(id, { status: 'running', startedAtMs: clock.nowMs() - (this.#trainedMs(entry) ?? 0) });
      await this.#bringDataset(entry);
      const { load, reason } = await engines.choose(request.engine);
      await this.#baselines.ensure(request.experiment, load).catch((thrown: unknown) => {
        // A baseline is an addition: what is wrong with the data or the engine, the training itself says better.
        if (thrown instanceof WorkerDiedError) throw thrown;
      });
      const job = {
        runId: id,
        experiment: request.experiment,
        engine: load,
        engineReason: reason,
        step: request.step,
        xla: request.xla,
        limitBatches: request.limitBatches,
        weightsDir: this.#options.runFiles.folder(id),
        goesOn: entry.goesOnAfter !== null,
      };
      const training = trainer.train(job, (event) => {
        try {
          this.#store(entry, event);
        } catch (thrown) {
          entry.storeError ??= thrown;
          trainer.stop(id);
        }
      });
      if (isStopAsked()) trainer.stop(id);
      const outcome = await training;
      if (entry.storeError !== null) throw toAppError(entry.storeError);
      return this.#change(id, {
        // Who ends the program has not ended the run: it can be trained on.
        status: outcome.status === 'stopped' && this.#closing ? 'interrupted' : outcome.status,
        epochsDone: outcome.epochsDone,
        endedAtMs: clock.nowMs(),
        ...(outcome.best === null ? {} : { best: outcome.best }),
      });
    } catch (thrown) {
      const died = thrown instanceof WorkerDiedError;
      const error = died
        ? new AppError('training-failed', thrown.message, {
            hint: 'What was trained until then is kept. If memory ran out, a smaller batch size needs less.',
          })
        : toAppError(thrown);
      return this.#change(id, {
        status: died || this.#closing ? 'interrupted' : 'failed',
        endedAtMs: clock.nowMs(),
        error: error.toJSON(),
      });
    } finally {
      this.#entries.delete(id);
    }
  }

  /** A data set that is known by name comes by itself; then the experiment is checked against what it holds. */
  async #bringDataset(entry: Entry): Promise<void> {
    const { datasets, trainer, emit } = this.#options;
    const { experiment } = entry.request;
    if (findDataset(datasets, experiment) === null) {
      await trainer.getKnownDataset(experiment.data.dataset, (progress) => {
        this.#advance(entry, { preparing: progress });
      });
      emit({ type: 'changed', what: 'datasets' });
    }
    requireTrainable(datasets, experiment);
  }

  #advance(entry: Entry, change: Partial<RunProgress>): void {
    entry.progress = { ...(entry.progress ?? this.#firstProgress(entry)), preparing: null, ...change };
    this.#options.emit({ type: 'progress', progress: entry.progress });
  }

  #firstProgress({ id, request, goesOnAfter }: Entry): RunProgress {
    return {
      runId: id,
      phase: 'preparing',
      epoch: (goesOnAfter ?? 0) + 1,
      epochs: request.experiment.training.epochs,
      step: 0,
      stepsPerEpoch: 0,
      msPerStep: null,
      remainingMs: null,
      preparing: null,
    };
  }

  #store(entry: Entry, event: TrainingEvent): void {
    const { runs, emit } = this.#options;
    const { id } = entry;
    switch (event.type) {
      case 'preparing': {
        const { label, done, total } = event;
        const preparing = { label, done, total, unit: 'rows', remainingMs: null } as const;
        this.#advance(entry, { phase: 'preparing', preparing });
        return;
      }
      case 'started': {
        const { engine, parameters, datasetHash, targetUnit } = event;
        // The steps first: who hears of the engine wants to say how many there are.
        this.#advance(entry, { phase: 'training', stepsPerEpoch: event.stepsPerEpoch });
        this.#change(id, { engine, parameters, datasetHash, targetUnit });
        return;
      }
      case 'engine':
        this.#change(id, { engine: event.engine });
        return;
      case 'metrics':
        runs.addMetrics(id, event.points);
        emit({ type: 'metrics', runId: id, points: event.points.map(forJson) });
        return;
      case 'progress': {
        const { phase, epoch, step, msPerStep, remainingMs } = event;
        this.#advance(entry, { phase, epoch, step, msPerStep, remainingMs });
        return;
      }
      case 'epoch': {
        const { epoch, msPerStep, best } = event;
        this.#change(id, { epochsDone: epoch, msPerStep, ...(best === null ? {} : { best }) });
      }
    }
  }
}
