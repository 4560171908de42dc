// Keras's losses, one value per sample. A batch's loss is their mean (`sum_over_batch_size`).
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LossConfig } from '#shared/training/losses.ts';
import type { LayerOutput } from '#main/training/nn/call-context.ts';
import { alignClasses, alignTarget, meanPerSample } from '#main/training/nn/targets.ts';
import { absolute, tensorAt, unitVectors } from '#main/training/nn/tensors.ts';

/** A loss, sample by sample. */
export interface Loss {
  readonly config: LossConfig;
  /**
   * `[batch]`.
   * @param target `[batch, …]`, of the output's shape, or without its last axis of 1; class ids for the sparse loss
   */
  perSample(target: tf.Tensor, output: LayerOutput): tf.Tensor;
  /** The same before its mean over a sample's elements, `[batch, …]`. */
  perElement(target: tf.Tensor, output: LayerOutput): tf.Tensor;
}

/** One of Keras's losses. */
export function createLoss(config: LossConfig): Loss {
  const perElement = (target: tf.Tensor, output: LayerOutput): tf.Tensor => elementLosses(config, target, output);
  return { config, perElement, perSample: (target, output) => meanPerSample(perElement(target, output)) };
}

/** `keras.config.epsilon()`: probabilities are kept this far from 0 and 1. */
const epsilon = 1e-7;

function elementLosses(config: LossConfig, target: tf.Tensor, output: LayerOutput): tf.Tensor {
  switch (config.name) {
    case 'mean_squared_error':
      return tf.square(errors(target, output));
    case 'mean_absolute_error':
      return absolute(errors(target, output));
    case 'mean_absolute_percentage_error':
      return percentageErrors(alignTarget(target, output.tensor), output.tensor);
    case 'mean_squared_logarithmic_error':
      return tf.square(tf.sub(logarithmOfNext(output.tensor), logarithmOfNext(alignTarget(target, output.tensor))));
    case 'log_cosh':
      return logCosh(errors(target, output));
    case 'poisson': {
      const logarithm = tf.log(tf.add(output.tensor, epsilon));
      return tf.sub(output.tensor, tf.mul(alignTarget(target, output.tensor), logarithm));
    }
    case 'quantile':
      return pinball(tf.neg(errors(target, output)), config.quantile);
    case 'huber':
      return huber(errors(target, output), config.delta);
    case 'binary_crossentropy': {
      const logits = logitsOf('sigmoid', config.from_logits, output);
      const aligned = smoothed(alignTarget(target, output.tensor), config.label_smoothing, 2);
      return logits === null ? binaryCrossEntropy(aligned, output.tensor) : sigmoidCrossEntropy(aligned, logits);
    }
    case 'binary_focal_crossentropy':
      return binaryFocal(config, smoothed(alignTarget(target, output.tensor), config.label_smoothing, 2), output);
    case 'categorical_focal_crossentropy':
      return categoricalFocal(config, smoothedClasses(target, output, config), output);
    case 'kl_divergence':
      return divergence(alignTarget(target, output.tensor), output.tensor);
    case 'cosine_similarity':
      return tf.neg(cosineSimilarity(alignTarget(target, output.tensor), output.tensor));
    case 'categorical_crossentropy': {
      const logits = logitsOf('softmax', config.from_logits, output);
      return crossEntropy(
        smoothedClasses(target, output, config),
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

/** `100 · |t - p| / |t|`; a target of 0 counts as 1e-7. */
export function percentageErrors(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  return tf.mul(100, absolute(tf.div(tf.sub(target, output), tf.maximum(tf.abs(target), epsilon))));
}

/** `log(x + 1)`; numbers below 0 count as 0. */
function logarithmOfNext(values: tf.Tensor): tf.Tensor {
  return tf.log(tf.add(tf.maximum(values, epsilon), 1));
}

/** `log((eˣ + e⁻ˣ) / 2)`, as Keras computes it. */
function logCosh(error: tf.Tensor): tf.Tensor {
  return tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
}

/** Koenker & Bassett, 1978: `q · e` for a target above the output, `(q - 1) · e` for one below. */
function pinball(error: tf.Tensor, quantile: number): tf.Tensor {
  return tf.maximum(tf.mul(error, quantile), tf.mul(error, quantile - 1));
}

/** The cosine of the angle between the last axes, which is reduced. */
export function cosineSimilarity(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(unitVectors(target), unitVectors(output)), -1);
}

/** `Σ t · log(t / p)` over the classes. */
function divergence(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const clipped = tf.clipByValue(target, epsilon, 1);
  return tf.sum(tf.mul(clipped, tf.log(tf.div(clipped, tf.clipByValue(output, epsilon, 1)))), -1);
}

/** Szegedy et al., 2016: `t · (1 - share) + share / labels`. */
function smoothed(target: tf.Tensor, share: number, labels: number): tf.Tensor {
  return share === 0 ? target : tf.add(tf.mul(target, 1 - share), share / labels);
}

function smoothedClasses(
  target: tf.Tensor,
  { tensor }: LayerOutput,
  { label_smoothing: share }: { readonly label_smoothing: number },
): tf.Tensor {
  return smoothed(alignTarget(target, tensor), share, tensor.shape.at(-1) ?? 1);
}

/** `x^gamma`; 1 for a gamma of 0, whose gradient at 0 is no number. */
function toPower(values: tf.Tensor, gamma: number): tf.Tensor {
  return gamma === 0 ? tf.onesLike(values) : tf.pow(values, gamma);
}

/** Lin et al., 2018: the cross-entropy times `(1 - p)^gamma`, where p is the probability of the right label. */
function binaryFocal(
  config: Extract<LossConfig, { name: 'binary_focal_crossentropy' }>,
  target: tf.Tensor,
  output: LayerOutput,
): tf.Tensor {
  const { from_logits: fromLogits, gamma, alpha, apply_class_balancing: isBalanced } = config;
  const probability = fromLogits ? tf.sigmoid(output.tensor) : output.tensor;
  const known = output.logits?.of === 'sigmoid' ? output.logits.tensor : null;
  const logits = fromLogits ? output.tensor : known;
  const entropy = logits === null ? binaryCrossEntropy(target, probability) : sigmoidCrossEntropy(target, logits);
  const forZero = tf.sub(1, target);
  const right = tf.add(tf.mul(target, probability), tf.mul(forZero, tf.sub(1, probability)));
  const loss = tf.mul(toPower(tf.sub(1, right), gamma), entropy);
  if (!isBalanced) return loss;
  return tf.mul(tf.add(tf.mul(target, alpha), tf.mul(forZero, 1 - alpha)), loss);
}

/** The same over the classes, each times alpha; computed from probabilities only, as in Keras. */
function categoricalFocal(
  { from_logits: fromLogits, gamma, alpha }: Extract<LossConfig, { name: 'categorical_focal_crossentropy' }>,
  target: tf.Tensor,
  { tensor }: LayerOutput,
): tf.Tensor {
  const given = fromLogits ? tf.softmax(tensor) : tensor;
  const probabilities = tf.clipByValue(tf.div(given, tf.sum(given, -1, true)), epsilon, 1 - epsilon);
  const entropy = tf.mul(tf.neg(target), tf.log(probabilities));
  return tf.sum(tf.mul(tf.mul(toPower(tf.sub(1, probabilities), gamma), alpha), entropy), -1);
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
