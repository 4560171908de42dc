// SeparableConv1D: filters that read one feature each, then mixed at every step.
import * as tf from '@tensorflow/tfjs-core';
import { separableConv1dConfigSchema } from '#shared/model/layers/separable-conv1d.ts';
import { activatedSequence } from '#main/training/nn/activations.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import { convolveDepthwise } from '#main/training/nn/depthwise.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's SeparableConv1D: `[batch, steps, features]` to `[batch, steps', filters]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = separableConv1dConfigSchema.parse(spec.config);
  const depthwise = weights.get('depthwise_kernel');
  const pointwise = weights.get('pointwise_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  return (inputs) => {
    const each = convolveDepthwise(onlyTensor(inputs), depthwise, config);
    const mixed = tf.conv2d(each, tf.expandDims<tf.Tensor4D>(pointwise, 0), 1, 'valid');
    return activatedSequence(config.activation, bias === null ? mixed : tf.add(mixed, bias));
  };
};
