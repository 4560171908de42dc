// Subtract: the difference of its two inputs.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { anyMask, combine } from '#main/training/nn/merging.ts';

/** Keras's Subtract: inputs of equal shapes, or such that broadcast. */
export const build: LayerBuilder = () => (inputs, _context, masks) => ({
  ...plainOutput(combine(inputs, tf.sub)),
  mask: anyMask(masks),
});
