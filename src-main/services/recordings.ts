// Runs that scripts log while they train: stored and sent to the pages as they come.
import type { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import { createRunId, type RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { ownerRequests } from '#shared/contract/owner.ts';
import { leadingMetric } from '#shared/runs/leading-metric.ts';
import { batchPrefix, metricName } from '#shared/runs/metric-keys.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import { nextRunName } from '#shared/runs/run-name.ts';
import type { BestEpoch, RunSummary } from '#shared/runs/run.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunChange, RunStore } from '#main/ports/run-store.ts';

interface Options {
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly emit: EventSink;
}

type Input<Name extends 'runs.record' | 'runs.addToRecord' | 'runs.endRecord'> = z.output<
  (typeof ownerRequests)[Name]['input']
>;

interface Recording {
  readonly owner: symbol;
  /** By the monotonic clock, earlier stretches included. */
  readonly beganMs: number;
  readonly best: Map<string, BestEpoch>;
  /** As the script said; null where it did not. */
  epochs: number | null;
  epoch: number;
  step: number;
}

/** One per host. */
export class Recordings {
  readonly #options: Options;
  readonly #recordings = new Map<RunId, Recording>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** True while a script logs the run. */
  holds(id: RunId): boolean {
    return this.#recordings.has(id);
  }

  /** @throws AppError `not-found`, `conflict` for a run that cannot be continued */
  begin(owner: symbol, { name, epochs, continues }: Input<'runs.record'>): RunId {
    const { runs, clock, emit } = this.#options;
    const nowMs = clock.nowMs();
    const run = continues === null ? this.#create(name, epochs, nowMs) : this.#continue(continues);
    const best = new Map(run.best === null ? [] : [[run.best.metric, run.best]]);
    const beganMs = clock.monotonicMs() - (continues === null ? 0 : (run.durationMs ?? 0));
    this.#recordings.set(run.id, { owner, beganMs, best, epochs, epoch: run.epochsDone, step: 0 });
    emit({ type: 'run', run: runs.find(run.id) ?? run });
    return run.id;
  }

  #create(wanted: string, epochs: number | null, nowMs: number): RunSummary {
    const { runs } = this.#options;
    const id = createRunId(nowMs);
    return runs.record(id, {
      origin: { from: 'script', path: null, run: id },
      name: nextRunName(wanted, runs.names()),
      tags: [],
      notes: '',
      settings: new Map(),
      epochs: epochs ?? 0,
      createdAtMs: nowMs,
      startedAtMs: nowMs,
    });
  }

  /** The connection of its command was lost, and is there again. */
  #continue(id: RunId): RunSummary {
    const { runs } = this.#options;
    const { origin, status, name } = runs.get(id);
    if (origin?.from !== 'script' || status !== 'interrupted')
      throw new AppError('conflict', msg`"${name}" is no interrupted run of a script, so it cannot be continued.`);
    runs.update(id, { status: 'queued', endedAtMs: null });
    return runs.update(id, { status: 'running' });
  }

  #require(id: RunId): Recording {
    const recording = this.#recordings.get(id);
    if (recording !== undefined) return recording;
    throw new AppError('conflict', msg`No script logs the run ${id}.`);
  }

  /** @throws AppError `conflict` for a run that is not logged now; `disk-full`, … when it cannot be stored */
  add({ id, points, settings, tags, notes, name, epochs }: Input<'runs.addToRecord'>): void {
    const { runs, emit } = this.#options;
    const recording = this.#require(id);
    const received = points.map((point) => ({ ...point, value: receivedNumber(point.value) }));
    runs.addMetrics(id, received);
    if (points.length > 0) emit({ type: 'metrics', runId: id, points });
    const added = new Map(Object.entries(settings));
    if (added.size > 0) runs.addSettings(id, added);
    for (const { key, step, value } of received) {
      if (key.startsWith(batchPrefix)) recording.step = Math.max(recording.step, step);
      else recording.epoch = Math.max(recording.epoch, step);
      const metric = metricName(key);
      if (metric !== null && Number.isFinite(value)) noteBest(recording.best, { metric, value, epoch: step });
    }
    recording.epochs = epochs ?? recording.epochs;
    const leading = leadingMetric([...recording.best.keys()]);
    const change: RunChange = {
      epochsDone: recording.epoch,
      epochs: Math.max(recording.epochs ?? 0, recording.epoch),
      best: leading === null ? null : (recording.best.get(leading) ?? null),
      durationMs: this.#elapsed(recording),
      ...(tags.length === 0 ? {} : { tags: [...new Set([...runs.get(id).tags, ...tags])] }),
      ...(notes === undefined ? {} : { notes }),
      ...(name === undefined ? {} : { name: nextRunName(name, runs.names()) }),
    };
    emit({ type: 'progress', progress: this.#progressOf(id, recording) });
    emit({ type: 'run', run: runs.update(id, change) });
  }

  end({ id, status, error }: Input<'runs.endRecord'>): RunSummary {
    const { runs, clock, emit } = this.#options;
    const recording = this.#require(id);
    this.#recordings.delete(id);
    const failure = error === undefined ? null : new AppError('training-failed', error).toJSON();
    const ended = { endedAtMs: clock.nowMs(), durationMs: this.#elapsed(recording) };
    const run = runs.update(id, { status, error: failure, ...ended });
    emit({ type: 'run', run });
    return run;
  }

  /** The command went away without an end. */
  interrupt(owner: symbol): void {
    for (const [id, recording] of [...this.#recordings])
      if (recording.owner === owner) this.end({ id, status: 'interrupted' });
  }

  interruptAll(): void {
    for (const id of [...this.#recordings.keys()]) this.end({ id, status: 'interrupted' });
  }

  progress(): RunProgress[] {
    return [...this.#recordings].map(([id, recording]) => this.#progressOf(id, recording));
  }

  #elapsed({ beganMs }: Recording): number {
    return this.#options.clock.monotonicMs() - beganMs;
  }

  #progressOf(runId: RunId, recording: Recording): RunProgress {
    const { epochs, epoch, step } = recording;
    const elapsedMs = this.#elapsed(recording);
    const isCounted = epochs !== null && epoch > 0;
    return {
      runId,
      phase: 'training',
      epoch,
      epochs: Math.max(epochs ?? 0, epoch),
      step,
      stepsPerEpoch: 0,
      msPerStep: null,
      remainingMs: isCounted ? (elapsedMs / epoch) * Math.max(0, epochs - epoch) : null,
      elapsedMs,
      preparing: null,
    };
  }
}

function noteBest(best: Map<string, BestEpoch>, point: BestEpoch): void {
  const before = best.get(point.metric);
  const isBetter =
    before === undefined ||
    (metricMode(point.metric) === 'max' ? point.value > before.value : point.value < before.value);
  if (isBetter) best.set(point.metric, point);
}
