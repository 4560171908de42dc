// A training step: takes a batch, returns loss and metrics; weights and optimizer slots are read and set by name.
// Two kinds give the same numbers: eager (any backend) and compiled (a TensorFlow graph).
import type { Batch } from '#shared/data/samples.ts';
import type { StepKind } from '#shared/runs/run.ts';

/** Means over a batch's samples. An epoch weights them by `size`, as Keras does. */
export interface BatchResult {
  /** The loss averaged over the batch's samples, regularization included. */
  readonly loss: number;
  /** Each metric averaged over the batch's samples, by Keras's name (`accuracy`, `mae`). */
  readonly metrics: Readonly<Record<string, number>>;
  readonly size: number;
}

/** A weight or optimizer slot as numbers. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TrainStep {
  readonly kind: StepKind;
  /** Forward, backward, update. Rejects with AppError `training-failed`. */
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
  readonly learningRate: number;
  setLearningRate(value: number): void;
  /** Frees all tensors; the step cannot be used afterwards. */
  dispose(): void;
}

/** @param numbers loss, then the metrics in order */
export function toBatchResult(numbers: Float32Array, metricNames: readonly string[], size: number): BatchResult {
  const [loss = Number.NaN, ...metrics] = numbers;
  return { loss, metrics: Object.fromEntries(metricNames.map((name, i) => [name, metrics[i] ?? Number.NaN])), size };
}
