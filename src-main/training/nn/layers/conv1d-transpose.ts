// Conv1DTranspose: a convolution the other way round, to a longer sequence.
import * as tf from '@tensorflow/tfjs-core';
import {
  conv1dTransposeConfigSchema,
  transposedSteps,
  type Conv1DTransposeConfig,
} from '#shared/model/layers/conv1d-transpose.ts';
import { activatedSequence } from '#main/training/nn/activations.ts';
import { onlyTensor } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asImage } from '#main/training/nn/tensors.ts';

/** Keras's Conv1DTranspose: `[batch, steps, features]` to `[batch, steps', filters]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = conv1dTransposeConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  return (inputs) => {
    const image = asImage(onlyTensor(inputs));
    const written = writtenSteps(image, tf.expandDims<tf.Tensor4D>(kernel, 0), config);
    return activatedSequence(config.activation, bias === null ? written : tf.add(written, bias));
  };
};

/**
 * All steps that are written, cut at the start and filled or cut at the end. tfjs-backend-wasm 4.22 has a wrong gradient of
 * some shorter or longer outputs.
 */
function writtenSteps(image: tf.Tensor4D, filter: tf.Tensor4D, config: Conv1DTransposeConfig): tf.Tensor {
  const { filters, kernel_size: size, strides, padding } = config;
  const [batch, , steps] = image.shape;
  const all = (steps - 1) * strides + size;
  const wanted = transposedSteps(config, steps);
  const written: tf.Tensor = tf.conv2dTranspose(image, filter, [batch, 1, all, filters], [1, strides], 'valid');
  const before = padding === 'same' ? Math.floor(Math.max(0, all - wanted) / 2) : 0;
  const kept = Math.min(wanted, all - before);
  const cut = kept === all ? written : tf.slice(written, [0, 0, before, 0], [batch, 1, kept, filters]);
  if (kept === wanted) return cut;
  return tf.pad(cut, [
    [0, 0],
    [0, 0],
    [0, wanted - kept],
    [0, 0],
  ]);
}
