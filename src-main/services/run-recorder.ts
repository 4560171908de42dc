// Stores a trainer's events of one run and sends them to the pages.
import type { RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import { sentPoint, type MetricPoint } from '#shared/runs/metric-series.ts';
import type { EngineRecord, RunSummary } from '#shared/runs/run.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunChange, RunPlace, RunStore } from '#main/ports/run-store.ts';
import type { TrainingEvent } from '#main/ports/trainer.ts';

export interface RunRecorderOptions {
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly emit: EventSink;
}

interface RunPlan {
  readonly epochs: number;
  /** Where a resumed run continues; null for a run from the start. */
  readonly resumedFrom: RunPlace | null;
  /** What a resumed run was computed with before, unless another engine was asked for. */
  readonly engineBefore: EngineRecord | null;
}

/**
 * The record of a resumed run: why its engine was chosen, and what was measured then, stays true while engine and step are
 * the same. The resume itself asks for both by name, which is no reason of its own.
 */
function resumedWith(before: EngineRecord | null, now: EngineRecord): EngineRecord {
  if (before?.id !== now.id || before.step !== now.step || before.xla?.isUsed !== now.xla?.isUsed) return now;
  const { reason, xla } = before;
  return { ...now, reason, ...(xla === undefined ? {} : { xla }) };
}

/** One per run that is queued or running. */
export class RunRecorder {
  readonly #options: RunRecorderOptions;
  readonly #id: RunId;
  readonly #first: RunProgress;
  readonly #engineBefore: EngineRecord | null;
  readonly #resumedFrom: RunPlace | null;
  #progress: RunProgress | null = null;
  #beganMs = 0;
  #hasStarted = false;

  constructor(options: RunRecorderOptions, id: RunId, plan: RunPlan) {
    this.#options = options;
    this.#engineBefore = plan.engineBefore;
    this.#resumedFrom = plan.resumedFrom;
    this.#id = id;
    this.#first = {
      runId: id,
      phase: 'preparing',
      epoch: (plan.resumedFrom?.epoch ?? 0) + 1,
      epochs: plan.epochs,
      step: 0,
      stepsPerEpoch: 0,
      msPerStep: null,
      remainingMs: null,
      elapsedMs: 0,
      preparing: null,
    };
  }

  /** Null until the run leaves the queue. */
  get progress(): RunProgress | null {
    return this.#progress;
  }

  /** True from the first training step on: until then a resumed run is as it was. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** The run's duration, by the monotonic clock. */
  get elapsedMs(): number {
    return this.#options.clock.monotonicMs() - this.#beganMs;
  }

  /**
   * The run leaves the queue. Sent before its status changes, so that no page shows the preparation as training.
   * @param earlierMs its duration before the resume
   */
  begin(earlierMs: number): void {
    this.#beganMs = this.#options.clock.monotonicMs() - earlierMs;
    this.advance({});
  }

  advance(change: Partial<RunProgress>): void {
    this.#progress = { ...(this.#progress ?? this.#first), preparing: null, ...change, elapsedMs: this.elapsedMs };
    this.#options.emit({ type: 'progress', progress: this.#progress });
  }

  change(change: RunChange): RunSummary {
    const run = this.#options.runs.update(this.#id, change);
    this.#options.emit({ type: 'run', run });
    return run;
  }

  /** Stores a trainer's event. @throws AppError `disk-full`, … when it cannot be stored */
  record(event: TrainingEvent): void {
    const { runs, emit } = this.#options;
    switch (event.type) {
      case 'preparing': {
        const { label, done, total } = event;
        const preparing = { label, done, total, unit: 'rows', remainingMs: null } as const;
        this.advance({ phase: 'preparing', preparing });
        return;
      }
      case 'started': {
        const { engine, parameters, datasetHash, targetsHash, targetUnit } = event;
        // Set the steps first: receivers of the engine's event show them.
        this.advance({ phase: 'training', stepsPerEpoch: event.stepsPerEpoch });
        this.#start();
        this.change({
          engine: resumedWith(this.#engineBefore, engine),
          parameters,
          datasetHash,
          targetsHash,
          targetUnit,
        });
        return;
      }
      case 'engine':
        this.change({ engine: resumedWith(this.#engineBefore, event.engine) });
        return;
      case 'metrics':
        runs.addMetrics(this.#id, event.points);
        this.#sendPoints(event.points);
        return;
      case 'progress': {
        const { phase, epoch, step, msPerStep, remainingMs } = event;
        this.advance({ phase, epoch, step, msPerStep, remainingMs });
        return;
      }
      case 'epoch': {
        const { epoch, msPerStep, best, points } = event;
        const change = { epochsDone: epoch, msPerStep, durationMs: this.elapsedMs, ...(best === null ? {} : { best }) };
        const run = runs.addEpoch(this.#id, points, change);
        this.#sendPoints(points);
        emit({ type: 'run', run });
      }
    }
  }

  #sendPoints(points: readonly MetricPoint[]): void {
    if (points.length > 0) this.#options.emit({ type: 'metrics', runId: this.#id, points: points.map(sentPoint) });
  }

  /** Now that the run is really resumed, what came after its checkpoint goes. */
  #start(): void {
    this.#hasStarted = true;
    if (this.#resumedFrom === null) return;
    const { epoch, steps } = this.#resumedFrom;
    this.#options.runs.truncate(this.#id, this.#resumedFrom);
    this.#options.emit({ type: 'truncated', runId: this.#id, epoch, steps });
  }
}
