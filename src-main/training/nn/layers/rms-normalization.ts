// RMSNormalization (Zhang & Sennrich, 2019): scale · x / √(mean of squares + ε).
import * as tf from '@tensorflow/tfjs-core';
import { placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { rmsNormalizationConfigSchema } from '#shared/model/layers/rms-normalization.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { standardized } from '#main/training/nn/standardizing.ts';

/** Keras's RMSNormalization: over the last axes. */
export const build: LayerBuilder = (spec, weights) => {
  const { axis, epsilon } = rmsNormalizationConfigSchema.parse(spec.config);
  const found = placesOf(axis, spec.inputShapes);
  const axes = 'problem' in found ? [] : found.places.map((place) => place + 1);
  const scale = weights.get('scale');
  return (inputs) => plainOutput(tf.mul(standardized(onlyTensor(inputs), { axes, epsilon, centers: false }), scale));
};
