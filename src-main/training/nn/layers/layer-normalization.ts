// LayerNormalization (Ba, Kiros & Hinton, 2016): γ · (x - mean) / √(variance + ε) + β, with mean and variance of each step.
import * as tf from '@tensorflow/tfjs-core';
import { placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { layerNormalizationConfigSchema } from '#shared/model/layers/layer-normalization.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { along, standardized } from '#main/training/nn/standardizing.ts';

/** Keras's LayerNormalization: any shape. */
export const build: LayerBuilder = (spec, weights) => {
  const config = layerNormalizationConfigSchema.parse(spec.config);
  const found = placesOf(config.axis, spec.inputShapes);
  const axes = 'problem' in found ? [] : found.places.map((place) => place + 1);
  const gamma = config.scale ? weights.get('gamma') : null;
  const beta = config.center ? weights.get('beta') : null;
  return (inputs) => {
    const x = onlyTensor(inputs);
    const values = standardized(x, { axes, epsilon: config.epsilon, centers: true });
    const scaled = gamma === null ? values : tf.mul(values, along(gamma, x, axes));
    return plainOutput(beta === null ? scaled : tf.add(scaled, along(beta, x, axes)));
  };
};
