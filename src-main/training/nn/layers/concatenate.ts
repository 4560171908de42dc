// Concatenate: its inputs one after the other along an axis.
import * as tf from '@tensorflow/tfjs-core';
import { concatenateConfigSchema } from '#shared/model/layers/concatenate.ts';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Concatenate. */
export const build: LayerBuilder = (spec) => {
  const { axis } = concatenateConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(tf.concat([...inputs], axis));
};
