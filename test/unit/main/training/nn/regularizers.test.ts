// The orthogonal regularizer where a weight is 0: as in Keras, with a finite gradient.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import '#main/training/nn/gradients.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { regularization } from '#main/training/nn/regularizers.ts';

beforeAll(() => tf.setBackend('cpu'));

it.each([
  ['zeros', [0, 0, 0, 0, 0, 0]],
  ['a row of zeros', [0, 0, 0, 1, 2, 3]],
])('its gradient of %s is finite', (_, values) => {
  const regularizer = regularizerSchema.parse('orthogonal_regularizer');
  if (regularizer === null) throw new Error('no regularizer');
  const weight = tf.tensor(values, [2, 3]);
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => regularization(regularizer, x))(weight);
  expect(value.dataSync()[0]).toBe(0);
  for (const slope of grad.dataSync()) expect(slope).toBeCloseTo(0, 6);
});
