// SimpleRNN: `s' = activation(x·K + b + s·R)`.
import * as tf from '@tensorflow/tfjs-core';
import { simpleRnnConfigSchema } from '#shared/layers/recurrent.ts';
import type { ActivationName } from '#shared/layers/activations.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { joinMasks, seenState, seenStates, stateGradients, summed } from '#main/training/nn/recurrent-dropout.ts';
import { drawMasks, projectInputs, readingOrder } from '#main/training/nn/recurrent-inputs.ts';
import {
  addArriving,
  outputOf,
  present,
  runHandWritten,
  statesBefore,
  sumOfOuterProducts,
  type Arriving,
  type Unrolled,
} from '#main/training/nn/recurrence.ts';
import { unrolledScan, type Scan } from '#main/training/nn/scan.ts';
import { asGiven, sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

export const buildSimpleRNN: LayerBuilder = (spec, weights) => {
  const config = simpleRnnConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const derivative = derivativeFromOutput(config.activation);

  return (inputs, context) => {
    const x = readingOrder(onlyTensor(inputs), config);
    const masks = drawMasks(x, 1, config, context);
    const mask = joinMasks(masks.states);
    const projected = projectInputs(x, kernel, bias, masks.inputs);
    const unroll = (scan: Scan, x: tf.Tensor, kernel: tf.Tensor): Unrolled<never> =>
      scanSimple(scan, x, present(kernel, mask), config.activation);
    if (derivative === null) {
      return plainOutput(outputOf(unroll(unrolledScan, projected, recurrentKernel), config.return_sequences));
    }
    return plainOutput(
      runHandWritten(projected, {
        weights: { recurrentKernel },
        mask,
        sequences: config.return_sequences,
        unroll: (x, { recurrentKernel }) => unroll(context.scan, x, recurrentKernel),
        backward: ({ recurrentKernel }, { states }, mask, arriving) =>
          backwardSimple(context.scan, recurrentKernel, { states, slopes: derivative(states) }, mask, arriving),
      }),
    );
  };
};

function scanSimple(
  scan: Scan,
  projected: tf.Tensor,
  constants: readonly tf.Tensor[],
  activation: ActivationName,
): Unrolled<never> {
  const { batch, features: units } = sequenceSizes(projected);
  const { carried, outputs } = scan({
    carried: [tf.zeros([batch, units])],
    sequences: [projected],
    constants,
    step: ([state], [input], [kernel, mask]) => {
      const product = tf.matMul(seenState(asGiven(state), mask ?? null), asGiven(kernel));
      const next = activate(activation, tf.add(asGiven(input), product));
      return { carried: [next], outputs: [next] };
    },
  });
  return { states: tensorAt(outputs, 0), last: tensorAt(carried, 0), kept: {} };
}

function backwardSimple(
  scan: Scan,
  recurrentKernel: tf.Tensor,
  { states, slopes }: { readonly states: tf.Tensor; readonly slopes: tf.Tensor },
  mask: tf.Tensor | null,
  arriving: Arriving,
): { projected: tf.Tensor; recurrentKernel: tf.Tensor } {
  const units = states.shape.at(-1) ?? 1;
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: present(slopes, arriving.each),
    constants: present(recurrentKernel, mask),
    step: ([carried], [slope, arriving], [kernel, mask]) => {
      const gradient = tf.mul(addArriving(asGiven(carried), arriving), asGiven(slope));
      const seen = tf.matMul(gradient, asGiven(kernel), false, true);
      return { carried: [summed(stateGradients(seen, mask ?? null, units))], outputs: [gradient] };
    },
  });
  const projected = tensorAt(outputs, 0);
  return { projected, recurrentKernel: sumOfOuterProducts(seenStates(statesBefore(states), mask), projected) };
}
