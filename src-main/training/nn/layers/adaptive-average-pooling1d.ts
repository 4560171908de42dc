// AdaptiveAveragePooling1D: a sequence of any length becomes one of a given length.
import * as tf from '@tensorflow/tfjs-core';
import { adaptiveAveragePooling1dConfigSchema } from '#shared/model/layers/adaptive-average-pooling1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { sequenceSizes } from '#main/training/nn/tensors.ts';

/** Keras's AdaptiveAveragePooling1D: `[batch, steps, features]` to `[batch, output_size, features]`, as one product of matrices. */
export const build: LayerBuilder = (spec) => {
  const { output_size: size } = adaptiveAveragePooling1dConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    const { steps } = sequenceSizes(x);
    const shares = new Float32Array(size * steps);
    for (let window = 0; window < size; window++) {
      const from = Math.floor((window * steps) / size);
      const to = Math.ceil(((window + 1) * steps) / size);
      shares.fill(1 / (to - from), window * steps + from, window * steps + to);
    }
    return plainOutput(tf.matMul(tf.tensor(shares, [1, size, steps]), x));
  };
};
