// Keras's activation functions.
import * as tf from '@tensorflow/tfjs-core';
import type { ActivationName } from '#shared/model/layer-rules/activations.ts';
import { plainOutput, type LayerOutput } from '#main/training/nn/call-context.ts';
import { absolute, tensorAt } from '#main/training/nn/tensors.ts';

/**
 * relu with a gradient of three operations: tfjs's own uses `Step`, which is seven on the native engine.
 * Zero where the output is zero, as in Keras.
 */
const relu = tf.customGrad((x, save) => {
  if (!(x instanceof tf.Tensor) || typeof save !== 'function') throw new Error('relu wants one tensor.');
  const y = tf.relu(x);
  save([y]);
  return {
    value: y,
    gradFunc: (dy, saved) => tf.mul(dy, tf.cast(tf.greater(tensorAt(saved, 0), 0), 'float32')),
  };
});

const functions: Readonly<Record<ActivationName, (x: tf.Tensor) => tf.Tensor>> = {
  linear: (x) => x,
  relu,
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  softmax: (x) => tf.softmax(x),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(absolute(x), 1)),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  /** The exact one, `x · Φ(x)` (Hendrycks & Gimpel, 2016), which is Keras's default. */
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  exponential: (x) => tf.exp(x),
  leaky_relu: (x) => tf.leakyRelu(x, 0.2),
  relu6: (x) => tf.relu6(x),
  hard_sigmoid: (x) => tf.div(tf.relu6(tf.add(x, 3)), 6),
};

/** Applies an activation to a tensor of any shape. The caller disposes the result. */
export function activate(name: ActivationName, x: tf.Tensor): tf.Tensor {
  return functions[name](x);
}

/** A layer's last operation. A sigmoid or softmax keeps its input (the logits) for the cross-entropy. */
export function activatedOutput(name: ActivationName, x: tf.Tensor): LayerOutput {
  const tensor = activate(name, x);
  return name === 'sigmoid' || name === 'softmax' ? { tensor, logits: { of: name, tensor: x } } : plainOutput(tensor);
}

/** As `activatedOutput`, of a convolution's image of height 1, as a sequence. */
export function activatedSequence(name: ActivationName, image: tf.Tensor): LayerOutput {
  const { tensor, logits } = activatedOutput(name, image);
  const sequence = (x: tf.Tensor): tf.Tensor => tf.squeeze(x, [1]);
  return { tensor: sequence(tensor), logits: logits && { ...logits, tensor: sequence(logits.tensor) } };
}

const derivatives: Partial<Readonly<Record<ActivationName, (y: tf.Tensor) => tf.Tensor>>> = {
  linear: (y) => tf.onesLike(y),
  relu: (y) => tf.cast(tf.greater(y, 0), 'float32'),
  sigmoid: (y) => tf.mul(y, tf.sub(1, y)),
  tanh: (y) => tf.sub(1, tf.square(y)),
};

/** The derivative of an activation as a function of its output; null where the output does not determine it. */
export function derivativeFromOutput(name: ActivationName): ((y: tf.Tensor) => tf.Tensor) | null {
  return derivatives[name] ?? null;
}
