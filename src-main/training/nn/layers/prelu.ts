// PReLU (He et al., 2015): x, and a learned slope times x below 0.
import * as tf from '@tensorflow/tfjs-core';
import { activate } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's PReLU: any shape. */
export const build: LayerBuilder = (_spec, weights) => {
  const alpha = weights.get('alpha');
  return (inputs) => {
    const x = onlyTensor(inputs);
    return plainOutput(tf.sub(activate('relu', x), tf.mul(activate('relu', tf.neg(x)), alpha)));
  };
};
