// Rescaling: a fixed factor and offset.
import * as tf from '@tensorflow/tfjs-core';
import { rescalingConfigSchema } from '#shared/model/layers/rescaling.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Rescaling: any shape; lists belong to the last axis. */
export const build: LayerBuilder = (spec) => {
  const { scale, offset } = rescalingConfigSchema.parse(spec.config);
  return (inputs) => {
    const given = onlyTensor(inputs);
    const x = given.dtype === 'float32' ? given : tf.cast(given, 'float32');
    const scaled = tf.mul(x, typeof scale === 'number' ? scale : tf.tensor1d(scale));
    return plainOutput(
      offset === 0 ? scaled : tf.add(scaled, typeof offset === 'number' ? offset : tf.tensor1d(offset)),
    );
  };
};
