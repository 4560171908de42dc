// Keras's losses, one value per sample. A batch's loss is their mean (`sum_over_batch_size`).
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LossConfig } from '#shared/training/losses.ts';
import type { LayerOutput } from '#main/training/nn/call-context.ts';
import { alignClasses, alignTarget, meanPerSample } from '#main/training/nn/targets.ts';
import { absolute, tensorAt } from '#main/training/nn/tensors.ts';

/** A loss, sample by sample. */
export interface Loss {
  readonly config: LossConfig;
  /**
   * `[batch]`.
   * @param target `[batch, …]`, of the output's shape, or without its last axis of 1; class ids for the sparse loss
   */
  perSample(target: tf.Tensor, output: LayerOutput): tf.Tensor;
}

/** One of Keras's losses. */
export function createLoss(config: LossConfig): Loss {
  return { config, perSample: (target, output) => meanPerSample(elementLosses(config, target, output)) };
}

/** `keras.config.epsilon()`: probabilities are kept this far from 0 and 1. */
const epsilon = 1e-7;

function elementLosses(config: LossConfig, target: tf.Tensor, output: LayerOutput): tf.Tensor {
  switch (config.name) {
    case 'mean_squared_error':
      return tf.square(errors(target, output));
    case 'mean_absolute_error':
      return absolute(errors(target, output));
    case 'huber':
      return huber(errors(target, output), config.delta);
    case 'binary_crossentropy': {
      const logits = logitsOf('sigmoid', config.from_logits, output);
      const aligned = alignTarget(target, output.tensor);
      return logits === null ? binaryCrossEntropy(aligned, output.tensor) : sigmoidCrossEntropy(aligned, logits);
    }
    case 'categorical_crossentropy': {
      const logits = logitsOf('softmax', config.from_logits, output);
      return crossEntropy(
        alignTarget(target, output.tensor),
        logits === null ? normalizedLogarithms(output.tensor) : tf.logSoftmax(logits),
      );
    }
    case 'sparse_categorical_crossentropy': {
      const logits = logitsOf('softmax', config.from_logits, output) ?? clippedLogarithms(output.tensor);
      const classes = alignClasses(target, output.tensor);
      return crossEntropy(tf.cast(tf.oneHot(classes, logits.shape.at(-1) ?? 1), 'float32'), tf.logSoftmax(logits));
    }
  }
}

function errors(target: tf.Tensor, output: LayerOutput): tf.Tensor {
  return tf.sub(output.tensor, alignTarget(target, output.tensor));
}

/**
 * Huber, 1964: `e² / 2` up to delta, `delta · |e| - delta² / 2` beyond; computed from the part of `|e|` up to delta and the
 * rest.
 */
function huber(error: tf.Tensor, delta: number): tf.Tensor {
  const size = absolute(error);
  const inner = tf.minimum(size, delta);
  return tf.add(tf.mul(tf.square(inner), 0.5), tf.mul(tf.sub(size, inner), delta));
}

/**
 * The logits that the cross-entropy is computed from: the output itself with `from_logits`, or the input of the model's last
 * sigmoid or softmax, which is exact where a probability would be rounded to 0 or 1. Keras does the same (`_get_logits`).
 */
function logitsOf(kind: 'sigmoid' | 'softmax', fromLogits: boolean, output: LayerOutput): tf.Tensor | null {
  if (output.logits?.of === kind) return output.logits.tensor;
  return fromLogits ? output.tensor : null;
}

function binaryCrossEntropy(target: tf.Tensor, probability: tf.Tensor): tf.Tensor {
  const clipped = tf.clipByValue(probability, epsilon, 1 - epsilon);
  const forOne = tf.mul(target, tf.log(clipped));
  const forZero = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, clipped)));
  return tf.neg(tf.add(forOne, forZero));
}

/**
 * `max(x, 0) - x·t + log(1 + e^-|x|)`, as in `tf.nn.sigmoid_cross_entropy_with_logits`; the gradient is `σ(x) - t`, written
 * out because the sum of the parts' gradients is wrong at exactly 0.
 */
function sigmoidCrossEntropy(target: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.customGrad((x, save) => {
    if (!(x instanceof tf.Tensor) || typeof save !== 'function') throw new Error('Cross-entropy wants one tensor.');
    save([x, target]);
    return {
      value: tf.add(tf.sub(tf.relu(x), tf.mul(x, target)), tf.softplus(tf.neg(tf.abs(x)))),
      gradFunc: (dy, saved) => tf.mul(dy, tf.sub(tf.sigmoid(tensorAt(saved, 0)), tensorAt(saved, 1))),
    };
  })(logits);
}

/** `-Σ t · log p` over the classes. */
function crossEntropy(target: tf.Tensor, logarithms: tf.Tensor): tf.Tensor {
  return tf.neg(tf.sum(tf.mul(target, logarithms), -1));
}

function clippedLogarithms(probabilities: tf.Tensor): tf.Tensor {
  return tf.log(tf.clipByValue(probabilities, epsilon, 1 - epsilon));
}

/** Outputs are normalized to a sum of 1 first. */
function normalizedLogarithms(probabilities: tf.Tensor): tf.Tensor {
  return clippedLogarithms(tf.div(probabilities, tf.sum(probabilities, -1, true)));
}
