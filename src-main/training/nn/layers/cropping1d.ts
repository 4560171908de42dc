// Cropping1D: a sequence without its first and last steps.
import * as tf from '@tensorflow/tfjs-core';
import { endsOf } from '#shared/model/layer-rules/common.ts';
import { cropping1dConfigSchema } from '#shared/model/layers/cropping1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { sequenceSizes } from '#main/training/nn/tensors.ts';

/** Keras's Cropping1D: `[batch, steps, features]` to `[batch, steps - start - end, features]`. */
export const build: LayerBuilder = (spec) => {
  const [start, end] = endsOf(cropping1dConfigSchema.parse(spec.config).cropping);
  return (inputs) => {
    const x = onlyTensor(inputs);
    const { batch, steps, features } = sequenceSizes(x);
    return plainOutput(tf.slice(x, [0, start, 0], [batch, steps - start - end, features]));
  };
};
