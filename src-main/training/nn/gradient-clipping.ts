// Gradients cut to size before an update. Keras lets one of the three be set.
import * as tf from '@tensorflow/tfjs-core';

/** Keras's gradient clipping arguments; null where none is asked for. */
export interface Clipping {
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly global_clipnorm: number | null;
}

/** Pascanu et al., 2013. Norms are Euclidean; gradients below the limit stay as they are. */
export function clipGradients(gradients: readonly tf.Tensor[], clipping: Clipping): tf.Tensor[] {
  const { clipnorm, clipvalue, global_clipnorm: globalNorm } = clipping;
  if (clipnorm !== null) return gradients.map((gradient) => limited(gradient, sumOfSquares(gradient), clipnorm));
  if (globalNorm !== null && gradients.length > 0) {
    const squares = tf.addN(gradients.map(sumOfSquares));
    return gradients.map((gradient) => limited(gradient, squares, globalNorm));
  }
  if (clipvalue !== null) return gradients.map((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  return [...gradients];
}

function sumOfSquares(gradient: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(gradient));
}

/** `g · limit / max(norm, limit)`. */
function limited(gradient: tf.Tensor, squares: tf.Tensor, limit: number): tf.Tensor {
  return tf.mul(gradient, tf.div(limit, tf.maximum(tf.sqrt(squares), limit)));
}
