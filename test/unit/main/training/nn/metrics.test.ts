import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMetric } from '#main/training/nn/metrics.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type MeanFunction =
  | 'binary_accuracy'
  | 'categorical_accuracy'
  | 'sparse_categorical_accuracy'
  | 'mean_absolute_error'
  | 'mean_squared_error';

function perSample(name: MeanFunction, target: tf.Tensor, output: tf.Tensor, threshold = 0.5): number[] {
  const metric = createMetric({ name, function: name, threshold });
  if (metric.kind !== 'mean') throw new Error(`${name} is no mean.`);
  const values = tf.tidy(() => metric.perSample(target, output));
  return [...values.dataSync()];
}

describe('createMetric', () => {
  it('binary_accuracy: above the threshold counts as 1, the threshold itself does not', () => {
    const output = tf.tensor2d([[0.9], [0.5], [0.4], [0.51]]);
    expect(perSample('binary_accuracy', tf.tensor1d([1, 1, 0, 0], 'int32'), output)).toEqual([1, 0, 1, 0]);
    expect(perSample('binary_accuracy', tf.tensor2d([[1], [1], [0], [0]]), output, 0.45)).toEqual([1, 1, 1, 0]);
  });

  it('binary_accuracy of several outputs is their mean in a sample', () => {
    const output = tf.tensor2d([[0.9, 0.1, 0.8, 0.2]]);
    expect(perSample('binary_accuracy', tf.tensor2d([[1, 0, 0, 0]]), output)).toEqual([0.75]);
  });

  it('categorical_accuracy compares the largest places', () => {
    const target = tf.tensor2d([
      [0, 0.7, 0.3],
      [1, 0, 0],
    ]);
    const output = tf.tensor2d([
      [0.2, 0.5, 0.3],
      [0.2, 0.5, 0.3],
    ]);
    expect(perSample('categorical_accuracy', target, output)).toEqual([1, 0]);
  });

  it('sparse_categorical_accuracy takes class numbers with and without a last axis, and sequences of them', () => {
    const output = tf.tensor2d([
      [0.2, 0.5, 0.3],
      [0.6, 0.1, 0.3],
    ]);
    expect(perSample('sparse_categorical_accuracy', tf.tensor1d([1, 2], 'int32'), output)).toEqual([1, 0]);
    expect(perSample('sparse_categorical_accuracy', tf.tensor2d([[1], [0]]), output)).toEqual([1, 1]);
    const steps = tf.stack([output, output]);
    expect(perSample('sparse_categorical_accuracy', tf.tensor2d([1, 0, 0, 2], [2, 2], 'int32'), steps)).toEqual([1, 0]);
  });

  it('mean errors align a target without the last axis instead of broadcasting it', () => {
    const output = tf.tensor2d([[1], [2], [3]]);
    expect(perSample('mean_absolute_error', tf.tensor1d([1, 0, 5]), output)).toEqual([0, 2, 2]);
    expect(perSample('mean_squared_error', tf.tensor1d([1, 0, 5]), output)).toEqual([0, 4, 4]);
  });

  it('refuses a target that does not fit', () => {
    expect(() => perSample('mean_absolute_error', tf.zeros([3, 2]), tf.zeros([3, 4]))).toThrow('[3, 2]');
    expect(() => perSample('sparse_categorical_accuracy', tf.zeros([3, 4]), tf.zeros([3, 4]))).toThrow('[3, 4]');
  });
});
