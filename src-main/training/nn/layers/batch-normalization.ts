// BatchNormalization (Ioffe & Szegedy, 2015): γ · (x - mean) / √(variance + ε) + β, with the batch's mean and variance in
// training, the moving averages at inference.
import * as tf from '@tensorflow/tfjs-core';
import { batchNormalizationConfigSchema } from '#shared/model/layers/batch-normalization.ts';
import { onlyTensor, plainOutput, type Mask } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's BatchNormalization: any shape; the moving averages change in training only. */
export const build: LayerBuilder = (spec, weights) => {
  const config = batchNormalizationConfigSchema.parse(spec.config);
  const gamma = config.scale ? weights.get('gamma') : null;
  const beta = config.center ? weights.get('beta') : null;
  const movingMean = weights.get('moving_mean');
  const movingVariance = weights.get('moving_variance');
  return (inputs, { training, state }, [mask = null]) => {
    const x = onlyTensor(inputs);
    const axis = config.axis < 0 ? x.rank + config.axis : config.axis;
    const others = x.shape.flatMap((_, i) => (i === axis ? [] : [i]));
    const along = (weight: tf.Tensor): tf.Tensor =>
      tf.reshape(
        weight,
        x.shape.map((size, i) => (i === axis ? size : 1)),
      );
    const { mean, variance } = training
      ? moments(x, mask, others)
      : { mean: along(movingMean), variance: along(movingVariance) };
    if (training) {
      const update = (moving: tf.Variable, value: tf.Tensor): void => {
        const { momentum } = config;
        const kept = tf.mul(state?.current(moving) ?? moving, momentum);
        state?.set(moving, tf.add(kept, tf.mul(tf.reshape(value, moving.shape), 1 - momentum)));
      };
      update(movingMean, mean);
      update(movingVariance, variance);
    }
    const deviation = tf.rsqrt(tf.add(variance, config.epsilon));
    const factor = gamma === null ? deviation : tf.mul(deviation, along(gamma));
    const scaled = tf.mul(tf.sub(x, mean), factor);
    return plainOutput(beta === null ? scaled : tf.add(scaled, along(beta)));
  };
};

/** `keras.config.epsilon()`, which Keras adds to the number of steps that count. */
const epsilon = 1e-7;

/** Mean and variance over the axes, of the steps that count. */
function moments(x: tf.Tensor, mask: Mask, axes: number[]): { readonly mean: tf.Tensor; readonly variance: tf.Tensor } {
  if (mask === null) {
    const mean = tf.mean(x, axes, true);
    return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), axes, true) };
  }
  const counted = tf.mul(tf.expandDims(mask, -1), tf.onesLike(x));
  const count = tf.add(tf.sum(counted, axes, true), epsilon);
  const mean = tf.div(tf.sum(tf.mul(x, counted), axes, true), count);
  return { mean, variance: tf.div(tf.sum(tf.mul(tf.square(tf.sub(x, mean)), counted), axes, true), count) };
}
