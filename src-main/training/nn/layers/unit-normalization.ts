// UnitNormalization: each step gets the length 1.
import { placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { unitNormalizationConfigSchema } from '#shared/model/layers/unit-normalization.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { ofUnitLength } from '#main/training/nn/standardizing.ts';

/** Keras's UnitNormalization: any shape. Keras's gradient at 0 is not a number; here it is finite. */
export const build: LayerBuilder = (spec) => {
  const { axis } = unitNormalizationConfigSchema.parse(spec.config);
  const found = placesOf(axis, spec.inputShapes);
  const axes = 'problem' in found ? [] : found.places.map((place) => place + 1);
  return (inputs) => plainOutput(ofUnitLength(onlyTensor(inputs), axes, 1e-12));
};
