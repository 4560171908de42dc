// Keras's weight regularizers: what a weight adds to the loss.
import * as tf from '@tensorflow/tfjs-core';
import type { Regularizer } from '#shared/model/layer-rules/regularizers.ts';
import { absolute, unitVectors } from '#main/training/nn/tensors.ts';

/** `l1 · Σ|w| + l2 · Σw²` as a scalar; Keras has no factor of one half. The caller disposes it. */
export function regularization(regularizer: Regularizer, weight: tf.Tensor): tf.Scalar {
  if (regularizer.name === 'orthogonal_regularizer') return orthogonality(regularizer, weight);
  const l1 = 'l1' in regularizer ? regularizer.l1 : 0;
  const l2 = 'l2' in regularizer ? regularizer.l2 : 0;
  const terms: tf.Scalar[] = [];
  if (l1 !== 0) terms.push(tf.mul(tf.sum(absolute(weight)), l1));
  if (l2 !== 0) terms.push(tf.mul(tf.sum(tf.square(weight)), l2));
  return terms.reduce((sum, term) => tf.add(sum, term), terms.shift() ?? tf.scalar(0));
}

/** `factor · Σ|cos(a, b)| / pairs` over all pairs of rows or columns, as Keras computes it: 0 where all are orthogonal. */
function orthogonality(
  { factor, mode }: Extract<Regularizer, { name: 'orthogonal_regularizer' }>,
  weight: tf.Tensor,
): tf.Scalar {
  const vectors = unitVectors(mode === 'rows' ? weight : tf.transpose(weight));
  const count = vectors.shape[0];
  const others = tf.sub(1, tf.eye(count));
  const cosines = tf.mul(tf.matMul(vectors, tf.transpose(vectors)), others);
  const pairs = (count * (count - 1)) / 2;
  return tf.mul(tf.sum(absolute(cosines)), (factor * 0.5) / pairs);
}
