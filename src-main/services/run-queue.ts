// The queue of runs: one at a time, in order of the requests. run-execution.ts executes a run.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { createRunId } from '#shared/base/ids.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import { differencesFrom } from '#shared/runs/run-differences.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import type { Fork } from '#shared/runs/fork.ts';
import { nameWith, nextRunName } from '#shared/runs/run-name.ts';
import { mayResume, otherData, statusWord } from '#shared/runs/run-status.ts';
import { objectiveText } from '#shared/training/objective-text.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { isOwnRun } from '#shared/runs/run.ts';
import type { EngineChoice, EngineRecord, RunSummary, XlaChoice } from '#shared/runs/run.ts';
import type { Checkpoint } from '#main/ports/checkpoint-store.ts';
import { Baselines } from '#main/services/baselines.ts';
import { restoreEpochs } from '#main/services/restore-epochs.ts';
import { RunExecution, type ResumedRun, type RunExecutionOptions } from '#main/services/run-execution.ts';
import type { RunRequest } from '#main/services/run-request.ts';
import { requireTrainable } from '#main/services/trainable.ts';

export type RunQueueOptions = Omit<RunExecutionOptions, 'baselines'>;

/**
 * A run in the queue. `finished` resolves with it as it ended, whatever it met; it rejects only when a resumed run could not be
 * resumed after all, which leaves the run as it was.
 */
export interface QueuedRun {
  readonly run: RunSummary;
  readonly finished: Promise<RunSummary>;
}

/** A resumed run uses XLA as before: the other way rounds differently. */
function xlaOf(before: EngineRecord | null): XlaChoice {
  if (before?.xla === undefined) return 'auto';
  return before.xla.isUsed ? 'on' : 'off';
}

/** One per host. */
export class RunQueue {
  readonly #options: RunQueueOptions;
  readonly #baselines: Baselines;
  readonly #executions = new Map<RunId, RunExecution>();
  /** The end of each run of this host, kept for callers that ask after it. */
  readonly #finished = new Map<RunId, Promise<RunSummary>>();
  readonly #awaited = new Set<RunId>();
  #last: Promise<void> = Promise.resolve();

  constructor(options: RunQueueOptions) {
    this.#options = options;
    this.#baselines = new Baselines(options);
  }

  /** Adds a run. */
  start(request: RunRequest): QueuedRun {
    const { runs, clock } = this.#options;
    const { experimentId, trainable } = request;
    const { experiment } = trainable;
    const createdAtMs = clock.nowMs();
    const id = createRunId(createdAtMs);
    const run = runs.create({
      id,
      name: request.name ?? nextRunName(this.#ownName(request), runs.names()),
      kind: 'training',
      experimentId,
      experiment,
      dataset: experiment.data.dataset,
      loss: objectiveText(trainable.training, experiment.data.preparation.sample_weight),
      seed: experiment.training.seed,
      epochs: experiment.training.epochs,
      limitBatches: request.limitBatches,
      createdAtMs,
      fork: request.fork ?? null,
    });
    const { fork = null } = request;
    return fork === null ? this.#enqueue(run, request, null) : this.#enqueueFork(run, request, fork);
  }

  /** A fork begins as a run that has the other one's epochs and its checkpoint, and is resumed. */
  #enqueueFork(run: RunSummary, request: RunRequest, { run: from, epoch }: Fork): QueuedRun {
    const { runs, runFiles, checkpoints, clock } = this.#options;
    const before = { startedAtMs: null, endedAtMs: clock.nowMs(), durationMs: null, error: null };
    try {
      checkpoints.fork(runs.get(from), epoch, run.id);
      restoreEpochs(this.#options, run);
      const checkpoint = this.#requireCheckpoint(run, request.trainable);
      return this.#enqueue(runs.get(run.id), request, { checkpoint, before: { status: 'interrupted', ...before } });
    } catch (thrown) {
      runFiles.delete(run.id);
      runs.delete([run.id]);
      throw thrown;
    }
  }

  /** The model's name, and what the run differs in from the first one of the same model and data set. */
  #ownName({ trainable: { experiment }, limitBatches }: RunRequest): string {
    const { epochs, seed } = experiment.training;
    const first = this.#options.runs.settingsOfFirst(experiment.name, experiment.data.dataset);
    if (first === null) return experiment.name;
    const settings = runSettings({ kind: 'training', experiment, epochs, seed, limitBatches });
    return nameWith(experiment.name, differencesFrom(first, settings));
  }

  /**
   * Queues an unfinished run again: it continues after the epoch of its checkpoint, and its points until there stay.
   * @param engine by default the one it was trained with
   * @throws AppError `conflict` when it is queued, running or completed, has no checkpoint, or other data; `damaged`; and what keeps
   *   its experiment from being trained now. The run is then as it was.
   */
  async resume(id: RunId, engine?: EngineChoice): Promise<QueuedRun> {
    const { runs, engines, datasets, emit } = this.#options;
    const stored = runs.get(id);
    if (!isOwnRun(stored))
      throw new AppError('conflict', msg`"${stored.name}" was trained elsewhere, so it cannot be resumed here.`);
    const { name, status, experiment, experimentId, engine: before } = stored;
    const choice = engine ?? before?.id ?? 'auto';
    const requireResumable = (): void => {
      if (this.holds(id) || !mayResume(status))
        throw new AppError('conflict', msg`"${name}" is ${statusWord(status)}, so it cannot be resumed.`);
    };
    requireResumable();
    const trainable = requireTrainable(datasets, experiment);
    // All is checked before anything changes; the worker checks again before it takes the run back to its checkpoint.
    await engines.choose(choice);
    requireResumable();
    const checkpoint = this.#requireCheckpoint(stored, trainable);
    const restored = restoreEpochs(this.#options, stored);
    if (restored !== null) emit({ type: 'notice', error: restored.toJSON() });
    const { startedAtMs, endedAtMs, durationMs, error } = stored;
    const atRest = { startedAtMs, endedAtMs, durationMs, error };
    const forgotten = { startedAtMs: null, endedAtMs: null, durationMs: null, error: null };
    const run = runs.update(id, { status: 'queued', ...forgotten });
    const request: RunRequest = {
      trainable,
      experimentId,
      engine: choice,
      step: before?.step ?? 'auto',
      xla: xlaOf(before),
      fork: stored.fork,
      limitBatches: checkpoint.limitBatches,
      engineBefore: engine === undefined || engine === before?.id ? before : null,
    };
    return this.#enqueue(run, request, { checkpoint, before: { status, ...atRest } });
  }

  /** @throws AppError `conflict` without a checkpoint or with other data, `damaged` */
  #requireCheckpoint(run: RunSummary, { experiment, spec, training }: RunRequest['trainable']): Checkpoint {
    const checkpoint = this.#options.checkpoints.find(run);
    if (checkpoint === null)
      throw new AppError('conflict', msg`"${run.name}" has no checkpoint, so it cannot be resumed.`, {
        hint: msg`Train it again from the start.`,
      });
    const hash = this.#options.datasets.preparedHash(experiment.data, modelEnds(spec, training));
    if (hash !== null && hash !== checkpoint.dataHash) throw otherData();
    return checkpoint;
  }

  #enqueue(run: RunSummary, request: RunRequest, resumed: ResumedRun | null): QueuedRun {
    const { id } = run;
    this.#options.emit({ type: 'run', run });
    const execution = new RunExecution({ ...this.#options, baselines: this.#baselines }, id, request, resumed);
    this.#executions.set(id, execution);
    const finished = this.#last
      .then(() => execution.carryOut())
      .finally(() => {
        this.#executions.delete(id);
      });
    this.#finished.set(id, finished);
    this.#last = finished.then(
      () => undefined,
      () => undefined,
    );
    return { run, finished };
  }

  /**
   * Resolves with the run as it ended; at once when it is over.
   * @throws AppError when the end of the run could not be stored, `not-found` for a run that is not there
   */
  async whenOver(id: RunId): Promise<RunSummary> {
    this.#awaited.add(id);
    return this.#finished.get(id) ?? this.#options.runs.get(id);
  }

  /** Whether a caller waits for the end of the run and so reports its error. */
  isAwaited(id: RunId): boolean {
    return this.#awaited.has(id);
  }

  /** @throws AppError `conflict` when the run is over */
  stop(id: RunId): void {
    const execution = this.#executions.get(id);
    if (execution === undefined)
      throw new AppError('conflict', msg`Run ${id} is neither queued nor running, so it cannot be stopped.`);
    execution.stop();
  }

  /** True while the run is queued or running. */
  holds(id: RunId): boolean {
    return this.#executions.has(id);
  }

  /** The name of a run that is queued or running on this data set; null when there is none. */
  userOf(dataset: string): string | null {
    const user = [...this.#executions].find(([, { request }]) => request.trainable.experiment.data.dataset === dataset);
    return user === undefined ? null : this.#options.runs.get(user[0]).name;
  }

  progress(): RunProgress[] {
    return [...this.#executions.values()].flatMap(({ recorder: { progress } }) =>
      progress === null ? [] : [progress],
    );
  }

  /** Interrupts all runs and waits until that is stored. */
  async close(): Promise<void> {
    for (const execution of this.#executions.values()) execution.interrupt();
    await this.#last;
  }
}
