// The program of the probe's process: loads the given engine, computes a little, checks the results, prints one line of JSON.
import { performance } from 'node:perf_hooks';
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import { engineLoadSchema } from '#main/training/protocol.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';

/** @throws Error when the engine does not load or computes wrong results */
async function probe(): Promise<{ version: string; device: string }> {
  const load = engineLoadSchema.parse(JSON.parse(process.argv[2] ?? ''));
  const { version, device } = (await loadEngine(load)).record;
  const product = tf.tidy(() => tf.sum(tf.matMul(tf.fill([64, 32], 2), tf.fill([32, 16], 3))).dataSync()[0]);
  if (product !== 64 * 16 * 32 * 6) throw new Error(`A matrix product gave ${String(product)}.`);
  const gradient = tf.tidy(() => {
    const x = tf.ones<tf.Rank.R4>([2, 1, 8, 3]);
    const sumOfConvolution = (kernel: tf.Tensor): tf.Scalar => tf.sum(tf.conv2d(x, kernel as tf.Tensor4D, 1, 'valid'));
    return tf
      .grad(sumOfConvolution)(tf.ones([1, 3, 3, 4]))
      .dataSync();
  });
  if (!gradient.every((value) => value === 12)) throw new Error('The gradient of a convolution is wrong.');
  return { version, device };
}

const startedAt = performance.now();
void probe()
  .catch((thrown: unknown) => {
    return { failed: thrown instanceof Error ? thrown.message : String(thrown) };
  })
  .then((answer) => {
    // Electron's utility process does not end by itself when nothing is left to do.
    const end = (): void => process.exit('failed' in answer ? 1 : 0);
    process.stdout.write(`${JSON.stringify({ ...answer, ms: performance.now() - startedAt })}\n`, end);
  });
