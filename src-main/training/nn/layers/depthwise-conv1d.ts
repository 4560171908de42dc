// DepthwiseConv1D: filters that read one feature each.
import * as tf from '@tensorflow/tfjs-core';
import { depthwiseConv1dConfigSchema } from '#shared/model/layers/depthwise-conv1d.ts';
import { activatedSequence } from '#main/training/nn/activations.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import { convolveDepthwise } from '#main/training/nn/depthwise.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's DepthwiseConv1D: `[batch, steps, features]` to `[batch, steps', features · depth_multiplier]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = depthwiseConv1dConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  return (inputs) => {
    const convolved = convolveDepthwise(onlyTensor(inputs), kernel, config);
    return activatedSequence(config.activation, bias === null ? convolved : tf.add(convolved, bias));
  };
};
