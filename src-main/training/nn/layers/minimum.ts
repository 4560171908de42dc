// Minimum: the smallest of its inputs.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { anyMask, combineCounted } from '#main/training/nn/merging.ts';

/** Keras's Minimum: inputs of equal shapes, or such that broadcast. */
export const build: LayerBuilder = () => (inputs, _context, masks) => ({
  ...plainOutput(combineCounted(inputs, masks, tf.minimum)),
  mask: anyMask(masks),
});
