// Normal random numbers from uniform ones (Box & Muller, 1958), so that every source of uniform numbers gives both.
import * as tf from '@tensorflow/tfjs-core';
import type { RandomSource } from '#main/training/nn/call-context.ts';

/**
 * Normal numbers with mean 0 and deviation 1, float32. A pair of uniform numbers gives two.
 * @param seed a layer's own `seed`; null draws from the run's
 */
export function normalNumbers(shape: readonly number[], random: RandomSource, seed: number | null): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const pairs = Math.ceil(count / 2);
  // Uniform numbers are below 1, so that the logarithm's argument is above 0.
  const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, random.uniform([pairs], seed))), -2));
  const angle = tf.mul(random.uniform([pairs], seed), 2 * Math.PI);
  const numbers = tf.concat([tf.mul(radius, tf.cos(angle)), tf.mul(radius, tf.sin(angle))]);
  return tf.reshape(count === 2 * pairs ? numbers : tf.slice(numbers, [0], [count]), [...shape]);
}
