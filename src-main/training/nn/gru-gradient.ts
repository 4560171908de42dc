// The GRU's backward pass through time. With the forward pass's gates at hand, a step's gradients are the state's gradient
// times factors that do not depend on it: these are computed for all steps at once, and a step is left with five operations.
import * as tf from '@tensorflow/tfjs-core';
import { seenStates, stateGradients, summed } from '#main/training/nn/recurrent-dropout.ts';
import { addArriving, statesBefore, sumOfOuterProducts } from '#main/training/nn/recurrence.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Kept of every step: z and r, the candidate h, and what the reset gate was multiplied with (or the product). */
export type GruKept = 'gates' | 'candidates' | 'resets';

type Steps = Readonly<Record<GruKept | 'states', tf.Tensor>>;

/** Derivatives of the activations, from their outputs. */
export interface Derivatives {
  readonly activation: (y: tf.Tensor) => tf.Tensor;
  readonly recurrentActivation: (y: tf.Tensor) => tf.Tensor;
}

export interface GruGradients {
  readonly projected: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly recurrentBias: tf.Tensor;
}

/** What both forms share: the gates, their derivatives, and the state's share in them. */
function factorsOf(derivatives: Derivatives, { states, gates, candidates }: Steps) {
  const before = statesBefore(states);
  const [update, reset] = halves(gates);
  const [updateSlope, resetSlope] = halves(derivatives.recurrentActivation(gates));
  return {
    before,
    update,
    reset,
    resetSlope,
    /** d s' / d (z's input) and d s' / d (h's input). */
    toUpdate: tf.mul(tf.sub(before, candidates), updateSlope),
    toCandidate: tf.mul(tf.sub(1, update), derivatives.activation(candidates)),
  };
}

/** With `reset_after`. @param mask recurrent dropout, with a block-diagonal kernel then */
export function backwardAfter(
  recurrentKernel: tf.Tensor,
  derivatives: Derivatives,
  steps: Steps,
  mask: tf.Tensor | null,
  arriving: (step: number) => tf.Tensor | null,
): GruGradients {
  const { before, update, reset, resetSlope, toUpdate, toCandidate } = factorsOf(derivatives, steps);
  const units = update.shape.at(-1) ?? 1;
  const toReset = tf.mul(tf.mul(toCandidate, steps.resets), resetSlope);
  const factors = tf.unstack(tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)], 2), 1);
  const updates = tf.unstack(update, 1);
  const arrived: tf.Tensor[] = [];
  const productGradients: tf.Tensor[] = [];
  let carried: tf.Tensor | null = null;
  for (let step = factors.length - 1; step >= 0; step--) {
    const gradient = addArriving(carried, arriving(step));
    const product = tf.mul(tf.concat([gradient, gradient, gradient], 1), tensorAt(factors, step));
    arrived.unshift(gradient);
    productGradients.unshift(product);
    if (step > 0) {
      const seen = tf.matMul(product, recurrentKernel, false, true);
      carried = summed([tf.mul(gradient, tensorAt(updates, step)), ...stateGradients(seen, mask, units)]);
    }
  }
  const products = tf.stack(productGradients, 1);
  const [gatesInput] = tf.split(products, [2 * units, units], 2);
  const candidateInput = tf.mul(tf.stack(arrived, 1), toCandidate);
  return {
    projected: tf.concat([gatesInput ?? candidateInput, candidateInput], 2),
    recurrentKernel: sumOfOuterProducts(seenStates(before, mask), products),
    recurrentBias: tf.sum(products, [0, 1]),
  };
}

/** Without `reset_after`. */
export function backwardBefore(
  recurrentKernel: tf.Tensor,
  derivatives: Derivatives,
  steps: Steps,
  arriving: (step: number) => tf.Tensor | null,
): GruGradients {
  const { before, update, reset, resetSlope, toUpdate, toCandidate } = factorsOf(derivatives, steps);
  const units = update.shape.at(-1) ?? 1;
  const [gatesKernel, candidateKernel] = tf.split(recurrentKernel, [2 * units, units], 1);
  if (gatesKernel === undefined || candidateKernel === undefined) throw new Error('A GRU has no recurrent kernel.');
  const gateFactors = tf.unstack(tf.concat([toUpdate, tf.mul(before, resetSlope)], 2), 1);
  const candidateFactors = tf.unstack(toCandidate, 1);
  const updates = tf.unstack(update, 1);
  const resets = tf.unstack(reset, 1);
  const projectedGradients: tf.Tensor[] = [];
  let carried: tf.Tensor | null = null;
  for (let step = gateFactors.length - 1; step >= 0; step--) {
    const gradient = addArriving(carried, arriving(step));
    const candidate = tf.mul(gradient, tensorAt(candidateFactors, step));
    const resetState = tf.matMul(candidate, candidateKernel, false, true);
    const gates = tf.mul(tf.concat([gradient, resetState], 1), tensorAt(gateFactors, step));
    projectedGradients.unshift(tf.concat([gates, candidate], 1));
    if (step > 0) {
      carried = tf.addN([
        tf.mul(gradient, tensorAt(updates, step)),
        tf.mul(resetState, tensorAt(resets, step)),
        tf.matMul(gates, gatesKernel, false, true),
      ]);
    }
  }
  const projected = tf.stack(projectedGradients, 1);
  const [gates, candidates] = tf.split(projected, [2 * units, units], 2);
  if (gates === undefined || candidates === undefined) throw new Error('A GRU has no gates.');
  return {
    projected,
    recurrentKernel: tf.concat([sumOfOuterProducts(before, gates), sumOfOuterProducts(steps.resets, candidates)], 1),
    recurrentBias: tf.sum(projected, [0, 1]),
  };
}

function halves(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const parts = tf.split(x, 2, 2);
  return [tensorAt(parts, 0), tensorAt(parts, 1)];
}
