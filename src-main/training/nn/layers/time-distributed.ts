// TimeDistributed: one layer applied to each step of a sequence.
import * as tf from '@tensorflow/tfjs-core';
import { timeDistributedConfigSchema } from '#shared/model/layers/time-distributed.ts';
import { onlyTensor, plainOutput, type CallContext, type Mask } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asGiven } from '#main/training/nn/tensors.ts';

/** Keras's TimeDistributed: `[batch, steps, …]` to `[batch, steps, …]`. */
export const build: LayerBuilder = (spec, weights, findBuilder) => {
  const { layer } = timeDistributedConfigSchema.parse(spec.config);
  const withoutSteps = { inputShapes: spec.inputShapes.map(rest), outputShapes: spec.outputShapes.map(rest) };
  const apply = findBuilder(layer.class_name)(
    { ...spec, ...withoutSteps, type: layer.class_name, config: layer.config },
    weights,
    findBuilder,
  );
  const applyOne = (x: tf.Tensor, context: CallContext, mask: Mask): tf.Tensor =>
    asGiven([apply([x], context, [mask])].flat()[0]?.tensor);
  // What changes its own weights sees one step after the other, as in Keras; all others see all steps as one batch.
  const keepsState = spec.weights.some(({ trainable }) => !trainable);

  return (inputs, context, [mask = null]) => {
    const x = onlyTensor(inputs);
    const [batch = 1, steps = 1, ...sizes] = x.shape;
    if (keepsState && context.training) {
      const masks = mask === null ? [] : tf.unstack(mask, 1);
      const outputs = tf.unstack(x, 1).map((step, i) => applyOne(step, context, masks[i] ?? null));
      return plainOutput(tf.stack(outputs, 1));
    }
    const output = applyOne(tf.reshape(x, [batch * steps, ...sizes]), context, withoutAxis(mask));
    return plainOutput(tf.reshape(output, [batch, steps, ...output.shape.slice(1)]));
  };
};

function rest<T>([, ...others]: readonly T[]): T[] {
  return others;
}

/** A mask of whole steps says nothing about the parts of a step. */
function withoutAxis(mask: Mask): Mask {
  if (mask === null || mask.rank < 3) return null;
  const [batch = 1, steps = 1, ...sizes] = mask.shape;
  return tf.reshape(mask, [batch * steps, ...sizes]);
}
