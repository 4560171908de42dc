// The GRU's backward pass through time. Given the forward pass's gates, a step's gradients are the state's gradient times
// factors that do not depend on it. The factors are derived for all steps at once or step by step (scan.ts).
import * as tf from '@tensorflow/tfjs-core';
import { seenStates, stateGradients, summed } from '#main/training/nn/recurrent/recurrent-dropout.ts';
import { addArriving, present, sumOfOuterProducts, type Arriving } from '#main/training/nn/recurrent/recurrence.ts';
import type { Scan } from '#main/training/nn/recurrent/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** Kept of every step: the state before, z and r, the candidate h, and the reset gate's factor (or the product). */
export type GruKept = 'before' | 'gates' | 'candidates' | 'resets';

/** The activations' derivatives, computed from their outputs. */
export interface Derivatives {
  readonly activation: (y: tf.Tensor) => tf.Tensor;
  readonly recurrentActivation: (y: tf.Tensor) => tf.Tensor;
}

/** The gradients of a GRU's inputs and weights. */
export interface GruGradients {
  readonly projected: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly recurrentBias: tf.Tensor;
}

/** The inputs of a backward pass. */
export interface GruBackward {
  readonly recurrentKernel: tf.Tensor;
  readonly derivatives: Derivatives;
  readonly kept: Readonly<Record<GruKept, tf.Tensor>>;
  /** Recurrent dropout; the kernel is then block-diagonal. */
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

/** What both forms share: the gates, their derivatives, and the state's contribution. */
function factorsOf(derivatives: Derivatives, kept: readonly tf.Tensor[]) {
  const [before, gates, candidates, resets] = kept.slice(0, 4).map(asGiven);
  const [update, reset] = halves(asGiven(gates));
  const [updateSlope, resetSlope] = halves(derivatives.recurrentActivation(asGiven(gates)));
  return {
    before: asGiven(before),
    update,
    reset,
    resets: asGiven(resets),
    resetSlope,
    /** d s' / d (z's input) and d s' / d (h's input). */
    toUpdate: tf.mul(tf.sub(asGiven(before), asGiven(candidates)), updateSlope),
    toCandidate: tf.mul(tf.sub(1, update), derivatives.activation(asGiven(candidates))),
  };
}

function sequencesOf({ kept, arriving }: GruBackward): tf.Tensor[] {
  return present(kept.before, kept.gates, kept.candidates, kept.resets, arriving.each);
}

/** With `reset_after`. */
export function backwardAfter(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, derivatives, kept, mask, arriving } = given;
  const units = arriving.last.shape.at(-1) ?? 1;
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: sequencesOf(given),
    constants: [recurrentKernel],
    samples: present(mask),
    derive: (sequences) => {
      const { update, reset, resets, resetSlope, toUpdate, toCandidate } = factorsOf(derivatives, sequences);
      const toReset = tf.mul(tf.mul(toCandidate, resets), resetSlope);
      const factors = tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)], -1);
      return [factors, toCandidate, update, ...sequences.slice(4)];
    },
    step: ([carried], [factors, toCandidate, update, arriving], [kernel], [mask]) => {
      const gradient = addArriving(asGiven(carried), arriving);
      const product = tf.mul(tf.concat([gradient, gradient, gradient], 1), asGiven(factors));
      const [gates] = tf.split(product, [2 * units, units], 1);
      const projected = tf.concat([asGiven(gates), tf.mul(gradient, asGiven(toCandidate))], 1);
      const seen = tf.matMul(product, asGiven(kernel), false, true);
      const before = summed([tf.mul(gradient, asGiven(update)), ...stateGradients(seen, mask ?? null, units)]);
      return { carried: [before], outputs: [projected, product] };
    },
  });
  const [projected, products] = [tensorAt(outputs, 0), tensorAt(outputs, 1)];
  return {
    projected,
    recurrentKernel: sumOfOuterProducts(seenStates(kept.before, mask), products),
    recurrentBias: tf.sum(products, [0, 1]),
  };
}

/** Without `reset_after`. */
export function backwardBefore(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, derivatives, kept, arriving } = given;
  const units = arriving.last.shape.at(-1) ?? 1;
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: sequencesOf(given),
    constants: tf.split(recurrentKernel, [2 * units, units], 1),
    derive: (sequences) => {
      const { before, update, reset, resetSlope, toUpdate, toCandidate } = factorsOf(derivatives, sequences);
      const gateFactors = tf.concat([toUpdate, tf.mul(before, resetSlope)], -1);
      return [gateFactors, toCandidate, update, reset, ...sequences.slice(4)];
    },
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
      return { carried: [before], outputs: [tf.concat([gates, candidate], 1)] };
    },
  });
  const projected = tensorAt(outputs, 0);
  const [gates, candidates] = tf.split(projected, [2 * units, units], -1);
  const kernels = [
    sumOfOuterProducts(kept.before, asGiven(gates)),
    sumOfOuterProducts(kept.resets, asGiven(candidates)),
  ];
  return { projected, recurrentKernel: tf.concat(kernels, 1), recurrentBias: tf.sum(projected, [0, 1]) };
}

function halves(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const parts = tf.split(x, 2, -1);
  return [tensorAt(parts, 0), tensorAt(parts, 1)];
}
