// Average: the mean of its inputs.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { anyMask, combine } from '#main/training/nn/merging.ts';

/** Keras's Average: inputs of equal shapes, or such that broadcast. */
export const build: LayerBuilder = () => (inputs, _context, masks) => ({
  ...plainOutput(tf.div(combine(inputs, tf.add), inputs.length)),
  mask: anyMask(masks),
});
