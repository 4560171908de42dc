// Normalization: (x - mean) / √variance, or its inverse; mean and variance are given, or fitted before training.
import * as tf from '@tensorflow/tfjs-core';
import { normalizationConfigSchema } from '#shared/model/layers/normalization.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** `keras.config.epsilon()`, the smallest deviation. */
const epsilon = 1e-7;

/** Keras's Normalization: any shape; mean and variance follow the axes that are kept. */
export const build: LayerBuilder = (spec, weights) => {
  const { axis, mean: givenMean, variance: givenVariance, invert } = normalizationConfigSchema.parse(spec.config);
  const axes = axis === null ? [] : [axis].flat();
  const [mean, variance] =
    givenMean === null || givenVariance === null ? [weights.get('mean'), weights.get('variance')] : [null, null];
  return (inputs) => {
    const given = onlyTensor(inputs);
    const x = given.dtype === 'float32' ? given : tf.cast(given, 'float32');
    const places = axes.map((each) => (each < 0 ? x.rank + each : each)).toSorted((a, b) => a - b);
    const along = (values: tf.Tensor): tf.Tensor => {
      const shape = x.shape.map(() => 1);
      values.shape.forEach((size, i) => {
        shape[places[places.length - values.rank + i] ?? 0] = size;
      });
      return tf.reshape(values, shape);
    };
    const offset = along(mean ?? tf.tensor(givenMean ?? 0, undefined, 'float32'));
    const deviation = tf.maximum(
      tf.sqrt(along(variance ?? tf.tensor(givenVariance ?? 1, undefined, 'float32'))),
      epsilon,
    );
    return plainOutput(invert ? tf.add(offset, tf.mul(x, deviation)) : tf.div(tf.sub(x, offset), deviation));
  };
};
