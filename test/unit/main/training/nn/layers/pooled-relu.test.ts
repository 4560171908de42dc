// Bias, relu and pooling in one, against the three after each other as tfjs differentiates them.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { chainSpec, type ChainNode } from '../../../../../keras/specs.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { pooledRelu, type PoolingWindows } from '#main/training/nn/pooled-relu.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';
import { atInference } from '#main/training/step/backward-pass.ts';

beforeAll(() => tf.setBackend('cpu'));

const windows: readonly PoolingWindows[] = [
  { size: 3, strides: 3, padding: 'valid' },
  { size: 3, strides: 3, padding: 'same' },
  { size: 3, strides: 2, padding: 'valid' },
  { size: 4, strides: 1, padding: 'same' },
];

function oneByOne(sums: tf.Tensor, bias: tf.Tensor, { size, strides, padding }: PoolingWindows): tf.Tensor {
  return tf.maxPool(tf.relu(tf.add<tf.Tensor4D>(sums, bias)), [1, size], [1, strides], padding);
}

describe('pooledRelu', () => {
  it.each(windows)('is bias, relu and windows of $size, $strides apart, $padding', (given) => {
    const sums = tf.randomNormal([3, 1, 11, 4], 0, 1, 'float32', 7);
    const bias = tf.tensor([0.3, -0.2, 0, -4]);
    const weights = tf.randomNormal(oneByOne(sums, bias, given).shape, 0, 1, 'float32', 8);
    const gradients = (pool: typeof pooledRelu): tf.Tensor[] =>
      tf.grads((x, b) => tf.sum(tf.mul(pool(x, b, given), weights)))([sums, bias]);
    expect(pooledRelu(sums, bias, given).arraySync()).toEqual(oneByOne(sums, bias, given).arraySync());
    const expected = gradients(oneByOne);
    gradients(pooledRelu).forEach((gradient, i) => {
      const other = tensorAt(expected, i);
      expect(gradient.shape).toEqual(other.shape);
      expect(tf.max(tf.abs(tf.sub(gradient, other))).dataSync()[0]).toBeLessThan(1e-5);
    });
  });
});

describe('a model with a convolution and its pooling', () => {
  const input: ChainNode = { id: 'input', type: 'Input', config: { shape: [12, 3] } };
  const convolution: ChainNode = {
    id: 'conv',
    type: 'Conv1D',
    config: { filters: 4, kernel_size: 3, activation: 'relu' },
  };
  const pooling: ChainNode = { id: 'pool', type: 'MaxPooling1D', config: { pool_size: 2 } };
  const x = (): tf.Tensor => tf.randomNormal([2, 12, 3], 0, 1, 'float32', 5);

  it('gives what the two layers give where the convolution is wanted by itself as well', () => {
    const spec = chainSpec([input, convolution, pooling]);
    const both = buildModel({ ...spec, outputs: ['conv', 'pool'] }, 1);
    const one = buildModel(spec, 1);
    const [convolved, pooled] = both.apply([x()], atInference);
    expect(convolved?.shape).toEqual([2, 10, 4]);
    expect(one.apply([x()], atInference)[0]?.arraySync()).toEqual(pooled?.arraySync());
  });

  it.each([
    ['another activation', { activation: 'tanh' }],
    ['no bias', { use_bias: false }],
    ['dilation', { dilation_rate: 2 }],
  ])('is pooled as well with %s', (_case, config) => {
    const spec = chainSpec([input, { ...convolution, config: { ...convolution.config, ...config } }, pooling]);
    const [pooled] = buildModel(spec, 1).apply([x()], atInference);
    const [both] = buildModel({ ...spec, outputs: ['conv', 'pool'] }, 1)
      .apply([x()], atInference)
      .slice(1);
    expect(pooled?.arraySync()).toEqual(both?.arraySync());
  });
});
