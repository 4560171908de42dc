// Permute: the axes of a sample in another order.
import * as tf from '@tensorflow/tfjs-core';
import { permuteConfigSchema } from '#shared/model/layers/permute.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Permute: any shape of as many axes as `dims` has. */
export const build: LayerBuilder = (spec) => {
  const { dims } = permuteConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(tf.transpose(onlyTensor(inputs), [0, ...dims]));
};
