// A training step: takes a batch, returns loss and metrics; weights and optimizer slots are read and set by name.
// Two kinds give the same numbers: eager (any backend) and compiled (a TensorFlow graph).
import type { Batch } from '#shared/data/samples.ts';
import type { OutputMetric } from '#main/training/nn/objective.ts';
import type { StepKind } from '#shared/runs/run.ts';

/** Means over a batch's samples. An epoch weights them by `size`, as Keras does. */
export interface BatchResult {
  /** The loss averaged over the batch's samples, regularization included. */
  readonly loss: number;
  /** Each metric of the batch's samples, by Keras's name (`accuracy`, `mae`). */
  readonly metrics: Readonly<Record<string, number>>;
  readonly size: number;
  /** The metrics that are no means over samples: an epoch's value is made of the sums over its batches. */
  readonly sums?: Readonly<Record<string, BatchSums>>;
}

/** The sums that a metric of a batch is made of. */
export interface BatchSums {
  readonly sums: readonly number[];
  value(sums: readonly number[]): number;
}

/** A weight or optimizer slot as numbers. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TrainStep {
  readonly kind: StepKind;
  /** Forward, backward, update, or with accumulated gradients only every so many batches. Rejects with AppError `training-failed`. */
  train(batch: Batch): Promise<BatchResult>;
  /** Forward only, as at inference (no dropout). */
  evaluate(batch: Batch): Promise<BatchResult>;
  /** The model's outputs, `[batch, ...outputShape]` each. */
  predict(batch: Pick<Batch, 'inputs' | 'size'>): Promise<Float32Array[]>;
  /** Weights, named `<layer id>/<weight>` (`conv1d/kernel`), in model order. A copy. */
  weights(): Promise<NamedArray[]>;
  setWeights(arrays: readonly NamedArray[]): Promise<void>;
  /** Optimizer slots and the step counter, named `<slot>/<layer id>/<weight>` and `iterations`. A copy. */
  optimizerState(): Promise<NamedArray[]>;
  setOptimizerState(arrays: readonly NamedArray[]): Promise<void>;
  /** Of the next update: the optimizer's, or its schedule's. */
  readonly learningRate: number;
  /** @throws Error when a schedule decides it */
  setLearningRate(value: number): void;
  /** Exchanges the trained weights and their averages (`use_ema`); does nothing without them. */
  exchangeAverages(): Promise<void>;
  /** Frees all tensors; the step cannot be used afterwards. */
  dispose(): void;
}

/** @param numbers loss, then the metrics' means or sums in order */
export function toBatchResult(numbers: Float32Array, wanted: readonly OutputMetric[], size: number): BatchResult {
  const [loss = Number.NaN] = numbers;
  const metrics: Record<string, number> = {};
  const sums: Record<string, BatchSums> = {};
  let place = 1;
  for (const metric of wanted) {
    const { name } = metric;
    if (metric.sums === null) metrics[name] = numbers[place++] ?? Number.NaN;
    else {
      const { count, value } = metric.sums;
      const own = Array.from(numbers.subarray(place, place + count));
      sums[name] = { sums: own, value };
      metrics[name] = value(own);
      place += count;
    }
  }
  return { loss, metrics, size, sums };
}
