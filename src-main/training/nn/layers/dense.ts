// Dense: `activation(x · kernel + bias)` on the last axis.
import * as tf from '@tensorflow/tfjs-core';
import { denseConfigSchema } from '#shared/model/layers/dense.ts';
import { activatedOutput } from '#main/training/nn/activations.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { multiplyLastAxis } from '#main/training/nn/tensors.ts';

/** Keras's Dense: over the last axis, `[batch, …, features]` to `[batch, …, units]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = denseConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  return (inputs) => {
    const product = multiplyLastAxis(onlyTensor(inputs), kernel);
    return activatedOutput(config.activation, bias === null ? product : tf.add(product, bias));
  };
};
