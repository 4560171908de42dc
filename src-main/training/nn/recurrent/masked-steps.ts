// Recurrent layers stand still on a masked step: the state goes on unchanged, and so does its gradient. Which steps count is
// `[batch, 1]` of 1 or 0; undefined where all do.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput, type LayerOutput, type Mask } from '#main/training/nn/call-context.ts';
import { swapStepsAndBatch } from '#main/training/nn/recurrent/recurrence.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** The new state where the step counts, else the one before. Exact: one of the two terms is 0. */
export function nextWhereCounted(next: tf.Tensor, before: tf.Tensor, counted: tf.Tensor | undefined): tf.Tensor {
  return counted === undefined ? next : tf.add(tf.mul(next, counted), tf.mul(before, tf.sub(1, counted)));
}

/** The factor of a gradient through a step: 0 where the step is masked. */
export function whereCounted(factor: tf.Tensor, counted: tf.Tensor | undefined): tf.Tensor {
  return counted === undefined ? factor : tf.mul(factor, counted);
}

/** The factor of a gradient past a step: 1 where the step is masked. */
export function pastWhereMasked(factor: tf.Tensor, counted: tf.Tensor | undefined): tf.Tensor {
  return counted === undefined ? factor : tf.add(tf.mul(factor, counted), tf.sub(1, counted));
}

/** The part of a state's gradient that passes a masked step by; none where all count. */
export function pastMasked(gradient: tf.Tensor, counted: tf.Tensor | undefined): tf.Tensor[] {
  return counted === undefined ? [] : [tf.mul(gradient, tf.sub(1, counted))];
}

/** The sequences of a backward pass after the fixed ones: the mask, and the arriving gradient, where there are such. */
export function optionalSlices(
  slices: readonly tf.Tensor[],
  isMasked: boolean,
): { readonly counted: tf.Tensor | undefined; readonly arriving: tf.Tensor | undefined } {
  const [first, second] = slices;
  return isMasked ? { counted: first, arriving: second } : { counted: undefined, arriving: first };
}

/**
 * A recurrent layer's outputs. At a masked step the output is that of the step before, or 0 with `zero_output_for_mask`.
 * @param outputs the output, then the final states
 * @param counted `[steps, batch, 1]`
 */
export function maskedOutputs(
  outputs: readonly tf.Tensor[],
  counted: Mask,
  { return_sequences: sequences, zero_output_for_mask: zeros, return_state: withState }: OutputArguments,
): LayerOutput[] {
  const [output, ...finals] = outputs;
  const states = withState ? finals.map(plainOutput) : [];
  const tensor = asGiven(output);
  if (counted === null || !zeros) return [plainOutput(tensor), ...states];
  const factor = sequences ? swapStepsAndBatch(counted) : tensorAt(tf.unstack(counted), counted.shape[0] - 1);
  return [plainOutput(tf.mul(tensor, factor)), ...states];
}

interface OutputArguments {
  readonly return_sequences: boolean;
  readonly return_state: boolean;
  readonly zero_output_for_mask: boolean;
}
