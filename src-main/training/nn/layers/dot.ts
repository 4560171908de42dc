// Dot: products of two inputs, summed along an axis of each.
import * as tf from '@tensorflow/tfjs-core';
import { dotConfigSchema, dotPlaces } from '#shared/model/layers/dot.ts';
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { ofUnitLength } from '#main/training/nn/standardizing.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** `keras.config.epsilon()`, Keras's shortest length. */
const epsilon = 1e-7;

/** Keras's Dot: the first input's other axes, then the second's. */
export const build: LayerBuilder = (spec) => {
  const config = dotConfigSchema.parse(spec.config);
  const [first, second] = dotPlaces(config, spec.inputShapes);
  return (inputs) => {
    const operand = (input: number, place: number): tf.Tensor => {
      const x = tensorAt(inputs, input);
      return lastAxis(config.normalize ? ofUnitLength(x, [place + 1], epsilon) : x, place + 1);
    };
    const [a, b] = [operand(0, first), operand(1, second)];
    const product = tf.matMul(asMatrices(a), asMatrices(b), false, true);
    const left = [...a.shape.slice(1, -1), ...b.shape.slice(1, -1)];
    return plainOutput(tf.reshape(product, [a.shape[0], ...(left.length === 0 ? [1] : left)]));
  };
};

/** The axis moved to the end. */
function lastAxis(x: tf.Tensor, axis: number): tf.Tensor {
  if (axis === x.rank - 1) return x;
  return tf.transpose(x, [...[...x.shape.keys()].filter((each) => each !== axis), axis]);
}

/** `[batch, …, size]` → `[batch, rows, size]` */
function asMatrices(x: tf.Tensor): tf.Tensor3D {
  return tf.reshape<tf.Rank.R3>(x, [x.shape[0], -1, x.shape.at(-1) ?? 1]);
}
