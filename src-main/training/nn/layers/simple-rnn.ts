// SimpleRNN: `s' = activation(x·K + b + s·R)`.
import * as tf from '@tensorflow/tfjs-core';
import { simpleRnnConfigSchema, type SimpleRNNConfig } from '#shared/model/layers/simple-rnn.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import type { Mask } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import {
  maskedOutputs,
  nextWhereCounted,
  optionalSlices,
  pastMasked,
  whereCounted,
} from '#main/training/nn/recurrent/masked-steps.ts';
import {
  joinMasks,
  seenState,
  seenStates,
  stateGradients,
  summed,
} from '#main/training/nn/recurrent/recurrent-dropout.ts';
import {
  countedSteps,
  drawMasks,
  projectInputs,
  readingOrder,
  zeroState,
  type RecurrentScan,
} from '#main/training/nn/recurrent/recurrent-inputs.ts';
import {
  addArriving,
  outputsOf,
  present,
  runHandWritten,
  sumOfOuterProducts,
  type Arriving,
  type KeptSteps,
  type Unrolled,
} from '#main/training/nn/recurrent/recurrence.ts';
import { unrolledScan, type Scan } from '#main/training/nn/recurrent/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's SimpleRNN: `[batch, steps, features]` to `[batch, units]`, or `[batch, steps, units]` with return_sequences. */
export const build: LayerBuilder = (spec, weights) => {
  const config = simpleRnnConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const derivative = derivativeFromOutput(config.activation);

  return ([given, initial], context, [steps = null]) => {
    const x = readingOrder(asGiven(given), config);
    // As in Keras, which reads no mask beside a given state.
    const counted = initial === undefined ? countedSteps(steps, config) : null;
    const masks = drawMasks(x, 1, config, context);
    const mask = joinMasks(masks.states);
    const projected = projectInputs(x, kernel, bias, masks.inputs);
    const own: Record<'recurrentKernel' | 'state', tf.Tensor> = {
      recurrentKernel,
      state: initial ?? zeroState(x, config),
    };
    const unroll = (scan: Scan, x: tf.Tensor, { recurrentKernel, state }: typeof own): Unrolled<SimpleKept> =>
      scanSimple(scan, x, { carried: [state], constants: [recurrentKernel], samples: present(mask) }, config, counted);
    const outputs =
      derivative === null
        ? outputsOf(unroll(unrolledScan, projected, own))
        : runHandWritten(projected, {
            weights: own,
            mask,
            returnsState: config.return_state,
            unroll: (x, weights) => unroll(context.scan, x, weights),
            backward: ({ recurrentKernel }, kept, mask, arriving) =>
              backwardSimple(context.scan, { recurrentKernel, derivative, kept, mask, arriving }),
          });
    return maskedOutputs(outputs, counted, config);
  };
};

/** Kept of every step: the state before and after. */
type SimpleKept = 'before' | 'after';

function scanSimple(
  scan: Scan,
  projected: tf.Tensor,
  given: RecurrentScan,
  { activation, return_sequences: sequences }: SimpleRNNConfig,
  steps: Mask,
): Unrolled<SimpleKept> {
  const { carried, outputs } = scan({
    ...given,
    sequences: present(projected, steps),
    step: ([state], [input, counted], [kernel], [mask]) => {
      const before = asGiven(state);
      const product = tf.matMul(seenState(before, mask ?? null), asGiven(kernel));
      const after = activate(activation, tf.add(asGiven(input), product));
      const next = nextWhereCounted(after, before, counted);
      return { carried: [next], outputs: [before, after, ...(sequences && counted !== undefined ? [next] : [])] };
    },
  });
  const [before, after] = [tensorAt(outputs, 0), tensorAt(outputs, 1)];
  const states = sequences ? (outputs[2] ?? after) : null;
  return { finals: carried, states, kept: { before, after, ...(steps && { counted: steps }) } };
}

interface SimpleBackward {
  readonly recurrentKernel: tf.Tensor;
  readonly derivative: (y: tf.Tensor) => tf.Tensor;
  readonly kept: KeptSteps<SimpleKept>;
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

function backwardSimple(
  scan: Scan,
  given: SimpleBackward,
): Record<'projected' | 'recurrentKernel' | 'state', tf.Tensor> {
  const { recurrentKernel, derivative, kept, mask, arriving } = given;
  const isMasked = kept.counted !== undefined;
  const units = tensorAt(arriving.finals, 0).shape.at(-1) ?? 1;
  const { carried, outputs } = scan({
    backwards: true,
    carried: arriving.finals,
    sequences: present(kept.after, kept.counted, arriving.each),
    constants: [recurrentKernel],
    samples: present(mask),
    derive: ([after, ...rest]) => {
      const { counted, arriving } = optionalSlices(rest, isMasked);
      return present(whereCounted(derivative(asGiven(after)), counted), counted, arriving);
    },
    step: ([carried], [slope, ...rest], [kernel], [mask]) => {
      const { counted, arriving } = optionalSlices(rest, isMasked);
      const state = addArriving(asGiven(carried), arriving);
      const gradient = tf.mul(state, asGiven(slope));
      const seen = tf.matMul(gradient, asGiven(kernel), false, true);
      const before = summed([...stateGradients(seen, mask ?? null, units), ...pastMasked(state, counted)]);
      return { carried: [before], outputs: [gradient] };
    },
  });
  const projected = tensorAt(outputs, 0);
  return {
    projected,
    recurrentKernel: sumOfOuterProducts(seenStates(kept.before, mask), projected),
    state: tensorAt(carried, 0),
  };
}
