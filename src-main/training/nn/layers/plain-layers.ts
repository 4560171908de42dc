// Layers without weights and without random numbers: Input, Flatten, Activation.
import * as tf from '@tensorflow/tfjs-core';
import { activationConfigSchema } from '#shared/model/layers/activation.ts';
import { activatedOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layers/layer-builder.ts';

/** Returns its input. */
export const buildInput: LayerBuilder = () => (inputs) => plainOutput(onlyTensor(inputs));

/** Keras's Flatten: `[batch, …]` to `[batch, product of the sizes]`. */
export const buildFlatten: LayerBuilder = () => (inputs) => {
  const x = onlyTensor(inputs);
  return plainOutput(x.rank === 2 ? x : tf.reshape(x, [x.shape[0], -1]));
};

/** Keras's Activation: any shape, element by element. */
export const buildActivation: LayerBuilder = (spec) => {
  const config = activationConfigSchema.parse(spec.config);
  return (inputs) => activatedOutput(config.activation, onlyTensor(inputs));
};
