// Subtract: the difference of its two inputs.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { combine } from '#main/training/nn/tensors.ts';

/** Keras's Subtract: inputs of equal shapes, or such that broadcast. */
export const build: LayerBuilder = () => (inputs) => plainOutput(combine(inputs, tf.sub));
