// A worker thread that loads one engine and sends back the gradients of a convolution.
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#shared/base/random.ts';
import '#main/training/nn/gradients.ts';
import { engineLoadSchema } from '#main/training/protocol.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';

const { record } = await loadEngine(engineLoadSchema.parse(workerData));
const random = createRandom(7);
const values = (length: number): Float32Array => Float32Array.from({ length }, () => random() * 2 - 1);
const input = tf.tensor4d(values(2 * 12 * 5), [2, 1, 12, 5]);
const kernel = tf.tensor4d(values(3 * 5 * 4), [1, 3, 5, 4]);
const target = tf.tensor4d(values(2 * 10 * 4), [2, 1, 10, 4]);

const gradients = tf.tidy(() => {
  const loss = (x: tf.Tensor, w: tf.Tensor): tf.Scalar =>
    tf.sum(tf.square(tf.sub(tf.relu(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid')), target)));
  return tf
    .grads(loss)([input, kernel])
    .map((gradient) => [...gradient.dataSync()]);
});
parentPort?.postMessage({ record, gradients });
