// ELU (Clevert et al., 2016): x, and α · (eˣ - 1) below 0.
import * as tf from '@tensorflow/tfjs-core';
import { eluConfigSchema } from '#shared/model/layers/elu.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's ELU: any shape, element by element. */
export const build: LayerBuilder = (spec) => {
  const { alpha } = eluConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    return plainOutput(alpha === 1 ? tf.elu(x) : scaledElu(x, alpha));
  };
};

/** The derivative below 0 is `α · eˣ`: the output and α. */
function scaledElu(x: tf.Tensor, alpha: number): tf.Tensor {
  return tf.customGrad((given, save) => {
    if (!(given instanceof tf.Tensor) || typeof save !== 'function') throw new Error('It wants one tensor.');
    const output = tf.elu(given);
    const value = tf.where(tf.greater(given, 0), output, tf.mul(output, alpha));
    save([given, value]);
    return {
      value,
      gradFunc: (dy, saved) =>
        tf.where(tf.greater(tensorAt(saved, 0), 0), dy, tf.mul(dy, tf.add(tensorAt(saved, 1), alpha))),
    };
  })(x);
}
