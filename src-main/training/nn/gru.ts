// GRU (Cho et al., 2014), gates in Keras's order z (update), r (reset), h (candidate).
//   z = σ(x·Kz + bz + s·Rz)   r = σ(x·Kr + br + s·Rr)
//   h = tanh(x·Kh + bh + r ∘ (s·Rh + b'h))      reset_after, Keras's default: two biases
//   h = tanh(x·Kh + bh + (r ∘ s)·Rh)            otherwise
//   s' = z ∘ s + (1 - z) ∘ h
import * as tf from '@tensorflow/tfjs-core';
import { gruConfigSchema, type GRUConfig } from '#shared/layers/recurrent.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import { backwardGru, type GruKept } from '#main/training/nn/gru-gradient.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { drawMasks, projectInputs, readingOrder } from '#main/training/nn/recurrent-inputs.ts';
import { outputOf, runHandWritten, type Unrolled } from '#main/training/nn/recurrence.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

export const buildGRU: LayerBuilder = (spec, weights) => {
  const config = gruConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const activation = derivativeFromOutput(config.activation);
  const recurrentActivation = derivativeFromOutput(config.recurrent_activation);

  return (inputs, context) => {
    const x = readingOrder(onlyTensor(inputs), config);
    const masks = drawMasks(x, 3, config, context);
    const [inputBias, recurrentBias] = splitBias(bias, config.reset_after);
    const projected = projectInputs(x, kernel, inputBias, masks.inputs);
    if (masks.states !== null || activation === null || recurrentActivation === null) {
      const { states } = unrollGru(projected, { recurrentKernel, recurrentBias, masks: masks.states }, config);
      return plainOutput(outputOf(states, config.return_sequences));
    }
    const derivatives = { activation, recurrentActivation };
    const sequences = config.return_sequences;
    const output =
      recurrentBias === null
        ? runHandWritten(projected, {
            weights: { recurrentKernel },
            sequences,
            unroll: (x, { recurrentKernel }) =>
              unrollGru(x, { recurrentKernel, recurrentBias: null, masks: null }, config),
            backward: ({ recurrentKernel }, steps, arriving) =>
              backwardGru(recurrentKernel, config.reset_after, derivatives, steps, arriving),
          })
        : runHandWritten(projected, {
            weights: { recurrentKernel, recurrentBias },
            sequences,
            unroll: (x, weights) => unrollGru(x, { ...weights, masks: null }, config),
            backward: ({ recurrentKernel }, steps, arriving) =>
              backwardGru(recurrentKernel, config.reset_after, derivatives, steps, arriving),
          });
    return plainOutput(output);
  };
};

/** `[2, 3·units]` → the inputs' and the state's bias; without `reset_after` there is the first only. */
function splitBias(bias: tf.Tensor | null, resetAfter: boolean): [tf.Tensor | null, tf.Tensor | null] {
  if (bias === null || !resetAfter) return [bias, null];
  const [input, recurrent] = tf.unstack(bias, 0);
  return [input ?? null, recurrent ?? null];
}

interface GruWeights {
  readonly recurrentKernel: tf.Tensor;
  readonly recurrentBias: tf.Tensor | null;
  /** Recurrent dropout, `[batch, units]` for z, r, h. */
  readonly masks: readonly tf.Tensor[] | null;
}

function unrollGru(projected: tf.Tensor, weights: GruWeights, config: GRUConfig): Unrolled<GruKept> {
  const { batch } = sequenceSizes(projected);
  const { units } = config;
  const [projectedGates, projectedCandidates] = tf.split(projected, [2 * units, units], 2).map((x) => tf.unstack(x, 1));
  if (projectedGates === undefined || projectedCandidates === undefined) throw new Error('A GRU has no steps.');
  const step = config.reset_after ? stepAfter(weights, config) : stepBefore(weights, config);
  const states: tf.Tensor[] = [];
  const kept: Record<GruKept, tf.Tensor[]> = { gates: [], candidates: [], resets: [] };
  let state: tf.Tensor = tf.zeros([batch, units]);
  projectedGates.forEach((gatesInput, i) => {
    const { gates, update, candidate, reset } = step(state, gatesInput, tensorAt(projectedCandidates, i));
    state = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
    states.push(state);
    kept.gates.push(gates);
    kept.candidates.push(candidate);
    kept.resets.push(reset);
  });
  return { states, kept };
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

function stepAfter({ recurrentKernel, recurrentBias, masks }: GruWeights, config: GRUConfig): TakeStep {
  const { units } = config;
  const multiply = masks === null ? null : multiplierByGate(tf.split(recurrentKernel, 3, 1), masks);
  return (state, gatesInput, candidateInput) => {
    const product = multiply === null ? tf.matMul(state, recurrentKernel) : tf.concat(multiply(state), 1);
    const inner = recurrentBias === null ? product : tf.add(product, recurrentBias);
    const [innerGates, innerCandidate] = pair(tf.split(inner, [2 * units, units], 1));
    const gates = activate(config.recurrent_activation, tf.add(gatesInput, innerGates));
    const [update, reset] = pair(tf.split(gates, 2, 1));
    const candidate = activate(config.activation, tf.add(candidateInput, tf.mul(reset, innerCandidate)));
    return { gates, update, candidate, reset: innerCandidate };
  };
}

function stepBefore({ recurrentKernel, masks }: GruWeights, config: GRUConfig): TakeStep {
  const { units } = config;
  const [gatesKernel, candidateKernel] = pair(tf.split(recurrentKernel, [2 * units, units], 1));
  const multiply = masks === null ? null : multiplierByGate(tf.split(gatesKernel, 2, 1), masks.slice(0, 2));
  const candidateMask = masks === null ? null : tensorAt(masks, 2);
  return (state, gatesInput, candidateInput) => {
    const product = multiply === null ? tf.matMul(state, gatesKernel) : tf.concat(multiply(state), 1);
    const gates = activate(config.recurrent_activation, tf.add(gatesInput, product));
    const [update, reset] = pair(tf.split(gates, 2, 1));
    const resetState = tf.mul(reset, candidateMask === null ? state : tf.mul(state, candidateMask));
    const candidate = activate(config.activation, tf.add(candidateInput, tf.matMul(resetState, candidateKernel)));
    return { gates, update, candidate, reset: resetState };
  };
}

/** Recurrent dropout: each gate sees the state through its own mask. */
export function multiplierByGate(
  kernels: readonly tf.Tensor[],
  masks: readonly tf.Tensor[],
): (state: tf.Tensor) => tf.Tensor[] {
  return (state) => kernels.map((kernel, i) => tf.matMul(tf.mul(state, tensorAt(masks, i)), kernel));
}

function pair(tensors: readonly tf.Tensor[]): [tf.Tensor, tf.Tensor] {
  return [tensorAt(tensors, 0), tensorAt(tensors, 1)];
}
