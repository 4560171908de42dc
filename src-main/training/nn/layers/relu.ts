// ReLU: the activation with a slope, a limit and a threshold of its own.
import * as tf from '@tensorflow/tfjs-core';
import { reluConfigSchema } from '#shared/model/layers/relu.ts';
import { activate } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's ReLU: any shape, element by element. */
export const build: LayerBuilder = (spec) => {
  const { max_value: most, negative_slope: slope, threshold } = reluConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    if (slope !== 0 && most === null && threshold === 0) return plainOutput(tf.leakyRelu(x, slope));
    const positive = threshold === 0 ? activate('relu', x) : above(x, threshold);
    const limited = most === null ? positive : tf.clipByValue(positive, 0, most);
    if (slope === 0) return plainOutput(limited);
    return plainOutput(tf.sub(limited, tf.mul(activate('relu', tf.sub(threshold, x)), slope)));
  };
};

/** x where it is above the threshold, else 0. */
function above(x: tf.Tensor, threshold: number): tf.Tensor {
  return tf.customGrad((given, save) => {
    if (!(given instanceof tf.Tensor) || typeof save !== 'function') throw new Error('It wants one tensor.');
    save([given]);
    const kept = (values: tf.Tensor, of: tf.Tensor): tf.Tensor =>
      tf.where(tf.greater(of, threshold), values, tf.zerosLike(values));
    return { value: kept(given, given), gradFunc: (dy, saved) => kept(dy, tensorAt(saved, 0)) };
  })(x);
}
