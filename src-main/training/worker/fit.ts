// The training loop: seeded order, steps, validation, callbacks, best weights. Independent of engines and files: it gets both
// as arguments.
import { performance } from 'node:perf_hooks';
import type { AppError } from '#shared/base/app-error.ts';
import { createRandom } from '#shared/base/random.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { BestEpoch } from '#shared/runs/run.ts';
import type { TrainingEvent, TrainingOutcome } from '#main/ports/trainer.ts';
import type { NamedArray, TrainStep } from '#main/training/step/train-step.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { StreamPlace } from '#main/training/worker/batches/sample-stream.ts';
import type { Split } from '#main/training/worker/batches/split.ts';
import type { CallbackMemory, TrainingCallback } from '#main/training/worker/callbacks.ts';
import { brokenMetric, lossIsNoNumber, metricIsNoNumber, terminatedOnNaN } from '#main/training/worker/divergence.ts';
import { EpochValues } from '#main/training/worker/epoch-values.ts';
import { MetricRecorder } from '#main/training/worker/metric-recorder.ts';

export interface FitPlan {
  readonly seed: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** 0 without validation samples. */
  readonly validationSteps: number;
  readonly shuffle: boolean;
  /** The metric of the best epoch: `val_accuracy`, `val_loss`, … */
  readonly monitor: string;
  /** Whether a loss that is no longer a number ends the run, with its best weights, instead of failing it. */
  readonly terminatesOnNaN?: boolean;
}

/** The loop's complete state between epochs: a run resumed from it continues as if uninterrupted. */
export interface FitState {
  /** The last completed epoch, from 1. */
  readonly epoch: number;
  /** Training steps up to then, over all epochs. */
  readonly steps: number;
  readonly learningRate: number;
  readonly best: BestEpoch | null;
  readonly callbacks: readonly Readonly<CallbackMemory>[];
  readonly stream: StreamPlace;
  readonly weights: readonly NamedArray[];
  readonly optimizer: readonly NamedArray[];
  /** The weights that a callback restores at the end. */
  readonly kept: readonly NamedArray[] | null;
  /** All numbers of the run by series, of the steps 1, 2, 3, …; those after this epoch do not count. */
  readonly points: ReadonlyMap<string, readonly number[]>;
}

/** A state to begin with. In that of a fork, the optimizer and the learning rate are null where they begin anew. */
export type StartState = Omit<FitState, 'optimizer' | 'learningRate'> & {
  readonly optimizer: readonly NamedArray[] | null;
  readonly learningRate: number | null;
};

/** Where the loop saves its state. */
export interface Checkpoints {
  /** Gets the state after every epoch but the last; it replaces the one before, on disk or first in memory only. */
  keep(state: FitState): void;
  /** Gets the state after the last epoch, from which nothing is resumed. */
  end(state: FitState): void;
  /** Writes the state in memory to disk: the run ends before its last epoch. */
  flush(): void;
  /** Drops what is in memory only: the run is completed, or resuming it would fail again. */
  forget(): void;
}

export interface FitContext {
  readonly step: TrainStep;
  readonly train: Split;
  readonly validation: Split;
  readonly plan: FitPlan;
  /** With their state, when the run is resumed. */
  readonly callbacks: readonly TrainingCallback[];
  /** The state to resume from; null for a new run. */
  readonly from: StartState | null;
  readonly checkpoints: Checkpoints;
  readonly emit: (event: TrainingEvent) => void;
  readonly isStopped: () => boolean;
  /** Keeps the weights of the best epoch so far on disk. */
  readonly keepBest: (weights: readonly NamedArray[], best: BestEpoch) => void;
}

/** The number of batches in an epoch: all samples, with a smaller last batch, unless a smaller number is set. */
export function stepsFor(samples: number, batchSize: number, asked: number | null, limit: number | null): number {
  return Math.min(asked ?? Math.ceil(samples / batchSize), limit ?? Infinity);
}

/** Loss and metrics over the first `steps` batches of a pass, named with `prefix`; null when it was stopped. */
export async function evaluate(
  step: Pick<TrainStep, 'evaluate'>,
  stream: SampleStream,
  options: {
    readonly steps: number;
    readonly prefix: string;
    readonly isStopped: () => boolean;
    readonly onStep: (step: number, durationMs: number) => void;
  },
): Promise<Record<string, number> | null> {
  const values = new EpochValues();
  stream.restart();
  for (let i = 1; i <= options.steps; i++) {
    if (options.isStopped()) return null;
    const startedAt = performance.now();
    values.add(await step.evaluate(await stream.next()));
    options.onStep(i, performance.now() - startedAt);
  }
  return values.values(options.prefix);
}

function isBetter(monitor: string, value: number, best: BestEpoch | null): boolean {
  if (!Number.isFinite(value)) return false;
  if (best === null) return true;
  return metricMode(monitor) === 'max' ? value > best.value : value < best.value;
}

/**
 * Trains to the plan's last epoch, or until a callback or the user stops it.
 * @throws AppError `training-failed` when the loss is no longer a number, and the plan does not end the run at that
 */
export async function fit(context: FitContext): Promise<TrainingOutcome> {
  const { step, plan, callbacks, from, checkpoints, isStopped } = context;
  const points = new Map([...(from?.points ?? [])].map(([key, values]) => [key, [...values]]));
  const emit = (event: TrainingEvent): void => {
    if (event.type === 'metrics' || event.type === 'epoch') keepPoints(points, event.points);
    context.emit(event);
  };
  // Before a fork an epoch may have had another number of steps.
  const stepsUntil = (epoch: number): number => (from?.steps ?? 0) + (epoch - (from?.epoch ?? 0)) * plan.stepsPerEpoch;
  const recorder = new MetricRecorder({ ...plan, stepsUntil }, emit, from?.points.get(epochKey('msPerStep')));
  const stream = new SampleStream(context.train, plan.batchSize, plan.shuffle ? createRandom(plan.seed, 1) : null);
  const validationStream = new SampleStream(context.validation, plan.batchSize, null);
  let best: BestEpoch | null = from?.best ?? null;
  let kept: readonly NamedArray[] | null = from?.kept ?? null;
  let epochsDone = from?.epoch ?? 0;
  let stoppedByPerson = false;
  let diverged: AppError | null = null;
  if (from !== null) {
    await step.setWeights(from.weights);
    if (from.optimizer !== null) await step.setOptimizerState(from.optimizer);
    // A schedule's follows from the number of updates, which the optimizer's state holds.
    if (from.learningRate !== null && step.learningRate !== from.learningRate) step.setLearningRate(from.learningRate);
    stream.goTo(from.stream);
  }

  for (let epoch = epochsDone + 1; epoch <= plan.epochs; epoch++) {
    const startedAt = performance.now();
    const values = new EpochValues();
    if (plan.stepsPerEpoch >= stream.batchesPerPass) stream.restart();
    recorder.startEpoch(epoch);
    let { learningRate } = step;
    for (let i = 1; i <= plan.stepsPerEpoch && !stoppedByPerson; i++) {
      const stepStartedAt = performance.now();
      ({ learningRate } = step);
      const result = await step.train(await stream.next());
      if (!Number.isFinite(result.loss)) {
        diverged = lossIsNoNumber(result.loss, epoch, i);
        break;
      }
      values.add(result);
      recorder.step(i, result, performance.now() - stepStartedAt);
      stoppedByPerson = isStopped();
    }
    if (stoppedByPerson || diverged !== null) break;

    const training = values.values();
    const onStep = (i: number, durationMs: number): void => recorder.validationStep(i, durationMs);
    const validating = { steps: plan.validationSteps, prefix: 'val_', isStopped, onStep };
    // As Keras's SwapEMAWeights: what is validated and kept are the averages, where the optimizer has them.
    await step.exchangeAverages();
    recorder.startValidation();
    const validation = plan.validationSteps === 0 ? {} : await evaluate(step, validationStream, validating);
    if (validation === null) {
      stoppedByPerson = true;
      break;
    }
    const metrics = { ...training, ...validation };
    const value = metrics[plan.monitor] ?? Number.NaN;
    if (isBetter(plan.monitor, value, best)) {
      best = { metric: plan.monitor, value, epoch };
      context.keepBest(await step.weights(), best);
    }
    epochsDone = epoch;
    const seconds = (performance.now() - startedAt) / 1000;
    recorder.endEpoch({ metrics, seconds, learningRate, best });
    const broken = brokenMetric(metrics, plan.monitor);
    if (broken !== null) {
      diverged = metricIsNoNumber(broken, metrics[broken] ?? Number.NaN, epoch);
      break;
    }

    const decisions = callbacks.map((callback) => callback({ epoch, metrics, learningRate }));
    if (decisions.some((decision) => decision.keepWeights === true)) kept = await step.weights();
    for (const decision of decisions)
      if (decision.learningRate !== undefined) step.setLearningRate(decision.learningRate);
    await step.exchangeAverages();
    const state: FitState = {
      epoch,
      steps: stepsUntil(epoch),
      learningRate: step.learningRate,
      best,
      callbacks: callbacks.map(({ memory }) => ({ ...memory })),
      stream: stream.place,
      weights: await step.weights(),
      optimizer: await step.optimizerState(),
      kept,
      points,
    };
    if (epoch === plan.epochs || decisions.some((decision) => decision.stop === true)) {
      await step.exchangeAverages();
      checkpoints.end(state);
      break;
    }
    checkpoints.keep(state);
    stoppedByPerson = isStopped();
    if (stoppedByPerson) break;
  }
  recorder.flush();
  if (stoppedByPerson) checkpoints.flush();
  else checkpoints.forget();
  // Without an epoch that was good there is nothing to end with.
  if (diverged !== null && (plan.terminatesOnNaN !== true || best === null)) throw diverged;
  if (kept !== null) await step.setWeights(kept);
  return {
    status: stoppedByPerson ? 'stopped' : 'completed',
    epochsDone,
    best,
    ...(diverged === null || best === null ? {} : { warning: terminatedOnNaN(diverged, best).toJSON() }),
  };
}

/** Adds points to their series. */
function keepPoints(series: Map<string, number[]>, points: readonly MetricPoint[]): void {
  for (const { key, step, value } of points) {
    let values = series.get(key);
    if (values === undefined) series.set(key, (values = []));
    values[step - 1] = value;
  }
}
