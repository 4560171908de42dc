// One run from the queue to its end: its data set, engine and baseline, then training. Ends every run in a known state.
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { Checkpoint, CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { RunChange, RunStore } from '#main/ports/run-store.ts';
import { WorkerDiedError, type Trainer, type TrainingJob } from '#main/ports/trainer.ts';
import type { Baselines } from '#main/services/baselines.ts';
import { seriesInParts } from '#main/services/in-parts.ts';
import { RunRecorder } from '#main/services/run-recorder.ts';
import type { RunRequest } from '#main/services/run-request.ts';
import { checkedAgain, findDataset, type TrainableExperiment } from '#main/services/trainable.ts';

export interface RunExecutionOptions {
  readonly checkpoints: CheckpointStore;
  readonly runFiles: RunFiles;
  readonly runs: RunStore;
  readonly trainer: Trainer;
  readonly engines: EngineStore;
  readonly datasets: DatasetStore;
  readonly baselines: Baselines;
  readonly clock: Clock;
  readonly emit: EventSink;
}

/** A run that is resumed: from where, and what it goes back to when that cannot be. */
export interface ResumedRun {
  readonly checkpoint: Checkpoint;
  readonly before: Pick<Required<RunChange>, 'status' | 'startedAtMs' | 'endedAtMs' | 'durationMs' | 'error'>;
}

/** A resumed run that had not begun; it is as it was. */
function closedBeforeResume(): AppError {
  return new AppError('disconnected', msg`The workbench was closed before the run was resumed.`, {
    hint: msg`The run is as it was. Resume it again.`,
  });
}

/** One per run that is queued or running. */
export class RunExecution {
  readonly #options: RunExecutionOptions;
  readonly #id: RunId;
  readonly #resumed: ResumedRun | null;
  readonly request: RunRequest;
  readonly recorder: RunRecorder;
  #isStopAsked = false;
  #isClosing = false;
  /** Whether the program ended while the run waited for its turn. */
  #wasClosedInQueue = false;

  /** @param resumed null for a run from the start */
  constructor(options: RunExecutionOptions, id: RunId, request: RunRequest, resumed: ResumedRun | null) {
    this.#options = options;
    this.#id = id;
    this.request = request;
    this.#resumed = resumed;
    const { epochs } = request.trainable.experiment.training;
    const plan = { epochs, resumedFrom: resumed?.checkpoint ?? null, engineBefore: request.engineBefore ?? null };
    this.recorder = new RunRecorder(options, id, plan);
  }

  /** Ends the run within one batch; a queued run at once. */
  stop(): void {
    // A run that was stopped in the queue stays as it is until its turn removes it.
    const isOver = this.#isStopAsked && this.recorder.progress === null;
    this.#isStopAsked = true;
    this.#options.trainer.stop(this.#id);
    if (this.recorder.progress !== null || isOver) return;
    // A queued run leaves the queue immediately; its turn finds it stopped.
    const endedAtMs = this.#options.clock.nowMs();
    this.#wasClosedInQueue = this.#isClosing;
    const status = this.#isClosing ? 'interrupted' : 'stopped';
    this.recorder.change(this.#resumed?.before ?? { status, endedAtMs, durationMs: null });
  }

  /** The program ends: the run becomes `interrupted`, so that it can be resumed. */
  interrupt(): void {
    this.#isClosing = true;
    this.stop();
  }

  /**
   * Whatever a run meets is in the run it resolves with.
   * @throws AppError when a resumed run could not be resumed, and is as it was
   */
  async carryOut(): Promise<RunSummary> {
    const { runs, checkpoints, clock } = this.#options;
    try {
      // Before it is looked whether the run was stopped meanwhile.
      const trainedMs = this.#resumed === null ? 0 : await this.#trainedMs(this.#resumed);
      if (this.#isStopAsked) {
        if (this.#wasClosedInQueue && this.#resumed !== null) throw closedBeforeResume();
        return runs.get(this.#id);
      }
      this.recorder.begin(trainedMs);
      this.recorder.change({ status: 'running', startedAtMs: clock.nowMs() });
      const outcome = await this.#train(await this.#prepare());
      const ended = this.recorder.change({
        // Ending the program interrupts the run, so it can be resumed.
        status: outcome.status === 'stopped' && this.#isClosing ? 'interrupted' : outcome.status,
        epochsDone: outcome.epochsDone,
        endedAtMs: clock.nowMs(),
        durationMs: this.recorder.elapsedMs,
        ...(outcome.best === null ? {} : { best: outcome.best }),
        ...(outcome.warning === undefined ? {} : { error: outcome.warning }),
      });
      // After the run's end is on the disk: until then a power cut would take both.
      if (ended.status === 'completed') checkpoints.remove(this.#id);
      return ended;
    } catch (thrown) {
      return this.#fail(thrown);
    }
  }

  #fail(thrown: unknown): RunSummary {
    const { checkpoints, clock } = this.#options;
    const isDead = thrown instanceof WorkerDiedError;
    const error = isDead
      ? new AppError('training-failed', thrown.what, {
          hint: msg`What was trained until then is kept. If memory ran out, a smaller batch size needs less.`,
        })
      : toAppError(thrown);
    if (this.#resumed !== null && !this.recorder.hasStarted && !isDead) {
      this.recorder.change(this.#resumed.before);
      throw error;
    }
    const ended = this.recorder.change({
      status: isDead || this.#isClosing ? 'interrupted' : 'failed',
      endedAtMs: clock.nowMs(),
      durationMs: this.recorder.elapsedMs,
      error: error.toJSON(),
    });
    if (error.details?.['endsAgain'] === true) checkpoints.remove(this.#id);
    return ended;
  }

  /** How long the epochs took before the run was resumed. */
  async #trainedMs({ checkpoint }: ResumedRun): Promise<number> {
    const until = { from: 0, to: checkpoint.epoch };
    const { values } = await seriesInParts(this.#options.runs, this.#id, epochKey('seconds'), until);
    return values.reduce<number>((sum, value) => sum + (value ?? 0) * 1000, 0);
  }

  async #prepare(): Promise<TrainingJob> {
    const { engines, baselines, runFiles } = this.#options;
    const { engine, step, xla, limitBatches } = this.request;
    const { experiment, spec, training } = await this.#requireData();
    const compiled = { experiment, spec, training };
    const { load, reason } = await engines.choose(engine);
    try {
      this.recorder.change({ baselineId: (await baselines.ensure(compiled, load)).id });
    } catch (thrown) {
      // A run does not need its baseline: training itself reports problems of the data or the engine.
      if (thrown instanceof WorkerDiedError) throw thrown;
    }
    return {
      runId: this.#id,
      compiled,
      engine: load,
      engineReason: reason,
      step,
      xla,
      limitBatches,
      weightsDir: runFiles.folder(this.#id),
      isResumed: this.#resumed !== null,
      fork: this.request.fork ?? null,
    };
  }

  /** Downloads a missing known data set. @throws AppError `invalid-experiment`, `not-found`, … */
  async #requireData(): Promise<TrainableExperiment> {
    const { datasets, trainer, emit } = this.#options;
    const { trainable } = this.request;
    if (findDataset(datasets, trainable.experiment) === null) {
      await trainer.getKnownDataset(trainable.experiment.data.dataset, (progress) => {
        this.recorder.advance({ preparing: progress });
      });
      emit({ type: 'changed', what: 'datasets' });
    }
    return checkedAgain(datasets, trainable);
  }

  async #train(job: TrainingJob): ReturnType<Trainer['train']> {
    const { trainer } = this.#options;
    let storeError: unknown = null;
    const training = trainer.train(job, (event) => {
      // An epoch whose points could not be stored must not count as done.
      if (storeError !== null) return;
      try {
        this.recorder.record(event);
      } catch (thrown) {
        storeError = thrown;
        trainer.stop(this.#id);
      }
    });
    if (this.#isStopAsked) trainer.stop(this.#id);
    const outcome = await training;
    if (storeError !== null) throw toAppError(storeError);
    return outcome;
  }
}
