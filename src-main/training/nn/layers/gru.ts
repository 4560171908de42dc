// GRU (Cho et al., 2014), gates in Keras's order z (update), r (reset), h (candidate).
//   z = σ(x·Kz + bz + s·Rz)   r = σ(x·Kr + br + s·Rr)
//   h = tanh(x·Kh + bh + r ∘ (s·Rh + b'h))      reset_after, Keras's default: two biases
//   h = tanh(x·Kh + bh + (r ∘ s)·Rh)            otherwise
//   s' = z ∘ s + (1 - z) ∘ h
import * as tf from '@tensorflow/tfjs-core';
import { gruConfigSchema, type GRUConfig } from '#shared/model/layers/gru.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import type { Mask } from '#main/training/nn/call-context.ts';
import {
  backwardAfter,
  backwardBefore,
  type Derivatives,
  type GruKept,
} from '#main/training/nn/recurrent/gru-gradient.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { maskedOutputs, nextWhereCounted } from '#main/training/nn/recurrent/masked-steps.ts';
import { blockDiagonal, joinMasks, seenState } from '#main/training/nn/recurrent/recurrent-dropout.ts';
import {
  countedSteps,
  drawMasks,
  projectInputs,
  readingOrder,
  zeroState,
  type RecurrentScan,
} from '#main/training/nn/recurrent/recurrent-inputs.ts';
import { outputsOf, present, runHandWritten, type Unrolled } from '#main/training/nn/recurrent/recurrence.ts';
import { unrolledScan, type Scan } from '#main/training/nn/recurrent/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's GRU: `[batch, steps, features]` to `[batch, units]`, or `[batch, steps, units]` with return_sequences. */
export const build: LayerBuilder = (spec, weights) => {
  const config = gruConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const derivatives = derivativesOf(config);

  return ([given, initial], context, [steps = null]) => {
    const x = readingOrder(asGiven(given), config);
    // As in Keras, which reads no mask beside a given state.
    const counted = initial === undefined ? countedSteps(steps, config) : null;
    const masks = drawMasks(x, 3, config, context);
    const [inputBias, recurrentBias] = splitBias(bias, config.reset_after);
    const projected = projectInputs(x, kernel, inputBias, masks.inputs);
    const state = initial ?? zeroState(x, config);
    const run = { projected, state, counted, config, derivatives, masks: masks.states, scan: context.scan };
    const outputs = config.reset_after
      ? runAfter(run, recurrentKernel, recurrentBias)
      : runBefore(run, recurrentKernel);
    return maskedOutputs(outputs, counted, config);
  };
};

/** Null where an activation's output does not determine its derivative; tfjs then computes the gradient. */
function derivativesOf(config: GRUConfig): Derivatives | null {
  const activation = derivativeFromOutput(config.activation);
  const recurrentActivation = derivativeFromOutput(config.recurrent_activation);
  return activation === null || recurrentActivation === null ? null : { activation, recurrentActivation };
}

/** `[2, 3·units]` → the bias of the inputs and of the state; only the first without `reset_after`. */
function splitBias(bias: tf.Tensor | null, resetAfter: boolean): [tf.Tensor | null, tf.Tensor | null] {
  if (bias === null || !resetAfter) return [bias, null];
  const [input, recurrent] = tf.unstack(bias, 0);
  return [input ?? null, recurrent ?? null];
}

interface GruRun {
  /** `[steps, batch, 3·units]` */
  readonly projected: tf.Tensor;
  /** Before the first step. */
  readonly state: tf.Tensor;
  /** Which steps count, `[steps, batch, 1]`. */
  readonly counted: Mask;
  readonly config: GRUConfig;
  readonly derivatives: Derivatives | null;
  /** Recurrent dropout, `[batch, units]` for z, r, h. */
  readonly masks: readonly tf.Tensor[] | null;
  readonly scan: Scan;
}

function runAfter(run: GruRun, kernel: tf.Tensor, bias: tf.Tensor | null): tf.Tensor[] {
  const { projected, state, config, derivatives, masks, scan } = run;
  const { units } = config;
  const mask = joinMasks(masks);
  const recurrentKernel = mask === null ? kernel : blockDiagonal(kernel, 3);
  const recurrentBias = bias ?? tf.zeros([3 * units]);
  const takeStep: TakeStep = (state, [gatesInput, candidateInput], [kernel, bias], [mask]) => {
    const inner = tf.add(tf.matMul(seenState(state, mask ?? null), asGiven(kernel)), asGiven(bias));
    const [innerGates, innerCandidate] = pair(tf.split(inner, [2 * units, units], 1));
    const gates = activate(config.recurrent_activation, tf.add(gatesInput, innerGates));
    const [update, reset] = pair(tf.split(gates, 2, 1));
    const candidate = activate(config.activation, tf.add(candidateInput, tf.mul(reset, innerCandidate)));
    return { gates, update, candidate, reset: innerCandidate };
  };
  const samples = present(mask);
  if (derivatives === null) {
    const given = { carried: [state], constants: [recurrentKernel, recurrentBias], samples };
    return outputsOf(scanGru(unrolledScan, projected, given, takeStep, run));
  }
  return runHandWritten(projected, {
    weights: { recurrentKernel, recurrentBias, state },
    mask,
    returnsState: config.return_state,
    unroll: (x, { recurrentKernel, recurrentBias, state }) =>
      scanGru(scan, x, { carried: [state], constants: [recurrentKernel, recurrentBias], samples }, takeStep, run),
    backward: (weights, kept, mask, arriving) =>
      backwardAfter(scan, { recurrentKernel: weights.recurrentKernel, derivatives, kept, mask, arriving }),
  });
}

/** The older form; with recurrent dropout, tfjs computes its gradient. */
function runBefore(run: GruRun, recurrentKernel: tf.Tensor): tf.Tensor[] {
  const { projected, state, config, derivatives, masks, scan } = run;
  const { units } = config;
  const gatesMask = masks === null ? null : joinMasks(masks.slice(0, 2));
  const candidateMask = masks === null ? null : tensorAt(masks, 2);
  const takeStep: TakeStep = (
    state,
    [gatesInput, candidateInput],
    [gatesKernel, candidateKernel],
    [gatesMask, mask],
  ) => {
    const product = tf.matMul(seenState(state, gatesMask ?? null), asGiven(gatesKernel));
    const gates = activate(config.recurrent_activation, tf.add(gatesInput, product));
    const [update, reset] = pair(tf.split(gates, 2, 1));
    const resetState = tf.mul(reset, seenState(state, mask ?? null));
    const product2 = tf.matMul(resetState, asGiven(candidateKernel));
    const candidate = activate(config.activation, tf.add(candidateInput, product2));
    return { gates, update, candidate, reset: resetState };
  };
  const kernelsOf = (kernel: tf.Tensor): tf.Tensor[] => {
    const [gatesKernel, candidateKernel] = pair(tf.split(kernel, [2 * units, units], 1));
    return [gatesMask === null ? gatesKernel : blockDiagonal(gatesKernel, 2), candidateKernel];
  };
  if (derivatives === null || masks !== null) {
    const samples = present(gatesMask, candidateMask);
    const given = { carried: [state], constants: kernelsOf(recurrentKernel), samples };
    return outputsOf(scanGru(unrolledScan, projected, given, takeStep, run));
  }
  return runHandWritten(projected, {
    weights: { recurrentKernel, state },
    mask: null,
    returnsState: config.return_state,
    unroll: (x, { recurrentKernel, state }) =>
      scanGru(scan, x, { carried: [state], constants: kernelsOf(recurrentKernel), samples: [] }, takeStep, run),
    backward: ({ recurrentKernel }, kept, mask, arriving) =>
      backwardBefore(scan, { recurrentKernel, derivatives, kept, mask, arriving }),
  });
}

interface GruStep {
  /** z and r side by side, `[batch, 2·units]`. */
  readonly gates: tf.Tensor;
  readonly update: tf.Tensor;
  readonly candidate: tf.Tensor;
  /** The reset gate's factor (`reset_after`), or its product with the state. */
  readonly reset: tf.Tensor;
}

type TakeStep = (
  state: tf.Tensor,
  inputs: readonly [tf.Tensor, tf.Tensor],
  constants: readonly tf.Tensor[],
  samples: readonly tf.Tensor[],
) => GruStep;

function scanGru(
  scan: Scan,
  projected: tf.Tensor,
  given: RecurrentScan,
  takeStep: TakeStep,
  { counted: steps, config: { units, return_sequences: sequences } }: Pick<GruRun, 'counted' | 'config'>,
): Unrolled<GruKept> {
  const { carried, outputs } = scan({
    ...given,
    sequences: present(projected, steps),
    derive: ([projected, ...counted]) => [...tf.split(asGiven(projected), [2 * units, units], -1), ...counted],
    step: ([given], [gatesInput, candidateInput, counted], constants, samples) => {
      const state = asGiven(given);
      const inputs = [asGiven(gatesInput), asGiven(candidateInput)] as const;
      const { gates, update, candidate, reset } = takeStep(state, inputs, constants, samples);
      // z ∘ s + (1 - z) ∘ h, with one operation less.
      const own = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
      const next = nextWhereCounted(own, state, counted);
      return { carried: [next], outputs: [state, gates, candidate, reset, ...(sequences ? [next] : [])] };
    },
  });
  const [before, gates, candidates, resets, states = null] = outputs;
  return {
    finals: carried,
    states,
    kept: {
      before: asGiven(before),
      gates: asGiven(gates),
      candidates: asGiven(candidates),
      resets: asGiven(resets),
      ...(steps && { counted: steps }),
    },
  };
}

function pair(tensors: readonly tf.Tensor[]): [tf.Tensor, tf.Tensor] {
  return [tensorAt(tensors, 0), tensorAt(tensors, 1)];
}
