// GroupNormalization (Wu & He, 2018): γ · (x - mean) / √(variance + ε) + β, with mean and variance of each group of features
// over all steps of a sample.
import * as tf from '@tensorflow/tfjs-core';
import { groupNormalizationConfigSchema } from '#shared/model/layers/group-normalization.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { along, standardized } from '#main/training/nn/standardizing.ts';

/** Keras's GroupNormalization: any shape. */
export const build: LayerBuilder = (spec, weights) => {
  const config = groupNormalizationConfigSchema.parse(spec.config);
  const gamma = config.scale ? weights.get('gamma') : null;
  const beta = config.center ? weights.get('beta') : null;
  return (inputs) => {
    const x = onlyTensor(inputs);
    const axis = config.axis < 0 ? x.rank + config.axis : config.axis;
    const size = x.shape[axis] ?? 1;
    const groups = config.groups === -1 ? size : config.groups;
    const grouped = tf.reshape(x, [...x.shape.slice(0, axis), groups, size / groups, ...x.shape.slice(axis + 1)]);
    const axes = grouped.shape.flatMap((_, i) => (i === 0 || i === axis ? [] : [i]));
    const values = tf.reshape(standardized(grouped, { axes, epsilon: config.epsilon, centers: true }), x.shape);
    const scaled = gamma === null ? values : tf.mul(values, along(gamma, x, [axis]));
    return plainOutput(beta === null ? scaled : tf.add(scaled, along(beta, x, [axis])));
  };
};
