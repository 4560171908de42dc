// Softmax: values as shares of 1 along an axis.
import * as tf from '@tensorflow/tfjs-core';
import { placesOf } from '#shared/model/layer-rules/normalizing.ts';
import { softmaxConfigSchema } from '#shared/model/layers/softmax.ts';
import { activatedOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Softmax: any shape; several axes count as one. */
export const build: LayerBuilder = (spec) => {
  const found = placesOf(softmaxConfigSchema.parse(spec.config).axis, spec.inputShapes);
  const axes = 'problem' in found ? [] : found.places.map((place) => place + 1);
  return (inputs) => {
    const x = onlyTensor(inputs);
    if (axes.length === 1 && axes[0] === x.rank - 1) return activatedOutput('softmax', x);
    const order = [...x.shape.keys()].filter((axis) => !axes.includes(axis)).concat(axes);
    const last = tf.transpose(x, order);
    const rows = tf.reshape(last, [...last.shape.slice(0, -axes.length), -1]);
    const shares = tf.reshape(tf.softmax(rows), last.shape);
    return plainOutput(
      tf.transpose(
        shares,
        x.shape.map((_, axis) => order.indexOf(axis)),
      ),
    );
  };
};
