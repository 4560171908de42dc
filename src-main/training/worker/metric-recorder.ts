// Collects a run's metrics and sends them in batches: at least once a second, and at every epoch's end.
import { performance } from 'node:perf_hooks';
import { batchLossKey, epochKey, epochTimeKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { BestEpoch } from '#shared/runs/run.ts';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import type { BatchResult } from '#main/training/step/train-step.ts';
import { RecentDurations, StepDurations } from '#main/training/worker/step-durations.ts';

const flushEveryMs = 500;
const progressEveryMs = 200;
/** A validation step has no backward pass: until one is measured, it is estimated as this share of a training step. */
const validationShare = 1 / 3;

interface Plan {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly validationSteps: number;
  /** Training steps until the end of an epoch, over all epochs. */
  readonly stepsUntil: (epoch: number) => number;
}

/** One per run. Times are from this process's clock. */
export class MetricRecorder {
  readonly #plan: Plan;
  readonly #emit: (event: TrainingEvent) => void;
  #points: MetricPoint[] = [];
  #flushedAt = performance.now();
  #progressAt = 0;
  #epoch = 0;
  #stepsDone = 0;
  #validationStepsDone = 0;
  readonly #durations: StepDurations;
  readonly #validationDurations = new RecentDurations();

  /** @param earlierMsPerStep the median step of every epoch done before a resume */
  constructor(plan: Plan, emit: (event: TrainingEvent) => void, earlierMsPerStep: readonly number[] = []) {
    this.#plan = plan;
    this.#emit = emit;
    this.#durations = new StepDurations(earlierMsPerStep, plan.stepsPerEpoch);
  }

  startEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#stepsDone = 0;
    this.#validationStepsDone = 0;
    this.#durations.startEpoch();
  }

  step(step: number, result: BatchResult, durationMs: number): void {
    this.#stepsDone = step;
    this.#durations.add(durationMs);
    const overall = this.#plan.stepsUntil(this.#epoch - 1) + step;
    this.#points.push({ key: batchLossKey, step: overall, value: result.loss });
    const now = performance.now();
    if (now - this.#flushedAt >= flushEveryMs) this.flush();
    if (now - this.#progressAt >= progressEveryMs) this.#progress('training');
  }

  startValidation(): void {
    this.#progress('validating');
  }

  validationStep(step: number, durationMs: number): void {
    this.#validationStepsDone = step;
    this.#validationDurations.add(durationMs);
    if (performance.now() - this.#progressAt >= progressEveryMs) this.#progress('validating');
  }

  endEpoch(end: {
    readonly metrics: Readonly<Record<string, number>>;
    readonly seconds: number;
    /** Of the epoch's last step. */
    readonly learningRate: number;
    readonly best: BestEpoch | null;
  }): void {
    const msPerStep = this.#durations.epochMedian ?? 0;
    const measured = { ...end.metrics, msPerStep, seconds: end.seconds, learning_rate: end.learningRate };
    for (const [name, value] of Object.entries(measured))
      this.#points.push({ key: epochKey(name), step: this.#epoch, value });
    this.#points.push({ key: epochTimeKey, step: this.#epoch, value: Date.now() });
    const points = this.#taken();
    const { metrics, seconds, best } = end;
    const runMsPerStep = this.#durations.runMedian ?? msPerStep;
    this.#emit({ type: 'epoch', epoch: this.#epoch, metrics, msPerStep: runMsPerStep, seconds, best, points });
  }

  flush(): void {
    const points = this.#taken();
    if (points.length > 0) this.#emit({ type: 'metrics', points });
  }

  /** The points that are not sent yet. */
  #taken(): MetricPoint[] {
    this.#flushedAt = performance.now();
    const points = this.#points;
    this.#points = [];
    return points;
  }

  #progress(phase: 'training' | 'validating'): void {
    this.#progressAt = performance.now();
    const msPerStep = this.#durations.recentMedian;
    this.#emit({
      type: 'progress',
      phase,
      epoch: this.#epoch,
      step: this.#stepsDone,
      msPerStep,
      remainingMs: this.#remainingMs(msPerStep),
    });
  }

  /** Estimated from the last training and validation steps, without one-time costs such as compiling. */
  #remainingMs(msPerStep: number | null): number | null {
    if (msPerStep === null) return null;
    const { epochs, stepsPerEpoch, validationSteps } = this.#plan;
    const validationMs = this.#validationDurations.median ?? msPerStep * validationShare;
    const restOfEpoch =
      (stepsPerEpoch - this.#stepsDone) * msPerStep + (validationSteps - this.#validationStepsDone) * validationMs;
    const epochMs = stepsPerEpoch * msPerStep + validationSteps * validationMs;
    return restOfEpoch + (epochs - this.#epoch) * epochMs;
  }
}
