// Runs a function over the steps of a sequence, with a state passed from step to step. Recurrent layers describe their
// forward and backward passes as such plans; the caller chooses how to run them: a loop here, a compiled loop in a graph.
import * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** The result of one step of a scan. */
export interface ScanStep {
  /** The same number and shapes as the inputs. */
  readonly carried: readonly tf.Tensor[];
  /** `[batch, …]` each. */
  readonly outputs: readonly tf.Tensor[];
}

/** A loop over the steps of a sequence. */
export interface ScanPlan {
  /** The state before the first step. */
  readonly carried: readonly tf.Tensor[];
  /** Sequences read step by step, `[steps, batch, …]` each; at least one. */
  readonly sequences: readonly tf.Tensor[];
  /** Other inputs of a step, the same for all samples. */
  readonly constants: readonly tf.Tensor[];
  /** Inputs per sample, `[batch, …]` each, the same at every step. */
  readonly samples?: readonly tf.Tensor[];
  /** From the last step to the first. */
  readonly backwards?: boolean;
  /**
   * Computes what a step reads instead of the sequences, with operations along the last axis only: for all steps at once
   * where operations are expensive, step by step where memory is scarce.
   */
  readonly derive?: (sequences: readonly tf.Tensor[]) => readonly tf.Tensor[];
  /** Pure operations on its arguments only; `slices` are `[batch, …]`. */
  readonly step: (
    carried: readonly tf.Tensor[],
    slices: readonly tf.Tensor[],
    constants: readonly tf.Tensor[],
    samples: readonly tf.Tensor[],
  ) => ScanStep;
}

/** The result of a whole scan. */
export interface ScanResult {
  readonly carried: readonly tf.Tensor[];
  /** `[steps, batch, …]` each, in the order of the sequence. */
  readonly outputs: readonly tf.Tensor[];
}

/** Runs a plan: step by step, unrolled, or as a loop of a graph. */
export type Scan = (plan: ScanPlan) => ScanResult;

/** One step after the other; differentiable by tfjs. */
export const unrolledScan: Scan = ({
  carried,
  sequences,
  constants,
  samples = [],
  backwards = false,
  derive,
  step,
}) => {
  const slices = (derive === undefined ? sequences : derive(sequences)).map((sequence) => tf.unstack(sequence));
  const count = slices[0]?.length ?? 0;
  let state = carried;
  const steps: (readonly tf.Tensor[])[] = [];
  for (let i = 0; i < count; i++) {
    const place = backwards ? count - 1 - i : i;
    const next = step(
      state,
      slices.map((each) => tensorAt(each, place)),
      constants,
      samples,
    );
    state = next.carried;
    steps.push(next.outputs);
  }
  if (backwards) steps.reverse();
  const outputs = (steps[0] ?? []).map((_, output) => tf.stack(steps.map((each) => tensorAt(each, output))));
  return { carried: state, outputs };
};
