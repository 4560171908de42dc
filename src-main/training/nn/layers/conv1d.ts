// Conv1D: valid, same and causal padding, strides or dilation.
import * as tf from '@tensorflow/tfjs-core';
import { conv1dConfigSchema, type Conv1DConfig } from '#shared/model/layers/conv1d.ts';
import { activatedSequence } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import { asSequence, dilated } from '#main/training/nn/dilation.ts';
import type { LayerBuilder, LayerFusion, LayerWeights } from '#main/training/nn/layer-builder.ts';
import { maxPoolingWindows } from '#main/training/nn/layers/max-pooling1d.ts';
import { pooledRelu } from '#main/training/nn/pooled-relu.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

/** Keras's Conv1D: `[batch, steps, features]` to `[batch, steps', filters]`. */
export const build: LayerBuilder = (spec, weights) => {
  const config = conv1dConfigSchema.parse(spec.config);
  const bias = config.use_bias ? weights.get('bias') : null;
  const sums = convolution(config, weights);
  return (inputs) => {
    const convolved = sums(onlyTensor(inputs));
    return activatedSequence(config.activation, bias === null ? convolved : tf.add(convolved, bias));
  };
};

/** A Conv1D with relu and the MaxPooling1D that is its only reader, as one layer. */
export const fuse: LayerFusion = (spec, weights, reader) => {
  const config = conv1dConfigSchema.parse(spec.config);
  if (reader.type !== 'MaxPooling1D' || config.activation !== 'relu' || !config.use_bias) return null;
  const bias = weights.get('bias');
  const pooling = maxPoolingWindows(reader);
  const sums = convolution(config, weights);
  return (inputs) => plainOutput(asSequence(pooledRelu(sums(onlyTensor(inputs)), bias, pooling)));
};

/** The convolution before the bias: `[batch, 1, steps, filters]`. */
function convolution(config: Conv1DConfig, weights: LayerWeights): (x: tf.Tensor) => tf.Tensor {
  const kernel = weights.get('kernel');
  const { groups } = config;
  const ofGroup = (x: tf.Tensor, part: tf.Tensor): tf.Tensor =>
    config.dilation_rate === 1 ? convolve(x, part, config) : convolveDilated(x, part, config);
  if (groups === 1) return (x) => ofGroup(x, kernel);
  // TensorFlow's convolution has no gradient for groups on a CPU.
  return (x) => {
    const parts = tf.split(kernel, groups, 2);
    return tf.concat(
      tf.split(x, groups, 2).map((features, i) => ofGroup(features, tensorAt(parts, i))),
      3,
    );
  };
}

/**
 * Computed and returned as an image of height 1: TensorFlow then fuses convolution, bias and activation. Causal padding:
 * zeros on the left, as many as the kernel reaches back.
 * @returns `[batch, 1, steps, filters]`
 */
function convolve(x: tf.Tensor, kernel: tf.Tensor, config: Conv1DConfig): tf.Tensor {
  const { batch, steps, features } = sequenceSizes(x);
  const causal = config.padding === 'causal' && config.kernel_size > 1;
  const before = causal ? config.kernel_size - 1 : 0;
  const padded = causal
    ? tf.pad(x, [
        [0, 0],
        [before, 0],
        [0, 0],
      ])
    : x;
  return tf.conv2d(
    tf.reshape<tf.Rank.R4>(padded, [batch, 1, steps + before, features]),
    tf.expandDims<tf.Tensor4D>(kernel, 0),
    [1, config.strides],
    config.padding === 'same' ? 'same' : 'valid',
  );
}

function convolveDilated(x: tf.Tensor, kernel: tf.Tensor, config: Conv1DConfig): tf.Tensor {
  const { dilation_rate: rate, kernel_size: size } = config;
  const reach = rate * (size - 1);
  const padding = { valid: 0, same: reach, causal: reach }[config.padding];
  const before = config.padding === 'same' ? Math.floor(padding / 2) : padding;
  return dilated(x, { rate, before, after: padding - before }, (blocks) =>
    convolve(blocks, kernel, { ...config, padding: 'valid', strides: 1 }),
  );
}
