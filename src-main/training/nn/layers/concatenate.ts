// Concatenate: its inputs one after the other along an axis.
import * as tf from '@tensorflow/tfjs-core';
import { concatenateConfigSchema } from '#shared/model/layers/concatenate.ts';
import { plainOutput, type Mask } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Concatenate. */
export const build: LayerBuilder = (spec) => {
  const { axis } = concatenateConfigSchema.parse(spec.config);
  return (inputs, _context, masks) => ({
    ...plainOutput(tf.concat([...inputs], axis)),
    mask: masks.every((mask) => mask === null) ? null : joinedMask(inputs, masks, axis),
  });
};

/** As Keras joins masks: repeated for each value of their inputs, then whether any of a step's values counts. */
function joinedMask(inputs: readonly tf.Tensor[], masks: readonly Mask[], axis: number): tf.Tensor {
  const repeated = inputs.map((input, i) => {
    const mask = masks[i];
    const ones = tf.ones(input.shape);
    if (!mask) return ones;
    return mask.rank < input.rank ? tf.mul(tf.expandDims(mask, -1), ones) : mask;
  });
  return tf.max(tf.concat(repeated, axis), -1);
}
