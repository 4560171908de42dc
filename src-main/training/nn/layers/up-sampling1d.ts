// UpSampling1D: every step several times.
import { upSampling1dConfigSchema } from '#shared/model/layers/up-sampling1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { repeatSteps } from '#main/training/nn/tensors.ts';

/** Keras's UpSampling1D: `[batch, steps, features]` to `[batch, size · steps, features]`. */
export const build: LayerBuilder = (spec) => {
  const { size } = upSampling1dConfigSchema.parse(spec.config);
  return (inputs) => plainOutput(repeatSteps(onlyTensor(inputs), size));
};
