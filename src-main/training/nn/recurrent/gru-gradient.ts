// The GRU's backward pass through time. Given the forward pass's gates, a step's gradients are the state's gradient times
// factors that do not depend on it. The factors are derived for all steps at once or step by step (scan.ts).
import * as tf from '@tensorflow/tfjs-core';
import { optionalSlices, pastWhereMasked, whereCounted } from '#main/training/nn/recurrent/masked-steps.ts';
import { seenStates, stateGradients, summed } from '#main/training/nn/recurrent/recurrent-dropout.ts';
import {
  addArriving,
  present,
  sumOfOuterProducts,
  type Arriving,
  type KeptSteps,
} from '#main/training/nn/recurrent/recurrence.ts';
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
  /** Of the state before the first step. */
  readonly state: tf.Tensor;
}

/** The inputs of a backward pass. */
export interface GruBackward {
  readonly recurrentKernel: tf.Tensor;
  readonly derivatives: Derivatives;
  readonly kept: KeptSteps<GruKept>;
  /** Recurrent dropout; the kernel is then block-diagonal. */
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

/** What both forms share: the gates, their derivatives, and the state's contribution. */
function factorsOf(derivatives: Derivatives, isMasked: boolean, sequences: readonly tf.Tensor[]) {
  const [before, gates, candidates, resets, ...rest] = sequences;
  const { counted, arriving } = optionalSlices(rest, isMasked);
  const [update, reset] = halves(asGiven(gates));
  const [updateSlope, resetSlope] = halves(derivatives.recurrentActivation(asGiven(gates)));
  return {
    before: asGiven(before),
    /** What of the state's gradient goes past the gates. */
    kept: pastWhereMasked(update, counted),
    reset,
    arriving: present(arriving),
    resets: asGiven(resets),
    resetSlope,
    /** d s' / d (z's input) and d s' / d (h's input). */
    toUpdate: whereCounted(tf.mul(tf.sub(asGiven(before), asGiven(candidates)), updateSlope), counted),
    toCandidate: whereCounted(tf.mul(tf.sub(1, update), derivatives.activation(asGiven(candidates))), counted),
  };
}

function sequencesOf({ kept, arriving }: GruBackward): tf.Tensor[] {
  return present(kept.before, kept.gates, kept.candidates, kept.resets, kept.counted, arriving.each);
}

/** With `reset_after`. */
export function backwardAfter(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, derivatives, kept, mask, arriving } = given;
  const isMasked = kept.counted !== undefined;
  const units = tensorAt(arriving.finals, 0).shape.at(-1) ?? 1;
  const { carried, outputs } = scan({
    backwards: true,
    carried: arriving.finals,
    sequences: sequencesOf(given),
    constants: [recurrentKernel],
    samples: present(mask),
    derive: (sequences) => {
      const factorsOfAll = factorsOf(derivatives, isMasked, sequences);
      const { reset, resets, resetSlope, toUpdate, toCandidate } = factorsOfAll;
      const toReset = tf.mul(tf.mul(toCandidate, resets), resetSlope);
      const factors = tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)], -1);
      return [factors, toCandidate, factorsOfAll.kept, ...factorsOfAll.arriving];
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
    state: tensorAt(carried, 0),
  };
}

/** Without `reset_after`. */
export function backwardBefore(scan: Scan, given: GruBackward): GruGradients {
  const { recurrentKernel, derivatives, kept, arriving } = given;
  const isMasked = kept.counted !== undefined;
  const units = tensorAt(arriving.finals, 0).shape.at(-1) ?? 1;
  const { carried, outputs } = scan({
    backwards: true,
    carried: arriving.finals,
    sequences: sequencesOf(given),
    constants: tf.split(recurrentKernel, [2 * units, units], 1),
    derive: (sequences) => {
      const factorsOfAll = factorsOf(derivatives, isMasked, sequences);
      const { before, reset, resetSlope, toUpdate, toCandidate } = factorsOfAll;
      const gateFactors = tf.concat([toUpdate, tf.mul(before, resetSlope)], -1);
      return [gateFactors, toCandidate, factorsOfAll.kept, reset, ...factorsOfAll.arriving];
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
  return {
    projected,
    recurrentKernel: tf.concat(kernels, 1),
    recurrentBias: tf.sum(projected, [0, 1]),
    state: tensorAt(carried, 0),
  };
}

function halves(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const parts = tf.split(x, 2, -1);
  return [tensorAt(parts, 0), tensorAt(parts, 1)];
}
