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
  runHandWritten,
  statesBefore,
  sumOfOuterProducts,
  type Unrolled,
} from '#main/training/nn/recurrence.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

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
    if (derivative === null) {
      const { states } = unrollSimple(projected, recurrentKernel, mask, config.activation);
      return plainOutput(outputOf(states, config.return_sequences));
    }
    return plainOutput(
      runHandWritten(projected, {
        weights: { recurrentKernel },
        mask,
        sequences: config.return_sequences,
        unroll: (x, { recurrentKernel }) => unrollSimple(x, recurrentKernel, mask, config.activation),
        backward: ({ recurrentKernel }, { states }, mask, arriving) =>
          backwardSimple(recurrentKernel, states, derivative(states), mask, arriving),
      }),
    );
  };
};

function unrollSimple(
  projected: tf.Tensor,
  recurrentKernel: tf.Tensor,
  mask: tf.Tensor | null,
  activation: ActivationName,
): Unrolled<never> {
  const { batch, features: units } = sequenceSizes(projected);
  const states: tf.Tensor[] = [];
  let state: tf.Tensor = tf.zeros([batch, units]);
  for (const input of tf.unstack(projected, 1)) {
    state = activate(activation, tf.add(input, tf.matMul(seenState(state, mask), recurrentKernel)));
    states.push(state);
  }
  return { states, kept: {} };
}

function backwardSimple(
  recurrentKernel: tf.Tensor,
  states: tf.Tensor,
  slopes: tf.Tensor,
  mask: tf.Tensor | null,
  arriving: (step: number) => tf.Tensor | null,
): { projected: tf.Tensor; recurrentKernel: tf.Tensor } {
  const units = states.shape.at(-1) ?? 1;
  const factors = tf.unstack(slopes, 1);
  const gradients: tf.Tensor[] = [];
  let carried: tf.Tensor | null = null;
  for (let step = factors.length - 1; step >= 0; step--) {
    const gradient: tf.Tensor = tf.mul(addArriving(carried, arriving(step)), tensorAt(factors, step));
    gradients.unshift(gradient);
    if (step > 0) {
      const seen = tf.matMul(gradient, recurrentKernel, false, true);
      carried = summed(stateGradients(seen, mask, units));
    }
  }
  const projected = tf.stack(gradients, 1);
  return { projected, recurrentKernel: sumOfOuterProducts(seenStates(statesBefore(states), mask), projected) };
}
