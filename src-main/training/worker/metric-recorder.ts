// Collects a run's numbers and hands them over in batches: at least once a second, and at every epoch's end.
import { performance } from 'node:perf_hooks';
import { batchLossKey, epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { BestEpoch } from '#shared/runs/run.ts';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import type { BatchResult } from '#main/training/step/train-step.ts';

const flushEveryMs = 500;
const progressEveryMs = 200;
/** Enough steps for a steady median, few enough to follow a change. */
const recentSteps = 50;

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

interface Plan {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/** One per run. Times are of this process's clock. */
export class MetricRecorder {
  readonly #plan: Plan;
  readonly #emit: (event: TrainingEvent) => void;
  #points: MetricPoint[] = [];
  #flushedAt = performance.now();
  #progressAt = 0;
  #epoch = 0;
  #stepsDone = 0;
  #stepTimes: number[] = [];
  /** Seconds from one epoch's end to the next; validation included. */
  #epochSeconds: number | null = null;

  constructor(plan: Plan, emit: (event: TrainingEvent) => void) {
    this.#plan = plan;
    this.#emit = emit;
  }

  startEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#stepsDone = 0;
    this.#stepTimes = [];
  }

  step(step: number, result: BatchResult, durationMs: number): void {
    this.#stepsDone = step;
    this.#stepTimes.push(durationMs);
    const overall = (this.#epoch - 1) * this.#plan.stepsPerEpoch + step;
    this.#points.push({ key: batchLossKey, step: overall, value: result.loss });
    const now = performance.now();
    if (now - this.#flushedAt >= flushEveryMs) this.flush();
    if (now - this.#progressAt >= progressEveryMs) this.#progress('training');
  }

  validating(): void {
    this.#progress('validating');
  }

  endEpoch(end: {
    readonly metrics: Readonly<Record<string, number>>;
    readonly seconds: number;
    readonly learningRate: number;
    readonly best: BestEpoch | null;
  }): void {
    const msPerStep = median(this.#stepTimes) ?? 0;
    this.#epochSeconds = end.seconds;
    const measured = { ...end.metrics, msPerStep, seconds: end.seconds, learning_rate: end.learningRate };
    for (const [name, value] of Object.entries(measured))
      this.#points.push({ key: epochKey(name), step: this.#epoch, value });
    this.flush();
    const { metrics, seconds, best } = end;
    this.#emit({ type: 'epoch', epoch: this.#epoch, metrics, msPerStep, seconds, best });
  }

  flush(): void {
    this.#flushedAt = performance.now();
    if (this.#points.length === 0) return;
    this.#emit({ type: 'metrics', points: this.#points });
    this.#points = [];
  }

  #progress(phase: 'training' | 'validating'): void {
    this.#progressAt = performance.now();
    const msPerStep = median(this.#stepTimes.slice(-recentSteps));
    this.#emit({
      type: 'progress',
      phase,
      epoch: this.#epoch,
      step: this.#stepsDone,
      msPerStep,
      remainingMs: this.#remainingMs(msPerStep),
    });
  }

  /** The rest of this epoch by its steps, later epochs by how long the last whole one took. */
  #remainingMs(msPerStep: number | null): number | null {
    if (msPerStep === null) return null;
    const restOfEpoch = (this.#plan.stepsPerEpoch - this.#stepsDone) * msPerStep;
    const epochMs = this.#epochSeconds === null ? this.#plan.stepsPerEpoch * msPerStep : this.#epochSeconds * 1000;
    return restOfEpoch + (this.#plan.epochs - this.#epoch) * epochMs;
  }
}
