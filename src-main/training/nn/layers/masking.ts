// Masking: steps without data are left out by the layers after it.
import * as tf from '@tensorflow/tfjs-core';
import { maskingConfigSchema } from '#shared/model/layers/masking.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { withoutGradient } from '#main/training/nn/tensors.ts';

/** Keras's Masking: masked steps are 0 in the output. */
export const build: LayerBuilder = (spec) => {
  const { mask_value: value } = maskingConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    const mask = withoutGradient(x, (x) => tf.max(tf.cast(tf.notEqual(x, value), 'float32'), -1));
    return { tensor: tf.mul(x, tf.expandDims(mask, -1)), logits: null, mask };
  };
};
