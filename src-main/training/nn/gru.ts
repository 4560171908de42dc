// GRU (Cho et al., 2014), gates in Keras's order z (update), r (reset), h (candidate).
//   z = σ(x·Kz + bz + s·Rz)   r = σ(x·Kr + br + s·Rr)
//   h = tanh(x·Kh + bh + r ∘ (s·Rh + b'h))      reset_after, Keras's default: two biases
//   h = tanh(x·Kh + bh + (r ∘ s)·Rh)            otherwise
//   s' = z ∘ s + (1 - z) ∘ h
import * as tf from '@tensorflow/tfjs-core';
import { gruConfigSchema, type GRUConfig } from '#shared/layers/recurrent.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import { backwardAfter, backwardBefore, type Derivatives, type GruKept } from '#main/training/nn/gru-gradient.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { blockDiagonal, joinMasks, seenState } from '#main/training/nn/recurrent-dropout.ts';
import { drawMasks, projectInputs, readingOrder } from '#main/training/nn/recurrent-inputs.ts';
import { outputOf, runHandWritten, type Unrolled } from '#main/training/nn/recurrence.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

export const buildGRU: LayerBuilder = (spec, weights) => {
  const config = gruConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const derivatives = derivativesOf(config);

  return (inputs, context) => {
    const x = readingOrder(onlyTensor(inputs), config);
    const masks = drawMasks(x, 3, config, context);
    const [inputBias, recurrentBias] = splitBias(bias, config.reset_after);
    const projected = projectInputs(x, kernel, inputBias, masks.inputs);
    const output = config.reset_after
      ? runAfter(projected, { recurrentKernel, recurrentBias, masks: masks.states }, config, derivatives)
      : runBefore(projected, { recurrentKernel, masks: masks.states }, config, derivatives);
    return plainOutput(output);
  };
};

/** Null where an activation's output does not tell its derivative: the gradient is then tfjs's. */
function derivativesOf(config: GRUConfig): Derivatives | null {
  const activation = derivativeFromOutput(config.activation);
  const recurrentActivation = derivativeFromOutput(config.recurrent_activation);
  return activation === null || recurrentActivation === null ? null : { activation, recurrentActivation };
}

/** `[2, 3·units]` → the inputs' and the state's bias; without `reset_after` there is the first only. */
function splitBias(bias: tf.Tensor | null, resetAfter: boolean): [tf.Tensor | null, tf.Tensor | null] {
  if (bias === null || !resetAfter) return [bias, null];
  const [input, recurrent] = tf.unstack(bias, 0);
  return [input ?? null, recurrent ?? null];
}

interface GruWeights {
  readonly recurrentKernel: tf.Tensor;
  /** Recurrent dropout, `[batch, units]` for z, r, h. */
  readonly masks: readonly tf.Tensor[] | null;
}

function runAfter(
  projected: tf.Tensor,
  { recurrentKernel: kernel, masks, recurrentBias: bias }: GruWeights & { readonly recurrentBias: tf.Tensor | null },
  config: GRUConfig,
  derivatives: Derivatives | null,
): tf.Tensor {
  const { units, return_sequences: sequences } = config;
  const mask = joinMasks(masks);
  const recurrentKernel = mask === null ? kernel : blockDiagonal(kernel, 3);
  const recurrentBias = bias ?? tf.zeros([3 * units]);
  const stepWith =
    (recurrentKernel: tf.Tensor, recurrentBias: tf.Tensor): TakeStep =>
    (state, gatesInput, candidateInput) => {
      const product = tf.matMul(seenState(state, mask), recurrentKernel);
      const inner = tf.add(product, recurrentBias);
      const [innerGates, innerCandidate] = pair(tf.split(inner, [2 * units, units], 1));
      const gates = activate(config.recurrent_activation, tf.add(gatesInput, innerGates));
      const [update, reset] = pair(tf.split(gates, 2, 1));
      const candidate = activate(config.activation, tf.add(candidateInput, tf.mul(reset, innerCandidate)));
      return { gates, update, candidate, reset: innerCandidate };
    };
  if (derivatives === null) {
    return outputOf(unrollGru(projected, stepWith(recurrentKernel, recurrentBias), units).states, sequences);
  }
  return runHandWritten(projected, {
    weights: { recurrentKernel, recurrentBias },
    mask,
    sequences,
    unroll: (x, weights) => unrollGru(x, stepWith(weights.recurrentKernel, weights.recurrentBias), units),
    backward: (weights, steps, mask, arriving) =>
      backwardAfter(weights.recurrentKernel, derivatives, steps, mask, arriving),
  });
}

/** The older form; with recurrent dropout its gradient is left to tfjs. */
function runBefore(
  projected: tf.Tensor,
  { recurrentKernel, masks }: GruWeights,
  config: GRUConfig,
  derivatives: Derivatives | null,
): tf.Tensor {
  const { units, return_sequences: sequences } = config;
  const gatesMask = masks === null ? null : joinMasks(masks.slice(0, 2));
  const candidateMask = masks === null ? null : tensorAt(masks, 2);
  const stepWith = (recurrentKernel: tf.Tensor): TakeStep => {
    const [plainKernel, candidateKernel] = pair(tf.split(recurrentKernel, [2 * units, units], 1));
    const gatesKernel = gatesMask === null ? plainKernel : blockDiagonal(plainKernel, 2);
    return (state, gatesInput, candidateInput) => {
      const product = tf.matMul(seenState(state, gatesMask), gatesKernel);
      const gates = activate(config.recurrent_activation, tf.add(gatesInput, product));
      const [update, reset] = pair(tf.split(gates, 2, 1));
      const resetState = tf.mul(reset, seenState(state, candidateMask));
      const candidate = activate(config.activation, tf.add(candidateInput, tf.matMul(resetState, candidateKernel)));
      return { gates, update, candidate, reset: resetState };
    };
  };
  if (derivatives === null || masks !== null) {
    return outputOf(unrollGru(projected, stepWith(recurrentKernel), units).states, sequences);
  }
  return runHandWritten(projected, {
    weights: { recurrentKernel },
    mask: null,
    sequences,
    unroll: (x, { recurrentKernel }) => unrollGru(x, stepWith(recurrentKernel), units),
    backward: ({ recurrentKernel }, steps, _mask, arriving) =>
      backwardBefore(recurrentKernel, derivatives, steps, arriving),
  });
}

interface GruStep {
  /** z and r side by side, `[batch, 2·units]`. */
  readonly gates: tf.Tensor;
  readonly update: tf.Tensor;
  readonly candidate: tf.Tensor;
  /** What the reset gate was multiplied with (`reset_after`), or the product with the state. */
  readonly reset: tf.Tensor;
}

type TakeStep = (state: tf.Tensor, gatesInput: tf.Tensor, candidateInput: tf.Tensor) => GruStep;

function unrollGru(projected: tf.Tensor, takeStep: TakeStep, units: number): Unrolled<GruKept> {
  const { batch } = sequenceSizes(projected);
  const [gatesInputs, candidateInputs] = pair(tf.split(projected, [2 * units, units], 2)).map((x) => tf.unstack(x, 1));
  if (gatesInputs === undefined || candidateInputs === undefined) throw new Error('A GRU has no steps.');
  const states: tf.Tensor[] = [];
  const kept: Record<GruKept, tf.Tensor[]> = { gates: [], candidates: [], resets: [] };
  let state: tf.Tensor = tf.zeros([batch, units]);
  gatesInputs.forEach((gatesInput, i) => {
    const { gates, update, candidate, reset } = takeStep(state, gatesInput, tensorAt(candidateInputs, i));
    // z ∘ s + (1 - z) ∘ h, with one operation less.
    state = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
    states.push(state);
    kept.gates.push(gates);
    kept.candidates.push(candidate);
    kept.resets.push(reset);
  });
  return { states, kept };
}

function pair(tensors: readonly tf.Tensor[]): [tf.Tensor, tf.Tensor] {
  return [tensorAt(tensors, 0), tensorAt(tensors, 1)];
}
