// What GRU, LSTM and SimpleRNN do before the first step: order, input dropout, and one matrix product for all steps.
import * as tf from '@tensorflow/tfjs-core';
import { dropoutMask } from '#main/training/nn/layers/dropout.ts';
import type { CallContext, Mask } from '#main/training/nn/call-context.ts';
import type { ScanPlan } from '#main/training/nn/recurrent/scan.ts';
import { swapStepsAndBatch } from '#main/training/nn/recurrent/recurrence.ts';
import { multiplyLastAxis, sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

/** The arguments that all three layers share. */
export interface RecurrentArguments {
  readonly units: number;
  readonly dropout: number;
  readonly recurrent_dropout: number;
  readonly seed: number | null;
  readonly return_sequences: boolean;
  readonly go_backwards: boolean;
}

/**
 * Masks as Keras 3 draws them: one for the whole sequence, not one per step. With `recurrent_dropout`, every gate has its own
 * masks (Keras's implementation 1); without it the gates share one. Only the state inside the matrix product is masked; the
 * carried state is not.
 */
export interface RecurrentMasks {
  /** `[1, batch, features]`, one for all gates or one per gate; null without input dropout. */
  readonly inputs: readonly tf.Tensor[] | null;
  /** `[batch, units]`, one per gate; null without recurrent dropout. */
  readonly states: readonly tf.Tensor[] | null;
}

/** @param x `[steps, batch, features]` */
export function drawMasks(
  x: tf.Tensor,
  gates: number,
  config: RecurrentArguments,
  { training, random }: CallContext,
): RecurrentMasks {
  if (!training) return { inputs: null, states: null };
  const [, batch = 0, features = 0] = x.shape;
  const draw = (count: number, shape: readonly number[], rate: number): tf.Tensor[] =>
    Array.from({ length: count }, () => dropoutMask(shape, rate, random, config.seed));
  const separate = config.recurrent_dropout > 0;
  return {
    inputs: config.dropout > 0 ? draw(separate ? gates : 1, [1, batch, features], config.dropout) : null,
    states: separate ? draw(gates, [batch, config.units], config.recurrent_dropout) : null,
  };
}

/** `[steps, batch, features] → [steps, batch, gates · units]`: inputs times kernel, plus bias, for every step at once. */
export function projectInputs(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  masks: readonly tf.Tensor[] | null,
): tf.Tensor {
  const product = multiplyMasked(x, kernel, masks);
  return bias === null ? product : tf.add(product, bias);
}

function multiplyMasked(x: tf.Tensor, kernel: tf.Tensor, masks: readonly tf.Tensor[] | null): tf.Tensor {
  if (masks === null) return multiplyLastAxis(x, kernel);
  if (masks.length === 1) return multiplyLastAxis(tf.mul(x, tensorAt(masks, 0)), kernel);
  const products = tf
    .split(kernel, masks.length, 1)
    .map((gate, i) => multiplyLastAxis(tf.mul(x, tensorAt(masks, i)), gate));
  return tf.concat(products, 2);
}

/** The input in the order in which it is read, `[batch, steps, features] → [steps, batch, features]`. */
export function readingOrder(x: tf.Tensor, config: RecurrentArguments): tf.Tensor {
  sequenceSizes(x);
  const steps = swapStepsAndBatch(x);
  return config.go_backwards ? tf.reverse(steps, 0) : steps;
}

/** The mask in the same order, `[batch, steps] → [steps, batch, 1]`. */
export function countedSteps(mask: Mask, config: RecurrentArguments): Mask {
  return mask === null ? null : readingOrder(tf.expandDims(mask, -1), config);
}

/** The state before the first step when none is given, `[batch, units]`. */
export function zeroState(x: tf.Tensor, { units }: RecurrentArguments): tf.Tensor {
  return tf.zeros([x.shape[1] ?? 0, units]);
}

/** The fixed parts of a forward pass: states before the first step, kernels, and recurrent dropout. */
export type RecurrentScan = Required<Pick<ScanPlan, 'carried' | 'constants' | 'samples'>>;
