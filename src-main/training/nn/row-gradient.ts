// An Embedding's gradient as Keras on TensorFlow passes it to an optimizer (tf.IndexedSlices): one row per lookup, so a word
// that occurs twice has two. Squares and norms are those of the rows.
import * as tf from '@tensorflow/tfjs-core';

/** A table's gradient, one row per lookup; float32. Its creator disposes it. */
export interface RowGradient {
  /** `[lookups, size]` */
  readonly rows: tf.Tensor;
  /** The table's row that each belongs to, int32 `[lookups]`. */
  readonly words: tf.Tensor;
  /** How many rows the table has. */
  readonly wordCount: number;
}

/** A weight's gradient as an optimizer gets it. */
export type Gradient = tf.Tensor | RowGradient;

/** Whether a gradient is in rows; it is a tensor of the weight's shape otherwise. */
export function isRowGradient(gradient: Gradient): gradient is RowGradient {
  return 'rows' in gradient;
}

/** The dense gradient: the rows of each word summed. The caller's tidy disposes it. */
export function summedGradient(gradient: Gradient): tf.Tensor {
  return isRowGradient(gradient) ? sumByWord(gradient.rows, gradient) : gradient;
}

/** The squares of a word's rows, summed; an optimizer keeps their mean. The caller's tidy disposes it. */
export function squaredGradient(gradient: Gradient): tf.Tensor {
  return isRowGradient(gradient) ? sumByWord(tf.square(gradient.rows), gradient) : tf.square(gradient);
}

/** Applies a function to every number of the gradient, in rows or dense. */
export function mapGradient(gradient: Gradient, change: (values: tf.Tensor) => tf.Tensor): Gradient {
  return isRowGradient(gradient) ? { ...gradient, rows: change(gradient.rows) } : change(gradient);
}

/** `[lookups, size]` → `[words, size]` */
export function sumByWord(rows: tf.Tensor, { words, wordCount }: Pick<RowGradient, 'words' | 'wordCount'>): tf.Tensor {
  return tf.unsortedSegmentSum(rows, tf.reshape<tf.Rank.R1>(words, [-1]), wordCount);
}
