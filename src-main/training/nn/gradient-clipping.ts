// Gradient clipping before an update. Keras allows one of the three arguments.
import * as tf from '@tensorflow/tfjs-core';
import { isRowGradient, mapGradient, summedGradient, type Gradient } from '#main/training/nn/row-gradient.ts';

/** Keras's gradient clipping arguments; null when not set. */
export interface Clipping {
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly global_clipnorm: number | null;
}

/**
 * Pascanu et al., 2013. Norms are Euclidean; gradients below the limit are unchanged. The norm of a gradient in rows is that
 * of the rows; `global_clipnorm` turns it into a dense one, as in Keras.
 */
export function clipGradients(gradients: readonly Gradient[], clipping: Clipping): Gradient[] {
  const { clipnorm, clipvalue, global_clipnorm: globalNorm } = clipping;
  if (clipnorm !== null) return gradients.map((gradient) => limited(gradient, sumOfSquares(gradient), clipnorm));
  if (globalNorm !== null && gradients.length > 0) {
    const squares = tf.addN(gradients.map(sumOfSquares));
    return gradients.map((gradient) => limited(summedGradient(gradient), squares, globalNorm));
  }
  if (clipvalue !== null)
    return gradients.map((gradient) =>
      mapGradient(gradient, (values) => tf.clipByValue(values, -clipvalue, clipvalue)),
    );
  return [...gradients];
}

function sumOfSquares(gradient: Gradient): tf.Tensor {
  return tf.sum(tf.square(isRowGradient(gradient) ? gradient.rows : gradient));
}

/** `g · limit / max(norm, limit)`. */
function limited(gradient: Gradient, squares: tf.Tensor, limit: number): Gradient {
  const share = tf.div(limit, tf.maximum(tf.sqrt(squares), limit));
  return mapGradient(gradient, (values) => tf.mul(values, share));
}
