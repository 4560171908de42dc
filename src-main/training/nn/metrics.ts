// Keras's metrics, one value per sample, so that an epoch's value is the mean over its samples, independent of the batches.
import * as tf from '@tensorflow/tfjs-core';
import type { MetricConfig } from '#shared/training/metrics.ts';
import { alignClasses, alignTarget, meanPerSample } from '#main/training/nn/targets.ts';

/** A metric, sample by sample. */
export interface Metric {
  /** The key in logs (`accuracy`, `mae`). */
  readonly name: string;
  /** `[batch]`. */
  perSample(target: tf.Tensor, output: tf.Tensor): tf.Tensor;
}

/** One of Keras's metrics. */
export function createMetric(config: MetricConfig): Metric {
  return { name: config.name, perSample: (target, output) => meanPerSample(elementValues(config, target, output)) };
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
    case 'mean_absolute_error':
      return tf.abs(tf.sub(output, alignTarget(target, output)));
    case 'mean_squared_error':
      return tf.square(tf.sub(output, alignTarget(target, output)));
  }
}

function asHits(equal: tf.Tensor): tf.Tensor {
  return tf.cast(equal, 'float32');
}
