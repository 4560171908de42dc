// SimpleRNN: `s' = activation(x·K + b + s·R)`.
import * as tf from '@tensorflow/tfjs-core';
import { simpleRnnConfigSchema, type SimpleRNNConfig } from '#shared/model/layers/simple-rnn.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import {
  joinMasks,
  seenState,
  seenStates,
  stateGradients,
  summed,
} from '#main/training/nn/recurrent/recurrent-dropout.ts';
import { drawMasks, projectInputs, readingOrder } from '#main/training/nn/recurrent/recurrent-inputs.ts';
import {
  addArriving,
  outputOf,
  present,
  runHandWritten,
  sumOfOuterProducts,
  type Arriving,
  type Unrolled,
} from '#main/training/nn/recurrent/recurrence.ts';
import { unrolledScan, type Scan, type ScanPlan } from '#main/training/nn/recurrent/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's SimpleRNN: `[batch, steps, features]` to `[batch, units]`, or `[batch, steps, units]` with return_sequences. */
export const build: LayerBuilder = (spec, weights) => {
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
    const unroll = (scan: Scan, x: tf.Tensor, kernel: tf.Tensor): Unrolled<SimpleKept> =>
      scanSimple(scan, x, { constants: [kernel], samples: present(mask) }, config);
    if (derivative === null) return plainOutput(outputOf(unroll(unrolledScan, projected, recurrentKernel)));
    return plainOutput(
      runHandWritten(projected, {
        weights: { recurrentKernel },
        mask,
        unroll: (x, { recurrentKernel }) => unroll(context.scan, x, recurrentKernel),
        backward: ({ recurrentKernel }, kept, mask, arriving) =>
          backwardSimple(context.scan, { recurrentKernel, derivative, kept, mask, arriving }),
      }),
    );
  };
};

/** Kept of every step: the state before and after. */
type SimpleKept = 'before' | 'after';

function scanSimple(
  scan: Scan,
  projected: tf.Tensor,
  { constants, samples }: Required<Pick<ScanPlan, 'constants' | 'samples'>>,
  { activation, return_sequences: sequences }: SimpleRNNConfig,
): Unrolled<SimpleKept> {
  const [, batch = 0, units = 0] = projected.shape;
  const { carried, outputs } = scan({
    carried: [tf.zeros([batch, units])],
    sequences: [projected],
    constants,
    samples,
    step: ([state], [input], [kernel], [mask]) => {
      const product = tf.matMul(seenState(asGiven(state), mask ?? null), asGiven(kernel));
      const next = activate(activation, tf.add(asGiven(input), product));
      return { carried: [next], outputs: [asGiven(state), next] };
    },
  });
  const [before, after] = [tensorAt(outputs, 0), tensorAt(outputs, 1)];
  return { last: tensorAt(carried, 0), states: sequences ? after : null, kept: { before, after } };
}

interface SimpleBackward {
  readonly recurrentKernel: tf.Tensor;
  readonly derivative: (y: tf.Tensor) => tf.Tensor;
  readonly kept: Readonly<Record<SimpleKept, tf.Tensor>>;
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

function backwardSimple(scan: Scan, given: SimpleBackward): { projected: tf.Tensor; recurrentKernel: tf.Tensor } {
  const { recurrentKernel, derivative, kept, mask, arriving } = given;
  const units = arriving.last.shape.at(-1) ?? 1;
  const { outputs } = scan({
    backwards: true,
    carried: [arriving.last],
    sequences: present(kept.after, arriving.each),
    constants: [recurrentKernel],
    samples: present(mask),
    derive: ([after, ...arriving]) => [derivative(asGiven(after)), ...arriving],
    step: ([carried], [slope, arriving], [kernel], [mask]) => {
      const gradient = tf.mul(addArriving(asGiven(carried), arriving), asGiven(slope));
      const seen = tf.matMul(gradient, asGiven(kernel), false, true);
      return { carried: [summed(stateGradients(seen, mask ?? null, units))], outputs: [gradient] };
    },
  });
  const projected = tensorAt(outputs, 0);
  return { projected, recurrentKernel: sumOfOuterProducts(seenStates(kept.before, mask), projected) };
}
