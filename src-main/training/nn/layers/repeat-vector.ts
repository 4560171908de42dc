// RepeatVector: a sequence of one vector.
import * as tf from '@tensorflow/tfjs-core';
import { repeatVectorConfigSchema } from '#shared/model/layers/repeat-vector.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { repeatSteps } from '#main/training/nn/tensors.ts';

/** Keras's RepeatVector: `[batch, features]` to `[batch, n, features]`. */
export const build: LayerBuilder = (spec) => {
  const { n } = repeatVectorConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(repeatSteps(tf.expandDims(onlyTensor(inputs), 1), n));
};
