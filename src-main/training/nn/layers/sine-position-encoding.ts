// SinePositionEncoding (Vaswani et al., 2017): sin(place · f) for even features, cos(place · f) for odd ones, with
// f = longest wave ^ -(2 · ⌊feature / 2⌋ / features).
import * as tf from '@tensorflow/tfjs-core';
import { sinePositionEncodingConfigSchema } from '#shared/model/layers/sine-position-encoding.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { sequenceSizes, withoutGradient } from '#main/training/nn/tensors.ts';

/** KerasHub's SinePositionEncoding: `[batch, steps, features]`; the input gives the sizes only. */
export const build: LayerBuilder = (spec) => {
  const { max_wavelength: longest } = sinePositionEncodingConfigSchema.parse(spec.config);
  return (inputs) => {
    const x = onlyTensor(inputs);
    const { steps, features } = sequenceSizes(x);
    const waves = Float32Array.from({ length: steps * features }, (_, i) => {
      const feature = i % features;
      const angle = Math.floor(i / features) * longest ** (-(feature - (feature % 2)) / features);
      return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    });
    return plainOutput(withoutGradient(x, (x) => tf.mul(tf.onesLike(x), tf.tensor(waves, [1, steps, features]))));
  };
};
