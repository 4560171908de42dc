// ZeroPadding1D: steps of zeros at the start and the end of a sequence.
import * as tf from '@tensorflow/tfjs-core';
import { endsOf } from '#shared/model/layer-rules/common.ts';
import { zeroPadding1dConfigSchema } from '#shared/model/layers/zero-padding1d.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's ZeroPadding1D: `[batch, steps, features]` to `[batch, start + steps + end, features]`. */
export const build: LayerBuilder = (spec) => {
  const [start, end] = endsOf(zeroPadding1dConfigSchema.parse(spec.config).padding);
  return (inputs) =>
    plainOutput(
      tf.pad(onlyTensor(inputs), [
        [0, 0],
        [start, end],
        [0, 0],
      ]),
    );
};
