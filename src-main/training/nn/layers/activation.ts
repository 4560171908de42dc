// Activation: a function of every value.
import { activationConfigSchema } from '#shared/model/layers/activation.ts';
import { activatedOutput } from '#main/training/nn/activations.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Activation: any shape, element by element. */
export const build: LayerBuilder = (spec) => {
  const config = activationConfigSchema.parse(spec.config);
  return (inputs) => activatedOutput(config.activation, onlyTensor(inputs));
};
