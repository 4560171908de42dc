// An Embedding's gradient as Keras on TensorFlow hands it to an optimizer: a row for each word that was looked up (there a
// tf.IndexedSlices), so that a word that occurs twice has two. Squares and norms are those of the rows.
import * as tf from '@tensorflow/tfjs-core';

/** A table's gradient, a row for each lookup; float32. Whoever made it disposes it. */
export interface RowGradient {
  /** `[lookups, size]` */
  readonly rows: tf.Tensor;
  /** The table's row that each is for, int32 `[lookups]`. */
  readonly words: tf.Tensor;
  /** How many rows the table has. */
  readonly wordCount: number;
}

/** What an optimizer gets for a weight. */
export type Gradient = tf.Tensor | RowGradient;

/** Whether a gradient is in rows; it is a tensor of the weight's shape otherwise. */
export function isRowGradient(gradient: Gradient): gradient is RowGradient {
  return 'rows' in gradient;
}

/** The gradient itself: the rows of each word summed. The caller's tidy disposes it. */
export function summedGradient(gradient: Gradient): tf.Tensor {
  return isRowGradient(gradient) ? sumByWord(gradient.rows, gradient) : gradient;
}

/** What an optimizer keeps a mean of: the squares of a word's rows, summed. The caller's tidy disposes it. */
export function squaredGradient(gradient: Gradient): tf.Tensor {
  return isRowGradient(gradient) ? sumByWord(tf.square(gradient.rows), gradient) : tf.square(gradient);
}

/** The same for every number of the gradient, be it in rows or not. */
export function mapGradient(gradient: Gradient, change: (values: tf.Tensor) => tf.Tensor): Gradient {
  return isRowGradient(gradient) ? { ...gradient, rows: change(gradient.rows) } : change(gradient);
}

/** `[lookups, size]` → `[words, size]` */
export function sumByWord(rows: tf.Tensor, { words, wordCount }: Pick<RowGradient, 'words' | 'wordCount'>): tf.Tensor {
  return tf.unsortedSegmentSum(rows, tf.reshape<tf.Rank.R1>(words, [-1]), wordCount);
}
