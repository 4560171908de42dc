// The GRU's backward pass through time. With the forward pass's gates at hand, a step's gradients are the state's gradient
// times factors that do not depend on it: these are computed for all steps at once, and a step is left with five operations.
import * as tf from '@tensorflow/tfjs-core';
import { seenStates, stateGradients, summed } from '#main/training/nn/recurrent-dropout.ts';
import { addArriving, present, statesBefore, sumOfOuterProducts, type Arriving } from '#main/training/nn/recurrence.ts';
import type { Scan } from '#main/training/nn/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

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

/** What a backward pass reads. */
export interface GruBackward {
  readonly recurrentKernel: tf.Tensor;
  readonly derivatives: Derivatives;
  readonly steps: Steps;
  /** Recurrent dropout, with a block-diagonal kernel then. */
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

/** With `reset_after`. */
export function backwardAfter(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, steps, mask, arriving } = given;
  const { before, update, reset, resetSlope, toUpdate, toCandidate } = factorsOf(given.derivatives, steps);
  const units = update.shape.at(-1) ?? 1;
  const toReset = tf.mul(tf.mul(toCandidate, steps.resets), resetSlope);
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: present(tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)], 2), update, arriving.each),
    constants: present(recurrentKernel, mask),
    step: ([carried], [factors, update, arriving], [kernel, mask]) => {
      const gradient = addArriving(asGiven(carried), arriving);
      const product = tf.mul(tf.concat([gradient, gradient, gradient], 1), asGiven(factors));
      const seen = tf.matMul(product, asGiven(kernel), false, true);
      const before = summed([tf.mul(gradient, asGiven(update)), ...stateGradients(seen, mask ?? null, units)]);
      return { carried: [before], outputs: [gradient, product] };
    },
  });
  const [arrived, products] = [tensorAt(outputs, 0), tensorAt(outputs, 1)];
  const [gatesInput] = tf.split(products, [2 * units, units], 2);
  return {
    projected: tf.concat([asGiven(gatesInput), tf.mul(arrived, toCandidate)], 2),
    recurrentKernel: sumOfOuterProducts(seenStates(before, mask), products),
    recurrentBias: tf.sum(products, [0, 1]),
  };
}

/** Without `reset_after`. */
export function backwardBefore(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, steps, arriving } = given;
  const { before, update, reset, resetSlope, toUpdate, toCandidate } = factorsOf(given.derivatives, steps);
  const units = update.shape.at(-1) ?? 1;
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: present(tf.concat([toUpdate, tf.mul(before, resetSlope)], 2), toCandidate, update, reset, arriving.each),
    constants: tf.split(recurrentKernel, [2 * units, units], 1),
    step: ([carried], [gateFactors, candidateFactors, update, reset, arriving], [gatesKernel, candidateKernel]) => {
      const gradient = addArriving(asGiven(carried), arriving);
      const candidate = tf.mul(gradient, asGiven(candidateFactors));
      const resetState = tf.matMul(candidate, asGiven(candidateKernel), false, true);
      const gates = tf.mul(tf.concat([gradient, resetState], 1), asGiven(gateFactors));
      const before = tf.addN([
        tf.mul(gradient, asGiven(update)),
        tf.mul(resetState, asGiven(reset)),
        tf.matMul(gates, asGiven(gatesKernel), false, true),
      ]);
      return { carried: [before], outputs: [gates, candidate] };
    },
  });
  const [gates, candidates] = [tensorAt(outputs, 0), tensorAt(outputs, 1)];
  const projected = tf.concat([gates, candidates], 2);
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
