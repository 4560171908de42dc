// Keras's metrics. Most are one value per sample, so that an epoch's value is the mean over its samples, independent of the
// batches; the others are computed from sums over the samples (`summed-metrics.ts`).
import * as tf from '@tensorflow/tfjs-core';
import type { MetricConfig } from '#shared/training/metrics.ts';
import { cosineSimilarity, percentageErrors } from '#main/training/nn/losses.ts';
import { createSummedMetric, type SummedMetric } from '#main/training/nn/summed-metrics.ts';
import { alignClasses, alignTarget, meanPerSample } from '#main/training/nn/targets.ts';

/** A metric, sample by sample. */
export interface MeanMetric {
  readonly kind: 'mean';
  /** The key in logs (`accuracy`, `mae`). */
  readonly name: string;
  /** `[batch]`. */
  perSample(target: tf.Tensor, output: tf.Tensor): tf.Tensor;
  /** The same before its mean over a sample's elements, `[batch, …]`. */
  perElement(target: tf.Tensor, output: tf.Tensor): tf.Tensor;
}

/** A metric of either kind: a mean over samples, or one made of sums that add up over batches. */
export type Metric = MeanMetric | SummedMetric;

/** One of Keras's metrics. */
export function createMetric(config: MetricConfig): Metric {
  const summed = createSummedMetric(config);
  if (summed !== null) return summed;
  const perElement = (target: tf.Tensor, output: tf.Tensor): tf.Tensor => elementValues(config, target, output);
  return {
    kind: 'mean',
    name: config.name,
    perSample: (target, output) => meanPerSample(perElement(target, output)),
    perElement,
  };
}

function elementValues(config: MetricConfig, target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  switch (config.function) {
    case 'binary_accuracy': {
      const answer = tf.cast(tf.greater(output, config.threshold), 'float32');
      return asHits(tf.equal(answer, alignTarget(target, output)));
    }
    case 'categorical_accuracy':
      return asHits(tf.equal(tf.argMax(output, -1), tf.argMax(alignTarget(target, output), -1)));
    case 'sparse_categorical_accuracy':
      return asHits(tf.equal(tf.argMax(output, -1), alignClasses(target, output)));
    case 'top_k_categorical_accuracy':
      return isInTopK(tf.argMax(alignTarget(target, output), -1), output, config.k);
    case 'sparse_top_k_categorical_accuracy':
      return isInTopK(alignClasses(target, output), output, config.k);
    case 'mean_absolute_error':
      return tf.abs(tf.sub(output, alignTarget(target, output)));
    case 'mean_squared_error':
      return tf.square(tf.sub(output, alignTarget(target, output)));
    case 'mean_absolute_percentage_error':
      return percentageErrors(alignTarget(target, output), output);
    case 'cosine_similarity':
      return cosineSimilarity(alignTarget(target, output), output);
    default:
      throw new Error(`${config.function} has no value of one sample.`);
  }
}

/** As `tf.math.in_top_k`: of outputs that are equal, all are among the k largest when one is. */
function isInTopK(classes: tf.Tensor, output: tf.Tensor, k: number): tf.Tensor {
  const isRight = tf.cast(tf.oneHot(tf.cast(classes, 'int32'), output.shape.at(-1) ?? 1), 'float32');
  const right = tf.sum(tf.mul(output, isRight), -1, true);
  const larger = tf.sum(tf.cast(tf.greater(output, right), 'float32'), -1);
  return asHits(tf.less(larger, k));
}

function asHits(equal: tf.Tensor): tf.Tensor {
  return tf.cast(equal, 'float32');
}
