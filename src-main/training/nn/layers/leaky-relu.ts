// LeakyReLU: relu with a slope below 0.
import * as tf from '@tensorflow/tfjs-core';
import { leakyReluConfigSchema } from '#shared/model/layers/leaky-relu.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's LeakyReLU: any shape, element by element. */
export const build: LayerBuilder = (spec) => {
  const { negative_slope: slope } = leakyReluConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(tf.leakyRelu(onlyTensor(inputs), slope));
};
