// The queue of runs: one at a time, in order of the requests. run-execution.ts executes a run.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { createRunId } from '#shared/base/ids.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import { nextRunName } from '#shared/runs/run-name.ts';
import { mayResume, statusWord } from '#shared/runs/run-status.ts';
import { lossText } from '#shared/training/losses.ts';
import type { EngineChoice, EngineRecord, RunSummary, XlaChoice } from '#shared/runs/run.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import { Baselines } from '#main/services/baselines.ts';
import { RunExecution, type RunExecutionOptions } from '#main/services/run-execution.ts';
import type { RunRequest } from '#main/services/run-request.ts';
import { requireTrainable } from '#main/services/trainable.ts';

export interface RunQueueOptions extends Omit<RunExecutionOptions, 'baselines'> {
  readonly checkpoints: CheckpointStore;
}

/** A run in the queue; `finished` resolves with the ended run, and does not reject when it fails. */
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
      name: request.name ?? nextRunName(experiment.name, runs.names()),
      kind: 'training',
      experimentId,
      experiment,
      dataset: experiment.data.dataset,
      loss: lossText(trainable.training.loss),
      seed: experiment.training.seed,
      epochs: experiment.training.epochs,
      createdAtMs,
    });
    return this.#enqueue(run, request, null);
  }

  /**
   * Queues an unfinished run again: it continues after the epoch of its checkpoint, and its points until there stay.
   * @param engine by default the one it was trained with
   * @throws AppError `conflict` when it is queued, running or completed, has no checkpoint, or its experiment cannot be trained now
   */
  async resume(id: RunId, engine?: EngineChoice): Promise<QueuedRun> {
    const { runs, checkpoints, engines, datasets, emit } = this.#options;
    const { name, status, experiment, experimentId, engine: before } = runs.get(id);
    const choice = engine ?? before?.id ?? 'auto';
    const requireResumable = (): void => {
      if (this.holds(id) || !mayResume(status))
        throw new AppError('conflict', msg`"${name}" is ${statusWord(status)}, so it cannot be resumed.`);
    };
    requireResumable();
    const trainable = requireTrainable(datasets, experiment);
    // Check now: later a missing engine would only end the run in another way.
    await engines.choose(choice);
    requireResumable();
    const checkpoint = checkpoints.find(id);
    if (checkpoint === null)
      throw new AppError('conflict', msg`"${name}" has no checkpoint, so it cannot be resumed.`, {
        hint: msg`Train it again from the start.`,
      });
    const { epoch, steps, limitBatches } = checkpoint;
    const run = runs.queueAgain(id, checkpoint);
    emit({ type: 'truncated', runId: id, epoch, steps });
    const request: RunRequest = {
      trainable,
      experimentId,
      engine: choice,
      step: before?.step ?? 'auto',
      xla: xlaOf(before),
      limitBatches,
      engineBefore: engine === undefined ? before : null,
    };
    return this.#enqueue(run, request, epoch);
  }

  #enqueue(run: RunSummary, request: RunRequest, resumedAfter: number | null): QueuedRun {
    const { id } = run;
    this.#options.emit({ type: 'run', run });
    const execution = new RunExecution({ ...this.#options, baselines: this.#baselines }, id, request, resumedAfter);
    this.#executions.set(id, execution);
    const finished = this.#last.then(() => execution.carryOut()).finally(() => this.#executions.delete(id));
    this.#last = finished.then(
      () => undefined,
      () => undefined,
    );
    return { run, finished };
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
